import { identifierOf } from '../adfs/token-response.ts';
import { htmlReply, type Reply, reply } from '../exchange.ts';
import { entityBomb } from '../soap/entity-bomb.ts';
import { NS } from '../soap/namespaces.ts';
import { type Address, ORGANIZATION_SERVICE } from './address.ts';
import type { OnPremisesFaults } from './faults.ts';
import { STS } from './people.ts';

const SP = 'http://docs.oasis-open.org/ws-sx/ws-securitypolicy/200702';
const SERVICES = 'http://schemas.microsoft.com/xrm/2011/Contracts/Services';
const CONTRACTS = 'http://schemas.microsoft.com/xrm/2011/Contracts';
const MEX = 'http://schemas.xmlsoap.org/ws/2004/09/mex';

/** The STS whose tokens CRM takes; its signing key is known by federation metadata. */
export const trustedStsOf = (faults: OnPremisesFaults | undefined): string =>
  faults?.sts === 'changed' ? STS.changedHost : STS.host;

/** `Organization.svc` by GET: `?wsdl`, the parts it imports, or WCF's page about the service. */
// Source: WCF, ServiceMetadataBehavior: ?wsdl, ?wsdl=wsdl0 (one document for each namespace), ?xsd=;
// sdkversion is what .NET clients of CRM add; that CRM 9.1 answers ?singleWsdl with the page alone
// is assumed
export function answerWsdl(
  address: Address,
  query: string,
  faults: OnPremisesFaults | undefined,
): Reply {
  const asked = new URLSearchParams(query.toLowerCase());
  const part = asked.get('wsdl');
  if (part === null) return servicePage(address);
  if (faults?.wsdl === 'html') return servicePage(address);
  if (faults?.wsdl === 'doctype') return xml(entityBomb('wsdl:definitions'));
  const first = faults?.wsdl === 'many-imports' ? 8 : 0;
  if (part === '') return xml(document(address, faults));
  const number = Number(/^wsdl(\d)$/.exec(part)?.[1] ?? Number.NaN);
  if (number === first) return xml(policyDocument(address, faults));
  return number < first ? xml(emptyDocument()) : xml('', 404);
}

const xml = (text: string, status = 200) =>
  reply(status, { 'Content-Type': 'text/xml; charset=UTF-8' }, text);

const DECLARATIONS = `xmlns:wsdl="http://schemas.xmlsoap.org/wsdl/" xmlns:wsp="${NS.policy}" xmlns:wsu="${NS.utility}" xmlns:wsa10="${NS.addressing}" xmlns:wsx="${MEX}" xmlns:wsaw="http://www.w3.org/2006/05/addressing/wsdl" xmlns:soap12="http://schemas.xmlsoap.org/wsdl/soap12/" xmlns:sp="${SP}"`;
const OPERATIONS = ['Create', 'Retrieve', 'Update', 'Delete', 'Execute', 'RetrieveMultiple'];

/** What `?wsdl` gives: the service and its port; the rest is imported. */
function document(address: Address, faults: OnPremisesFaults | undefined): string {
  const kind = faults?.wsdl;
  const own = `${address.url}${ORGANIZATION_SERVICE}`;
  const imported = importsOf(kind, own)
    .map((at) => `<wsdl:import namespace="${SERVICES}" location="${at}"/>`)
    .join('');
  const inline = kind === 'inline' || kind === 'without-policy';
  const inner = inline ? bindingAndPolicy(faults) : imported;
  return `<?xml version="1.0" encoding="utf-8"?><wsdl:definitions name="OrganizationService" targetNamespace="${CONTRACTS}" ${DECLARATIONS} xmlns:tns="${CONTRACTS}" xmlns:i0="${SERVICES}">${inner}<wsdl:types><xsd:schema targetNamespace="${CONTRACTS}/Imports" xmlns:xsd="http://www.w3.org/2001/XMLSchema"><xsd:import schemaLocation="${own}?xsd=xsd0" namespace="${SERVICES}"/></xsd:schema></wsdl:types><wsdl:service name="OrganizationService"><wsdl:port name="CustomBinding_IOrganizationService" binding="i0:CustomBinding_IOrganizationService"><soap12:address location="${own}"/><wsa10:EndpointReference><wsa10:Address>${own}</wsa10:Address></wsa10:EndpointReference></wsdl:port></wsdl:service></wsdl:definitions>`;
}

function importsOf(kind: OnPremisesFaults['wsdl'], own: string): string[] {
  const elsewhere = 'https://crm.evil.test/XRMServices/2011/Organization.svc';
  if (kind === 'other-host') return [`${elsewhere}?wsdl=wsdl0`];
  if (kind === 'plain-http') return [`${own.replace('https:', 'http:')}?wsdl=wsdl0`];
  if (kind === 'cycle') return [`${own}?wsdl`, `${own}?wsdl=wsdl0`];
  const count = kind === 'many-imports' ? 9 : 1;
  return Array.from({ length: count }, (_, index) => `${own}?wsdl=wsdl${index}`);
}

const emptyDocument = () =>
  `<?xml version="1.0" encoding="utf-8"?><wsdl:definitions targetNamespace="${SERVICES}" ${DECLARATIONS}><wsdl:types/></wsdl:definitions>`;

/** What `?wsdl=wsdl0` gives: policy, port type and binding of the namespace of the services. */
function policyDocument(address: Address, faults: OnPremisesFaults | undefined): string {
  const back = `${address.url}${ORGANIZATION_SERVICE}?wsdl`;
  const cycle =
    faults?.wsdl === 'cycle' ? `<wsdl:import namespace="${CONTRACTS}" location="${back}"/>` : '';
  const inner = faults?.wsdl === 'cycle' ? '' : bindingAndPolicy(faults);
  return `<?xml version="1.0" encoding="utf-8"?><wsdl:definitions targetNamespace="${SERVICES}" ${DECLARATIONS} xmlns:tns="${SERVICES}">${cycle}${inner}</wsdl:definitions>`;
}

