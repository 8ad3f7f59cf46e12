import type { Failure, FailureCode, FailureOf } from '../../../lib/domain/failure.ts';

const CRM = 'crm.contoso.local';
const STS = 'sts.contoso.local';
const username = 'CONTOSO\\svc-mapsimise';

type IfdCode = Extract<FailureCode, `ifd/${string}`>;

/** One failure of each kind on-premises, and the names that its remedy must hold. */
export const IFD_SAMPLES: { [C in IfdCode]: { failure: FailureOf<C>; names: string[] } } = {
  'ifd/online-organisation': {
    failure: { code: 'ifd/online-organisation', host: 'acme.crm4.dynamics.com' },
    names: ['Dataverse', 'Scheme', 'Client Id'],
  },
  'ifd/username-missing': {
    failure: { code: 'ifd/username-missing' },
    names: ['Username / Email', 'DOMAIN\\user'],
  },
  'ifd/password-missing': { failure: { code: 'ifd/password-missing' }, names: ['Password'] },
  'ifd/characters': {
    failure: { code: 'ifd/characters', field: 'password' },
    names: ['password', 'by hand'],
  },
  'ifd/unreachable': {
    failure: { code: 'ifd/unreachable', host: STS },
    names: [`https://${STS}`, 'certificate'],
  },
  'ifd/browser-throttled': {
    failure: { code: 'ifd/browser-throttled', host: STS },
    names: ['Wait a minute', STS],
  },
  'ifd/unavailable': { failure: { code: 'ifd/unavailable', host: CRM }, names: [CRM] },
  'ifd/not-here': {
    failure: { code: 'ifd/not-here', host: CRM },
    names: [CRM, 'Organisation URL'],
  },
  'ifd/sign-in-page': {
    failure: { code: 'ifd/sign-in-page', host: CRM, title: 'Sign In' },
    names: [CRM, '/XRMServices/'],
  },
  'ifd/windows-only': {
    failure: { code: 'ifd/windows-only', host: CRM },
    names: ['IFD', 'claims-based authentication', CRM],
  },
  'ifd/other-sign-in': {
    failure: { code: 'ifd/other-sign-in', host: CRM, kind: 'LiveId' },
    names: [CRM],
  },
  'ifd/no-policy': {
    failure: { code: 'ifd/no-policy', host: CRM, foreign: 'evil.test' },
    names: [CRM],
  },
  'ifd/bad-xml': { failure: { code: 'ifd/bad-xml', host: CRM, why: 'doctype' }, names: [CRM] },
  'ifd/sts-unusable': {
    failure: { code: 'ifd/sts-unusable', host: CRM, identifier: 'urn:sts' },
    names: [CRM, 'AD FS'],
  },
  'ifd/sts-not-confirmed': {
    failure: { code: 'ifd/sts-not-confirmed', origin: `https://${STS}`, host: STS },
    names: [STS, 'Send my password to this server'],
  },
  'ifd/sts-changed': {
    failure: {
      code: 'ifd/sts-changed',
      origin: 'https://sts2.contoso.local',
      host: 'sts2.contoso.local',
      before: STS,
    },
    names: ['sts2.contoso.local', 'Send my password to this server'],
  },
  'ifd/no-usernamemixed': {
    failure: { code: 'ifd/no-usernamemixed', host: STS },
    names: [STS, 'Enable-AdfsEndpoint'],
  },
  'ifd/endpoint-off': {
    failure: {
      code: 'ifd/endpoint-off',
      host: STS,
      path: '/adfs/services/trust/13/usernamemixed',
    },
    names: [STS, 'Enable-AdfsEndpoint', '-Proxy $true'],
  },
  'ifd/wrong-password': {
    failure: { code: 'ifd/wrong-password', host: STS, username },
    names: [username, 'lock'],
  },
  'ifd/password-expired': {
    failure: { code: 'ifd/password-expired', host: STS, username },
    names: [username],
  },
  'ifd/access-denied': {
    failure: { code: 'ifd/access-denied', host: STS, username },
    names: [username, STS, 'Relying Party Trusts'],
  },
  'ifd/relying-party-unknown': {
    failure: { code: 'ifd/relying-party-unknown', host: STS, audience: `https://${CRM}/` },
    names: [`https://${CRM}/`, 'Organisation URL'],
  },
  'ifd/clock-skew': {
    failure: { code: 'ifd/clock-skew', host: STS, aheadMinutes: 26 * 60 },
    names: ['clock'],
  },
  'ifd/servers-apart': {
    failure: { code: 'ifd/servers-apart', host: CRM, stsHost: STS, aheadMinutes: 10 },
    names: [CRM, STS, 'clocks'],
  },
  'ifd/sts-refused': { failure: { code: 'ifd/sts-refused', host: STS }, names: [STS] },
  'ifd/bad-token': {
    failure: { code: 'ifd/bad-token', host: STS, why: 'no-proof-key' },
    names: [STS],
  },
  'ifd/assertion-too-large': {
    failure: { code: 'ifd/assertion-too-large', host: STS, bytes: 300_000 },
    names: [STS, 'fewer claims'],
  },
  'ifd/token-expired': {
    failure: { code: 'ifd/token-expired', host: CRM },
    names: ['Test Connection'],
  },
  'ifd/security-refused': {
    failure: { code: 'ifd/security-refused', host: CRM },
    names: [CRM, 'clock'],
  },
  'ifd/server-fault': { failure: { code: 'ifd/server-fault', host: CRM }, names: [CRM] },
  'ifd/org-disabled': {
    failure: { code: 'ifd/org-disabled', host: CRM },
    names: [CRM, 'Deployment Manager'],
  },
  'ifd/user-disabled': {
    failure: { code: 'ifd/user-disabled', host: CRM, username },
    names: [username, 'Users'],
  },
  'ifd/user-unknown': {
    failure: { code: 'ifd/user-unknown', host: CRM, username },
    names: [username, 'Users'],
  },
  'ifd/no-role': {
    failure: { code: 'ifd/no-role', host: CRM, username },
    names: [username, 'Manage Roles'],
  },
  'ifd/no-table-readable': {
    failure: {
      code: 'ifd/no-table-readable',
      tables: ['account', 'lead'],
      privileges: ['prvReadAccount', 'prvReadLead'],
    },
    names: ['prvReadAccount and prvReadLead', 'Security Roles'],
  },
  'ifd/privilege-missing': {
    failure: { code: 'ifd/privilege-missing', privilege: 'prvReadUser' },
    names: ['prvReadUser', 'Security Roles'],
  },
  'ifd/acting-not-allowed': {
    failure: { code: 'ifd/acting-not-allowed', username },
    names: [username, 'Delegate'],
  },
  'ifd/same-person': {
    failure: { code: 'ifd/same-person', person: 'Adele Vance' },
    names: ['Adele Vance'],
  },
  'ifd/refused': { failure: { code: 'ifd/refused', host: CRM }, names: [CRM] },
};

