import { gzipSync } from 'node:zlib';
import type { DraftFields } from '../../../lib/domain/connection.ts';
import type { FailureCode } from '../../../lib/domain/failure.ts';
import type { StepId } from '../../../lib/domain/report.ts';
import { STS } from '../../emulators/on-premises/people.ts';
import { CLIENT_ID, ORGANISATIONS, SECRET_ID, TENANTS } from '../../emulators/people.ts';
import type { WorldName } from '../../emulators/worlds.ts';
import type { LifeOptions } from '../flows/simulated-world.ts';
import { ONLINE, OWN } from './a-fault.ts';
import {
  asPage,
  breaksOff,
  hangsUp,
  redirects,
  says,
  staysSilent,
  trickles,
  WIFI_PAGE,
} from './ways-to-fail.ts';
import type { Fault } from './wire.ts';

/** One row of the fault matrix in which Test Connection fails: at which step, and what is said. */
export type TestRow = {
  row: number;
  what: string;
  world?: WorldName;
  fields?: DraftFields;
  secret?: string;
  faults?: Fault[];
  life?: LifeOptions;
  step: StepId;
  code: FailureCode;
  says: (string | RegExp)[];
  isRetriable?: true;
  /** The service's own request id is shown. */
  hasRequestId?: true;
  /** Nothing may have been asked there. */
  asksNobodyAt?: RegExp;
  /** What was typed is at fault: a world that is mended does not make it pass. */
  isTyped?: true;
};

const { host, url } = ORGANISATIONS.contoso;
const aadsts = (code: number, error: string) => ({
  error,
  error_description: `AADSTS${code}: no. Trace ID: t Correlation ID: c`,
  error_codes: [code],
});
/** Packed, it is small; unpacked, 300 MB of blanks: a file of gzip may have many members. */
const BOMB = Buffer.concat(Array(30).fill(gzipSync(Buffer.alloc(10 * 1024 * 1024, ' '))));
const deep = '['.repeat(100_000);
const manyKeys = `{${Array.from({ length: 100_000 }, (_, at) => `"key${at}":${at}`).join(',')}}`;