function bindingAndPolicy(faults: OnPremisesFaults | undefined): string {
  const operations = OPERATIONS.map(
    (name) =>
      `<wsdl:operation name="${name}"><soap12:operation soapAction="${SERVICES}/IOrganizationService/${name}" style="document"/><wsdl:input><soap12:body use="literal"/></wsdl:input><wsdl:output><soap12:body use="literal"/></wsdl:output></wsdl:operation>`,
  ).join('');
  const policy =
    faults?.wsdl === 'without-policy'
      ? TRANSPORT
      : `${authenticationPolicy(faults)}${TRANSPORT}${faults?.challenge === 'windows' ? '' : issuedToken(faults)}`;
  return `<wsp:Policy wsu:Id="CustomBinding_IOrganizationService_policy"><wsp:ExactlyOne><wsp:All>${policy}<wsaw:UsingAddressing/></wsp:All></wsp:ExactlyOne></wsp:Policy><wsdl:binding name="CustomBinding_IOrganizationService" type="tns:IOrganizationService"><wsp:PolicyReference URI="#CustomBinding_IOrganizationService_policy"/><soap12:binding transport="http://schemas.xmlsoap.org/soap/http"/>${operations}</wsdl:binding>`;
}

/** Who signs people in. */
// Source: tests/fixtures/samples/crm_ifd_wsdl_policy_fragment.xml; ActiveDirectory: members of the
// SDK's AuthenticationProviderType
function authenticationPolicy(faults: OnPremisesFaults | undefined): string {
  const identifiers = {
    changed: [identifierOf(STS.changedHost)],
    foreign: ['https://sts.evil.test/adfs/services/trust'],
    two: [identifierOf(STS.host), identifierOf(STS.changedHost)],
    'plain-http': [identifierOf(STS.host)],
  };
  const named = identifiers[faults?.sts ?? 'plain-http'];
  if (faults?.challenge === 'windows') {
    return `<ms-xrm:AuthenticationPolicy xmlns:ms-xrm="${SERVICES}"><ms-xrm:Authentication>ActiveDirectory</ms-xrm:Authentication></ms-xrm:AuthenticationPolicy>`;
  }
  const services = named
    .map(
      (identifier) =>
        `<ms-xrm:SecureTokenService><ms-xrm:Identifier>${identifier}</ms-xrm:Identifier></ms-xrm:SecureTokenService>`,
    )
    .join('');
  return `<ms-xrm:AuthenticationPolicy xmlns:ms-xrm="${SERVICES}"><ms-xrm:Authentication>Federation</ms-xrm:Authentication>${services}</ms-xrm:AuthenticationPolicy>`;
}

const TRANSPORT =
  '<sp:TransportBinding><wsp:Policy><sp:TransportToken><wsp:Policy><sp:HttpsToken/></wsp:Policy></sp:TransportToken><sp:AlgorithmSuite><wsp:Policy><sp:Basic256/></wsp:Policy></sp:AlgorithmSuite><sp:Layout><wsp:Policy><sp:Strict/></wsp:Policy></sp:Layout><sp:IncludeTimestamp/></wsp:Policy></sp:TransportBinding>';

/** The endorsing token, and where its issuer tells about itself. */
// Source: WS-SecurityPolicy 1.2, 5.4.3; tests/fixtures/samples/crm_ifd_wsdl_policy_fragment.xml up to
// Issuer; what is in Issuer: WS-MetadataExchange, and public clients that read it
function issuedToken(faults: OnPremisesFaults | undefined): string {
  const host = faults?.sts === 'foreign' ? 'sts.evil.test' : trustedStsOf(faults);
  const mex = `${faults?.sts === 'plain-http' ? 'http' : 'https'}://${host}/adfs/services/trust/mex`;
  return `<sp:EndorsingSupportingTokens><wsp:Policy><sp:IssuedToken sp:IncludeToken="${SP}/IncludeToken/AlwaysToRecipient"><Issuer xmlns="${SP}"><Address xmlns="${NS.addressing}">${NS.addressing}/anonymous</Address><Metadata xmlns="${NS.addressing}"><Metadata xmlns="${MEX}"><wsx:MetadataSection xmlns=""><wsx:MetadataReference><Address xmlns="${NS.addressing}">${mex}</Address></wsx:MetadataReference></wsx:MetadataSection></Metadata></Metadata></Issuer><sp:RequestSecurityTokenTemplate><trust:KeyType xmlns:trust="${NS.trust}">${NS.trust}/SymmetricKey</trust:KeyType></sp:RequestSecurityTokenTemplate><wsp:Policy><sp:RequireInternalReference/></wsp:Policy></sp:IssuedToken></wsp:Policy></sp:EndorsingSupportingTokens><sp:Wss11><wsp:Policy/></sp:Wss11><sp:Trust13><wsp:Policy><sp:MustSupportIssuedTokens/><sp:RequireClientEntropy/><sp:RequireServerEntropy/></wsp:Policy></sp:Trust13>`;
}

// Source: WCF, ServiceDebugBehavior: the page about a service (abridged)
function servicePage(address: Address): Reply {
  const own = `${address.url}${ORGANIZATION_SERVICE}`;
  return htmlReply(
    200,
    `<HTML><HEAD><TITLE>OrganizationService Service</TITLE></HEAD><BODY><P class="heading1">OrganizationService Service</P><P class="intro">You have created a service.</P><PRE>svcutil.exe <A HREF="${own}?wsdl">${own}?wsdl</A></PRE></BODY></HTML>`,
  );
}