const REASONS = [
  ...(['not-xml', 'too-large', 'encoding', 'doctype', 'instruction', 'too-deep'] as const),
  ...(['too-many-nodes', 'too-many-attributes', 'not-well-formed', 'unexpected-shape'] as const),
];
const TOKENS = [
  ...(['no-token', 'several-tokens', 'no-proof-key', 'bad-proof-key'] as const),
  ...(['no-reference', 'bad-lifetime', 'not-encrypted'] as const),
];

/** The same codes with their optional facts missing, empty, or the other way round. */
export const IFD_BARE: Failure[] = [
  { code: 'ifd/sign-in-page', host: CRM },
  { code: 'ifd/no-policy', host: CRM },
  { code: 'ifd/sts-unusable', host: CRM, identifier: '' },
  {
    code: 'ifd/sts-not-confirmed',
    origin: `https://${STS}`,
    host: STS,
    others: ['sts2.contoso.local'],
  },
  { code: 'ifd/wrong-password', host: STS, username: '' },
  { code: 'ifd/password-expired', host: STS, username: '' },
  { code: 'ifd/access-denied', host: STS, username: '' },
  { code: 'ifd/clock-skew', host: STS, aheadMinutes: -10 },
  { code: 'ifd/clock-skew', host: STS, aheadMinutes: 1 },
  { code: 'ifd/sts-refused', host: STS, service: { text: 'No.', status: 500 } },
  { code: 'ifd/refused', host: CRM, service: { text: 'No.', status: 500 } },
  { code: 'ifd/no-table-readable', tables: [], privileges: [] },
  { code: 'ifd/privilege-missing', privilege: '' },
  { code: 'ifd/user-unknown', host: CRM, username: '' },
  { code: 'ifd/characters', field: 'username' },
  { code: 'ifd/characters', field: 'address' },
  ...REASONS.map((why) => ({ code: 'ifd/bad-xml', host: CRM, why }) as const),
  ...TOKENS.map((why) => ({ code: 'ifd/bad-token', host: STS, why }) as const),
];
