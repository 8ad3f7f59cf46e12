import { CONNECTOR_WORLDS } from './connector-worlds.ts';
import { COVERAGE_WORLDS } from './coverage-worlds.ts';
import { IFD_WORLDS } from './ifd-worlds.ts';
import { IMPERSONATION_WORLDS } from './impersonation-worlds.ts';
import { MAPPING_WORLDS } from './mapping-worlds.ts';
import { PROVISIONING_WORLDS } from './provisioning-worlds.ts';
import type { World } from './world.ts';

export type { World };

export const WORLDS = {
  happy: { does: 'everything is as it should be' },

  'expired-secret': { does: '7000222 for the right secret', directory: { secret: 'expired' } },
  'secret-id-pasted': { does: 'as happy; the test posts the secret id and gets 7000215' },
  'wrong-secret': { does: '7000215 for the usual secret', directory: { secret: 'another' } },
  'wrong-tenant': {
    does: 'the challenge names a tenant that does not know the application: 700016',
    organisation: { challenge: 'other-tenant' },
  },
  'unknown-tenant': {
    does: 'the challenge names a tenant that nobody knows: 90002',
    organisation: { challenge: 'unknown-tenant' },
  },
  'no-service-principal': { does: '7000229', directory: { servicePrincipal: 'missing' } },
  'app-disabled': { does: '7000112', directory: { servicePrincipal: 'disabled' } },
  'resource-unknown': { does: '500011', directory: { resource: 'missing' } },
  'conditional-access': { does: '53003', directory: { conditionalAccess: 'blocked' } },
  'unknown-aadsts': {
    does: 'a code and a text that nobody has seen',
    directory: { unheardOfCode: true },
  },
  'entra-throttled': {
    does: 'token endpoint: 429, Retry-After 7, until 7 s have passed',
    tokenEndpoint: { throttledSeconds: 7 },
  },
  'entra-5xx-twice': {
    does: 'token endpoint: 503 with 90033 twice, then fine',
    tokenEndpoint: { failsTimes: 2 },
  },
  'bad-token-answer': {
    does: 'token endpoint: 200 without access_token',
    tokenEndpoint: { leavesTokenOut: true },
  },

  'no-application-user': {
    does: '403 0x80072560 for the application',
    organisation: { applicationUser: 'missing' },
  },
  'user-disabled': {
    does: '403 0x80040225 for the application',
    organisation: { applicationUser: 'disabled' },
  },
  'no-role': {
    does: 'the application user has no role: WhoAmI works, tables answer 403 0x80042f09',
    organisation: { applicationRole: 'none' },
  },
  'missing-privilege': {
    does: 'Lead cannot be read: 403 0x80040220, Account and Contact can',
    organisation: { applicationRole: 'without-lead' },
  },
  'no-table-readable': {
    does: 'none of Account, Contact, Lead can be read',
    organisation: { applicationRole: 'without-tables' },
  },
  'empty-tables': {
    does: 'read privileges at Basic depth only, and no rows',
    organisation: { applicationRole: 'own-rows-only', rows: 'none' },
  },
  throttled: {
    does: 'Dataverse answers the application 429 0x80072322, Retry-After 300',
    organisation: { throttledSeconds: 300 },
  },
  'throttled-briefly': {
    does: 'Dataverse answers the application 429, Retry-After 2, until 2 s have passed',
    organisation: { throttledSeconds: 2 },
  },
  'token-refused': {
    does: 'Dataverse answers every bearer token 401',
    organisation: { token: 'refused' },
  },
  'token-refused-once': {
    does: 'the first token seen is refused for good, a fresh one is taken',
    organisation: { token: 'first-refused' },
  },
  'silent-host': {
    does: 'the Web API takes requests and never answers',
    organisation: { api: 'silent' },
  },
  'slow-loris': {
    does: 'the Web API answers the application one byte a second',
    organisation: { api: 'trickle' },
  },
  'oversized-body': {
    does: 'the Web API answers the application a gzip bomb of 64 MiB',
    organisation: { api: 'bomb' },
  },
  'captive-portal': {
    does: 'organisation and sign-in hosts answer 200 with the Wi-Fi page',
    organisation: { host: 'portal' },
  },
  'redirecting-host': {
    does: 'the Web API answers 302 to elsewhere',
    organisation: { api: 'redirect' },
  },
  'renamed-organisation': {
    does: 'the host answers 404 to everything',
    organisation: { host: 'gone' },
  },
  'renamed-endpoints': {
    does: 'RetrieveCurrentOrganization names another URL',
    organisation: { endpoints: 'renamed' },
  },
  'no-challenge': { does: '401 without WWW-Authenticate', organisation: { challenge: 'none' } },
  'foreign-authority': {
    does: 'the challenge names https://login.microsoftonline.com.evil.test',
    organisation: { challenge: 'foreign' },
  },
  'administration-mode': {
    does: 'the Web API answers 503',
    organisation: { api: 'maintenance' },
  },
  'other-organisation': {
    does: 'the application is told another OrganizationId than the page',
    organisation: { identity: 'other' },
  },

  'no-create-right': {
    does: 'the administrator key lacks Create on Connectors',
    mapsimise: { administrator: 'without-create' },
  },
  'basic-user': {
    does: 'the administrator key is a Basic User',
    mapsimise: { administrator: 'basic' },
  },
  'already-registered': {
    does: 'contoso has a connector already',
    mapsimise: { registered: 'page-1' },
  },
  'already-registered-page-7': {
    does: 'contoso has one, on page 7 of the list',
    mapsimise: { registered: 'page-7' },
  },
  'list-fails-page-3': {
    does: 'page 3 of the list answers 500',
    mapsimise: { registered: 'none-of-30', listFailsOnPage: 3 },
  },
  'mapsimise-401': { does: 'the API key has expired', mapsimise: { session: 'ended' } },
  'mapsimise-html': {
    does: 'the API answers 200 with a sign-in page',
    mapsimise: { session: 'html' },
  },
  'mapsimise-500': {
    does: 'the API answers 500, Status -1 and a reference',
    mapsimise: { session: 'broken' },
  },
  'quote-refused': { does: 'quote answers 400, Status 0', mapsimise: { quote: 'refused' } },
  'create-validation-400': {
    does: 'create answers 400 with Message and MessageDetail, nothing is made',
    mapsimise: { create: 'invalid' },
  },
  'create-429': {
    does: 'create answers 429, Retry-After 2, until 2 s have passed; nothing is made',
    mapsimise: { createThrottledSeconds: 2 },
  },
  'create-500-after-commit': {
    does: 'create makes the connector and answers 500',
    mapsimise: { create: '500' },
  },
  'create-html-after-commit': {
    does: 'create makes the connector and answers 200 with HTML',
    mapsimise: { create: 'html' },
  },
  'create-resets-after-commit': {
    does: 'create makes the connector and resets the connection',
    mapsimise: { create: 'reset' },
  },
  'create-slow': {
    does: 'create makes the connector after 25 s',
    mapsimise: { commitsAfterMs: 25_000 },
  },
  'second-machine': {
    does: 'someone else makes the same connector right after ours',
    mapsimise: { someoneElseToo: true },
  },
  'idempotency-ignored': {
    does: 'as create-500-after-commit, and the Idempotency-Key counts for nothing',
    mapsimise: { create: '500', ignoresIdempotencyKey: true },
  },

  'hostile-texts': {
    does: 'names are markup; a wrong secret is echoed in markup and bidi',
    texts: 'hostile',
  },
  'long-texts': { does: 'every name is very long', texts: 'long' },

  ...CONNECTOR_WORLDS,
  ...COVERAGE_WORLDS,
  ...MAPPING_WORLDS,
  ...IMPERSONATION_WORLDS,
  ...PROVISIONING_WORLDS,
  ...IFD_WORLDS,
} as const satisfies Record<string, World>;

export type WorldName = keyof typeof WORLDS;

export function isWorldName(name: unknown): name is WorldName {
  return typeof name === 'string' && Object.hasOwn(WORLDS, name);
}

export function worldNamed(name: WorldName): World {
  return WORLDS[name];
}
