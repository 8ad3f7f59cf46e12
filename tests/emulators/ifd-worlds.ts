import type { World } from './world.ts';

const TEN_MINUTES_MS = 10 * 60 * 1000;

/** What can be wrong with a company's own CRM and AD FS. */
export const IFD_WORLDS = {
  ifd: { does: 'as happy: CRM 9.1 and AD FS of the company are as they should be' },
  'ifd-internal': {
    does: 'claims for internal access only: the IFD host answers 404 to everything',
    onPremises: { ifdHost: 'missing' },
  },

  'ifd-wrong-password': {
    does: 'svc-mapsimise has another password: ID3242; the fifth failure locks the account',
    onPremises: { account: 'another-password' },
  },
  'ifd-wrong-password-generic': {
    does: 'the same, worded "At least one security token in the message could not be validated."',
    onPremises: { account: 'another-password', wrongPassword: 'at-least-one-token' },
  },
  'ifd-locked': {
    does: 'svc-mapsimise is locked: answers like a wrong password',
    onPremises: { account: 'locked' },
  },
  'ifd-expired-password': {
    does: 'MSIS3125, FailedAuthentication.ExpiredPassword for svc-mapsimise',
    onPremises: { account: 'expired' },
  },
  'ifd-msis7068': {
    does: 'issuance rules deny svc-mapsimise: MSIS7068',
    onPremises: { account: 'denied' },
  },
  'ifd-relying-party-unknown': {
    does: 'AppliesTo matches no relying party: ID3082',
    onPremises: { relyingParty: 'unknown' },
  },
  'ifd-request-failed': {
    does: 'the same, told as MSIS3127 RequestFailed',
    onPremises: { relyingParty: 'request-failed' },
  },
  'ifd-usernamemixed-disabled': {
    does: 'usernamemixed answers 503 of http.sys',
    onPremises: { usernameMixed: 'disabled' },
  },
  'ifd-not-on-proxy': {
    does: 'usernamemixed answers 404 of http.sys',
    onPremises: { usernameMixed: 'not-on-proxy' },
  },
  'ifd-sts-redirects': {
    does: 'usernamemixed answers 302 to elsewhere',
    onPremises: { usernameMixed: 'redirects' },
  },
  'ifd-sts-silent': {
    does: 'usernamemixed takes the request and never answers',
    onPremises: { usernameMixed: 'silent' },
  },

  'ifd-windows-only': {
    does: 'ActiveDirectory in the WSDL; the Web API answers 401 Negotiate and NTLM',
    onPremises: { challenge: 'windows' },
  },
  'ifd-html-sign-in': {
    does: 'the Web API answers 200 with the sign-in page of AD FS',
    onPremises: { challenge: 'html' },
  },
  'ifd-oauth-capable': {
    does: '401 Bearer authorization_uri=…/adfs/oauth2/authorize; WS-Trust works as ever',
    onPremises: { challenge: 'oauth' },
  },
  'ifd-redirect-uri-only': {
    does: '401 Bearer redirect_uri=…/adfs/ls/',
    onPremises: { challenge: 'redirect-uri' },
  },

  'ifd-clock-skew': {
    does: 'the clocks of AD FS and CRM are 10 minutes ahead (Date, Timestamp, Lifetime)',
    onPremises: { clockAheadMs: { sts: TEN_MINUTES_MS, crm: TEN_MINUTES_MS } },
  },
  'ifd-clock-skew-crm': {
    does: "only CRM's clock is 10 minutes ahead: AD FS signs in, CRM answers o:InvalidSecurity",
    onPremises: { clockAheadMs: { sts: 0, crm: TEN_MINUTES_MS } },
  },
  'ifd-clock-skew-sts': {
    does: "only AD FS's clock is 10 minutes ahead: its token is not valid yet for CRM",
    onPremises: { clockAheadMs: { sts: TEN_MINUTES_MS, crm: 0 } },
  },

  'ifd-sts-changed': {
    does: 'the organisation trusts sts2.contoso.local; sts.contoso.local is no longer named',
    onPremises: { sts: 'changed' },
  },
  'ifd-sts-http': {
    does: 'WSDL and mex give http: addresses of AD FS, not only an http: name',
    onPremises: { sts: 'plain-http' },
  },
  'ifd-sts-foreign': {
    does: 'the WSDL names https://sts.evil.test',
    onPremises: { sts: 'foreign' },
  },
  'ifd-sts-two': {
    does: 'the WSDL names two identifiers: sts and sts2',
    onPremises: { sts: 'two' },
  },
  'ifd-mex-missing': { does: 'mex answers 404', onPremises: { mex: 'missing' } },
  'ifd-mex-html': { does: 'mex answers 200 with HTML', onPremises: { mex: 'html' } },
  'ifd-mex-without-usernamemixed': {
    does: 'mex has ports for certificates and Windows only',
    onPremises: { mex: 'without-usernamemixed' },
  },
  'ifd-mex-doctype': { does: 'mex is an entity bomb', onPremises: { mex: 'doctype' } },

  'ifd-wsdl-html': { does: '?wsdl answers 200 with HTML', onPremises: { wsdl: 'html' } },
  'ifd-wsdl-other-host': {
    does: 'the WSDL imports from https://crm.evil.test',
    onPremises: { wsdl: 'other-host' },
  },
  'ifd-wsdl-http': {
    does: 'the WSDL imports from http: of its own host',
    onPremises: { wsdl: 'plain-http' },
  },
  'ifd-wsdl-cycle': {
    does: 'the WSDL imports itself, and wsdl0 the WSDL',
    onPremises: { wsdl: 'cycle' },
  },
  'ifd-wsdl-many-imports': {
    does: 'the WSDL imports nine documents, the policy is in the last',
    onPremises: { wsdl: 'many-imports' },
  },
  'ifd-wsdl-doctype': { does: '?wsdl is an entity bomb', onPremises: { wsdl: 'doctype' } },
  'ifd-wsdl-inline': {
    does: 'one WSDL document, the policy in it, nothing imported',
    onPremises: { wsdl: 'inline' },
  },
  'ifd-wsdl-without-policy': {
    does: 'WSDL without AuthenticationPolicy',
    onPremises: { wsdl: 'without-policy' },
  },

  'ifd-org-disabled': {
    does: 'OrganizationServiceFault -2147180284',
    onPremises: { organisation: 'disabled' },
  },
  'ifd-user-disabled': {
    does: 'OrganizationServiceFault -2147220955 for svc-mapsimise',
    onPremises: { serviceUser: 'disabled' },
  },
  'ifd-user-missing': {
    does: 'svc-mapsimise is no user of the organisation',
    onPremises: { serviceUser: 'missing' },
  },
  'ifd-missing-privilege': {
    does: 'svc-mapsimise may not read leads: -2147220960',
    onPremises: { serviceUser: 'without-lead' },
  },
  'ifd-no-table-readable': {
    does: 'svc-mapsimise may read none of Account, Contact, Lead',
    onPremises: { serviceUser: 'without-tables' },
  },
  'ifd-caller-not-allowed': {
    does: 'svc-mapsimise may not act on behalf of others: CallerId gives -2147180272',
    onPremises: { serviceUser: 'without-delegation' },
  },
  'ifd-internal-fault': {
    does: 'Organization.svc answers a:InternalServiceFault',
    onPremises: { crm: 'internal-fault' },
  },
  'ifd-crm-maintenance': {
    does: 'the CRM server answers 503 with HTML',
    onPremises: { crm: 'maintenance' },
  },

  'ifd-untrusted-sts': {
    does: 'AD FS shows a certificate of a key that the browser does not trust',
    onPremises: { certificate: 'sts' },
  },
  'ifd-untrusted-crm': {
    does: 'CRM shows a certificate of a key that the browser does not trust',
    onPremises: { certificate: 'crm' },
  },
  'ifd-hostile-fault': {
    does: 'the fault for a wrong password echoes name and password in markup and bidi',
    onPremises: { account: 'another-password', fault: 'hostile' },
  },
  'ifd-huge-fault': {
    does: 'the fault for a wrong password is 1 MB long',
    onPremises: { account: 'another-password', fault: 'huge' },
  },
  'ifd-fault-in-200': {
    does: 'the fault for a wrong password comes with HTTP 200',
    onPremises: { account: 'another-password', fault: 'in-200' },
  },

  'ifd-large-assertion': {
    does: 'the encrypted assertion is larger than 64 kB',
    onPremises: { assertion: 'large' },
  },
  'ifd-odd-assertion': {
    does: 'line ends, references, comments and blanks in the EncryptedData',
    onPremises: { assertion: 'odd-bytes' },
  },
  'ifd-bearer-assertion': {
    does: 'AD FS gives a bearer token: no proof key',
    onPremises: { assertion: 'bearer' },
  },
  'ifd-short-lived-assertion': {
    does: 'the token has expired when it arrives',
    onPremises: { assertion: 'short-lived' },
  },
  'ifd-api-v8.2': {
    does: 'CRM 8.2: no Web API above v8.2',
    onPremises: { api: 'v8.2' },
  },

  'ifd-already-registered': {
    does: 'Mapsimise has a connector for contoso.crm.contoso-ifd.com, without Shared Credentials',
    mapsimise: { registered: 'ifd' },
  },
  'no-edit-right': {
    does: 'the same, and the administrator key lacks Edit on Connectors',
    mapsimise: { registered: 'ifd', administrator: 'without-edit' },
  },
} as const satisfies Record<string, World>;