export const TEST_ROWS: TestRow[] = [
  {
    ...{ row: 1, what: 'a look-alike address', step: 'url', code: 'url/refused', isTyped: true },
    fields: { ...ONLINE, organisationUrl: 'https://contoso.crm4.dynamics.com.evil.com' },
    says: [/evil\.com/],
    asksNobodyAt: /./,
  },
  {
    ...{ row: 2, what: 'no permission', step: 'reach', code: 'permission/not-granted' },
    faults: [{ at: 'challenge', line: 'no such name' }],
    life: { hasAccess: () => false },
    says: [host, /grant/i],
    isTyped: true,
  },
  {
    ...{ row: 3, what: 'a policy that blocks the host', step: 'reach', isTyped: true },
    code: 'permission/blocked-by-policy',
    faults: [{ at: 'challenge', line: 'no such name' }],
    life: { closedByPolicy: () => ({ extensionId: 'ours' }) },
    says: [host, /policy .* blocks/, /ask your IT .* ours/i],
  },
  {
    ...{ row: 3, what: 'one that nothing tells of', step: 'reach', code: 'net/unreachable' },
    faults: [{ at: 'challenge', line: 'no such name' }],
    says: [host, /browser policy of your company/, /ask your IT/],
    isRetriable: true,
  },
  {
    ...{ row: 4, what: 'a name that nobody knows', step: 'reach', code: 'net/unreachable' },
    faults: [{ at: 'challenge', line: 'no such name' }],
    says: [host],
    isRetriable: true,
  },
  {
    ...{ row: 5, what: 'a captive portal', step: 'reach', code: 'net/web-page' },
    world: 'captive-portal',
    says: [/sign in to the network/i],
    isRetriable: true,
  },
  {
    ...{ row: 5, what: 'a captive portal for a token', step: 'token', code: 'net/web-page' },
    faults: [{ at: 'token', does: says(200, WIFI_PAGE, asPage) }],
    says: ['Hotel Wi-Fi: sign in'],
    isRetriable: true,
  },
  {
    ...{ row: 5, what: 'a captive portal at the end', step: 'whoami', code: 'net/web-page' },
    faults: [{ at: 'whoami', does: says(200, WIFI_PAGE, asPage) }],
    says: ['Hotel Wi-Fi: sign in'],
    isRetriable: true,
  },
  {
    ...{ row: 6, what: 'a redirect', step: 'reach', code: 'net/redirected' },
    world: 'redirecting-host',
    says: [host],
    isRetriable: true,
  },
  {
    ...{ row: 6, what: 'a redirect for a token', step: 'token', code: 'net/redirected' },
    faults: [{ at: 'token', does: redirects }],
    says: ['login.microsoftonline.com'],
    isRetriable: true,
  },
  {
    ...{ row: 6, what: 'a redirect at the end', step: 'whoami', code: 'net/redirected' },
    faults: [{ at: 'whoami', does: redirects }],
    says: [host],
    isRetriable: true,
  },
  {
    ...{ row: 7, what: 'an untrusted certificate', step: 'reach', code: 'net/unreachable' },
    faults: [{ at: 'challenge', line: 'certificate that nobody trusts' }],
    says: [host, /certificate/i],
    isRetriable: true,
  },
  {
    ...{ row: 8, what: 'no challenge', step: 'tenant', code: 'org/no-challenge' },
    world: 'no-challenge',
    says: [host, 'Tenant'],
  },
  {
    ...{ row: 8, what: 'another tenant than was entered', step: 'tenant', isTyped: true },
    code: 'org/other-tenant',
    fields: { ...ONLINE, tenant: TENANTS.fabrikam },
    says: [host, TENANTS.contoso, TENANTS.fabrikam],
    asksNobodyAt: /oauth2/,
  },
  {
    ...{ row: 9, what: 'a foreign authority', step: 'tenant', code: 'org/authority-untrusted' },
    world: 'foreign-authority',
    says: ['evil.test'],
    asksNobodyAt: /evil|oauth2/,
  },
  {
    ...{ row: 10, what: 'a wrong secret', step: 'token', code: 'entra/secret-wrong' },
    world: 'wrong-secret',
    says: ['AADSTS7000215', /Value/],
    hasRequestId: true,
  },
  {
    ...{ row: 10, what: 'the secret’s id', step: 'token', code: 'entra/secret-wrong' },
    secret: SECRET_ID,
    says: [/Secret ID/, /Value/],
    isTyped: true,
  },
  {
    ...{ row: 11, what: 'an expired secret', step: 'token', code: 'entra/secret-expired' },
    world: 'expired-secret',
    says: ['AADSTS7000222', /expired/i, /Certificates & secrets/],
  },
  {
    ...{ row: 12, what: 'an unknown application', step: 'token', code: 'entra/app-unknown' },
    world: 'wrong-tenant',
    says: [CLIENT_ID, TENANTS.fabrikam, 'AADSTS700016'],
  },
  {
    ...{ row: 13, what: 'an unknown tenant', step: 'token', code: 'entra/tenant-unknown' },
    world: 'unknown-tenant',
    says: [TENANTS.unknown, 'AADSTS90002'],
  },
  {
    ...{ row: 13, what: 'a malformed tenant', step: 'token', code: 'entra/tenant-unknown' },
    faults: [{ at: 'token', does: says(400, aadsts(900023, 'invalid_request')) }],
    says: [TENANTS.contoso, 'AADSTS900023'],
  },
  {
    ...{ row: 14, what: 'an unknown resource', step: 'token', code: 'entra/resource-unknown' },
    world: 'resource-unknown',
    says: [url, 'AADSTS500011'],
  },
  {
    ...{ row: 15, what: 'Conditional Access', step: 'token', code: 'entra/conditional-access' },
    world: 'conditional-access',
    says: [/Conditional Access/, 'AADSTS53003'],
  },
  {
    ...{ row: 16, what: 'an Origin header', step: 'token', code: 'entra/origin-refused' },
    faults: [{ at: 'token', adds: { origin: 'chrome-extension://ours' } }],
    says: ['AADSTS9002326'],
    isRetriable: true,
  },
  {
    ...{ row: 17, what: 'a code nobody has seen', step: 'token', code: 'entra/refused' },
    world: 'unknown-aadsts',
    says: [/AADSTS\d+/, /Correlation id \S+/],
  },
  ...[
    ['no access_token', { token_type: 'Bearer', expires_in: 3599 }],
    ['a token of the type mac', { token_type: 'mac', expires_in: 3599, access_token: 'a.b.c' }],
    ['a token that has ended', { token_type: 'Bearer', expires_in: -1, access_token: 'a.b.c' }],
    ['an object for a token', { token_type: 'Bearer', access_token: {} }],
  ].map(
    ([what, body]): TestRow => ({
      ...{ row: 20, what: String(what), step: 'token', code: 'entra/bad-answer' },
      faults: [{ at: 'token', does: says(200, body) }],
      says: [/Microsoft/],
      isRetriable: true,
    }),
  ),
  {
    ...{ row: 21, what: 'a token that breaks off', step: 'token', code: 'net/unreachable' },
    faults: [{ at: 'token', does: breaksOff }],
    says: ['login.microsoftonline.com'],
    isRetriable: true,
  },
  {
    ...{ row: 21, what: 'a reset instead of a token', step: 'token', code: 'net/unreachable' },
    faults: [{ at: 'token', does: hangsUp }],
    says: ['login.microsoftonline.com'],
    isRetriable: true,
  },
  {
    ...{ row: 22, what: 'a token refused twice', step: 'whoami', code: 'org/token-refused' },
    world: 'token-refused',
    says: [url],
    isRetriable: true,
  },
  {
    ...{ row: 23, what: 'no application user', step: 'whoami', code: 'org/user-unknown' },
    world: 'no-application-user',
    says: [/application user/i, CLIENT_ID, '0x80072560'],
    hasRequestId: true,
  },
  {
    ...{ row: 24, what: 'a disabled user', step: 'whoami', code: 'org/user-disabled' },
    world: 'user-disabled',
    says: [/disabled/i, '0x80040225'],
  },
  {
    ...{ row: 25, what: 'a renamed organisation', step: 'reach', code: 'org/not-here' },
    world: 'renamed-organisation',
    says: [host],
  },
  {
    ...{ row: 26, what: 'administration mode', step: 'reach', code: 'org/unavailable' },
    world: 'administration-mode',
    says: [host],
    isRetriable: true,
  },
  {
    ...{ row: 26, what: 'an update in mid-test', step: 'whoami', code: 'org/unavailable' },
    faults: [{ at: 'whoami', does: says(503, '<h1>We are upgrading</h1>', asPage) }],
    says: [host],
    isRetriable: true,
  },
  {
    ...{ row: 27, what: 'a busy organisation', step: 'whoami', code: 'org/busy' },
    world: 'throttled',
    says: ['0x80072322', /after \d/i],
    isRetriable: true,
  },
  {
    ...{ row: 28, what: 'Retry-After 10^12', step: 'whoami', code: 'org/busy' },
    faults: [{ at: 'whoami', does: says(429, {}, { 'retry-after': '1000000000000' }) }],
    says: [host, /after \d/i],
    isRetriable: true,
  },
  {
    ...{ row: 29, what: 'a gzip bomb', step: 'whoami', code: 'net/too-large' },
    faults: [{ at: 'whoami', does: says(200, BOMB, { 'content-encoding': 'gzip' }) }],
    says: [host],
  },
  {
    ...{ row: 30, what: 'a slow-loris', step: 'whoami', code: 'net/no-reply' },
    faults: [{ at: 'whoami', does: trickles }],
    says: [host, /20/],
    isRetriable: true,
  },
  {
    ...{ row: 30, what: 'a silent host', step: 'reach', code: 'net/no-reply' },
    faults: [{ at: 'challenge', does: staysSilent }],
    says: [host, /10/],
    isRetriable: true,
  },
  ...[
    ['JSON of 10^5 levels', deep, 'net/not-understood'],
    ['10^5 keys', manyKeys, 'net/too-large'],
    ['UTF-16', Buffer.from('{"UserId":"x"}', 'utf16le'), 'net/not-understood'],
    ['the last of duplicate keys', '{"UserId":"a","UserId":1}', 'net/not-understood'],
  ].map(
    ([what, body, code]): TestRow => ({
      ...{ row: 31, what: String(what), step: 'whoami', code: code as FailureCode },
      faults: [{ at: 'whoami', does: says(200, body ?? '') }],
      says: [host],
      ...(code === 'net/not-understood' && { isRetriable: true }),
    }),
  ),
  {
    ...{
      row: 32,
      what: 'another organisation',
      step: 'organisation',
      code: 'org/other-organisation',
    },
    faults: [
      {
        at: 'whoami',
        does: says(200, { UserId: SECRET_ID, OrganizationId: TENANTS.fabrikam }),
      },
    ],
    says: [TENANTS.fabrikam],
  },
  ...(
    [
      [34, 'ifd-windows-only', 'adfs', 'ifd/windows-only', /Windows/],
      [35, 'ifd-wsdl-html', 'adfs', 'ifd/sign-in-page', 'crm.contoso.local'],
      [36, 'ifd-sts-changed', 'adfs', 'ifd/sts-changed', STS.changedHost],
      [37, 'ifd-wrong-password', 'sign-in', 'ifd/wrong-password', /DOMAIN\\user/],
      [38, 'ifd-locked', 'sign-in', 'ifd/wrong-password', /lock/i],
      [38, 'ifd-expired-password', 'sign-in', 'ifd/password-expired', /expired/i],
      [40, 'ifd-usernamemixed-disabled', 'sign-in', 'ifd/endpoint-off', /usernamemixed/],
    ] as const
  ).map(
    ([row, world, step, code, said]): TestRow => ({
      ...{ row, what: world, step, code, world },
      fields: OWN,
      says: [said],
      ...(step === 'adfs' && { asksNobodyAt: /usernamemixed|sts2/ }),
    }),
  ),
];
