import { randomBytes, randomUUID } from 'node:crypto';
import type { PersonClaims } from '../access-token.ts';
import { type Application, isOnItsWay, NO_WAITS, type Secret } from '../entra/directory-objects.ts';
import type { Incoming } from '../exchange.ts';
import type { Scene } from '../scene.ts';
import { invalidValue, readBody, readText } from './body.ts';
import type { Row } from './filter.ts';
import { badRequest, notFound, Problem } from './problem.ts';
import type { Shape } from './query.ts';

// Source: microsoft-graph-docs v1.0, resources/application
export const APPLICATIONS: Shape = {
  set: 'applications',
  label: 'Application',
  properties: [
    ...['id', 'deletedDateTime', 'appId', 'createdDateTime', 'displayName', 'description'],
    ...['identifierUris', 'isFallbackPublicClient', 'notes', 'publisherDomain', 'signInAudience'],
    ...['tags', 'api', 'appRoles', 'info', 'keyCredentials', 'passwordCredentials'],
    ...['publicClient', 'requiredResourceAccess', 'spa', 'web'],
  ],
  filterable: ['id', 'appId', 'displayName', 'tags', 'signInAudience', 'identifierUris'],
};

/** The applications of the person's tenant that Graph knows of by now. */
export function listedApplications(scene: Scene, { tid }: PersonClaims): Row[] {
  return scene.applications
    .filter((one) => one.tenantId === tid && !one.deleted && !isOnItsWay(one.waits, 'graph'))
    .map(applicationRow);
}

/** By id, or by `(appId='…')`. */
export function findApplication(scene: Scene, { tid }: PersonClaims, key: string): Application {
  const appId = /^\(appId='([\w-]+)'\)$/.exec(key)?.[1]?.toLowerCase();
  const found = scene.applications.find(
    (one) =>
      one.tenantId === tid &&
      !one.deleted &&
      (appId === undefined ? one.id === key.toLowerCase() : one.appId === appId),
  );
  if (!found || isOnItsWay(found.waits, 'graph')) throw notFound(appId ?? key);
  return found;
}

export function applicationRow(application: Application): Row {
  const { id, appId, displayName, signInAudience, tags, createdDateTime, secrets } = application;
  return {
    id,
    deletedDateTime: null,
    appId,
    createdDateTime,
    displayName,
    description: null,
    identifierUris: [],
    isFallbackPublicClient: null,
    notes: null,
    publisherDomain: 'contoso.com',
    signInAudience,
    tags,
    api: { oauth2PermissionScopes: [], preAuthorizedApplications: [] },
    appRoles: [],
    info: { logoUrl: null },
    keyCredentials: [],
    passwordCredentials: secrets.filter(({ removed }) => !removed).map((one) => secretRow(one)),
    publicClient: { redirectUris: [] },
    requiredResourceAccess: [],
    spa: { redirectUris: [] },
    web: { redirectUris: [] },
  };
}

const AUDIENCES = [
  'AzureADMyOrg',
  'AzureADMultipleOrgs',
  'AzureADandPersonalMicrosoftAccount',
  'PersonalMicrosoftAccount',
];

// Source: api/application-post-applications: displayName is required; resources/application: at most
// 256 characters of it, signInAudience's values and default
export function createApplication(
  scene: Scene,
  { tid }: PersonClaims,
  request: Incoming,
  nowMs: number,
): Application {
  const label = APPLICATIONS.label;
  const body = readBody(request, [
    ...['displayName', 'signInAudience', 'tags', 'description', 'notes', 'web', 'spa'],
    ...['publicClient', 'isFallbackPublicClient', 'requiredResourceAccess', 'identifierUris'],
  ]);
  const displayName = readText(body, 'displayName', label, 256);
  if (!displayName) {
    throw badRequest(`A value is required for property 'displayName' of resource '${label}'.`);
  }
  const signInAudience =
    readText(body, 'signInAudience', label, 256) ?? 'AzureADandPersonalMicrosoftAccount';
  if (!AUDIENCES.includes(signInAudience)) throw invalidValue('signInAudience', label);
  const { replication = {} } = scene.world.provisioning ?? {};
  const application: Application = {
    id: randomUUID(),
    appId: randomUUID(),
    tenantId: tid,
    displayName,
    signInAudience,
    tags: readTags(body.tags),
    createdDateTime: stamp(nowMs),
    secrets: [],
    servicePrincipal: undefined,
    deleted: false,
    waits: {
      ...NO_WAITS,
      graph: replication.graph ?? 0,
      tokenEndpoint: replication.tokenEndpoint ?? 0,
      dataverse: replication.dataverse ?? 0,
    },
  };
  scene.applications.push(application);
  return application;
}

// Source: resources/application: tags are texts of at most 256 characters, each once
function readTags(value: unknown): string[] {
  if (value === undefined || value === null) return [];
  const good =
    Array.isArray(value) &&
    value.every((tag) => typeof tag === 'string' && tag.length > 0 && tag.length <= 256) &&
    new Set(value).size === value.length;
  if (!good) throw invalidValue('tags', APPLICATIONS.label);
  return value as string[];
}

/** The one answer in which a secret stands. */
// Source: api/application-addpassword: secretText is there once, hint is its first three characters,
// two years when nothing is said
export function addPassword(
  scene: Scene,
  application: Application,
  request: Incoming,
  nowMs: number,
): Record<string, unknown> {
  const body = readBody(request, ['passwordCredential']);
  const label = 'PasswordCredential';
  const given = (body.passwordCredential ?? {}) as Record<string, unknown>;
  for (const name of Object.keys(given)) {
    if (['displayName', 'startDateTime', 'endDateTime'].includes(name)) continue;
    throw badRequest(`Invalid property '${name}'.`);
  }
  const startMs = readTime(given, 'startDateTime') ?? nowMs;
  const endMs = readTime(given, 'endDateTime') ?? addYears(startMs, 2);
  if (endMs <= startMs || endMs <= nowMs) throw invalidValue('endDateTime', label);
  refuseByPolicy(scene, startMs, endMs);
  const secretText = `${randomBytes(2).toString('hex').slice(0, 3)}8Q~CANARY-S-${randomBytes(20).toString('base64url').slice(0, 25)}`;
  const secret: Secret = {
    keyId: randomUUID(),
    displayName: readText(given, 'displayName', label, 256) ?? null,
    hint: secretText.slice(0, 3),
    secretText,
    startDateTime: stamp(startMs),
    endDateTime: stamp(endMs),
    removed: false,
    waits: scene.world.provisioning?.replication?.secret ?? 0,
  };
  application.secrets.push(secret);
  return {
    '@odata.context':
      'https://graph.microsoft.com/v1.0/$metadata#microsoft.graph.passwordCredential',
    ...secretRow(secret),
    secretText,
  };
}

const secretRow = ({ displayName, endDateTime, hint, keyId, startDateTime }: Secret) => ({
  customKeyIdentifier: null,
  displayName,
  endDateTime,
  hint,
  keyId,
  secretText: null,
  startDateTime,
});

// Source: api/application-removepassword; the words for an unknown key as pasted from az ad app
export function removePassword(application: Application, request: Incoming): void {
  const keyId = readText(readBody(request, ['keyId']), 'keyId', 'PasswordCredential', 36);
  const secret = application.secrets.find((one) => one.keyId === keyId && !one.removed);
  if (!secret) throw badRequest(`No password credential found with keyId '${keyId ?? ''}'.`);
  secret.removed = true;
}

// Source: OfficeDev/microsoft-365-agents-toolkit#10998 (this body in full); the code of a forbidden
// credential: resources/tenantappmanagementpolicy and public pastes
function refuseByPolicy(scene: Scene, startMs: number, endMs: number): void {
  const policy = scene.world.provisioning?.secretPolicy;
  const id = '538f1913-366a-440a-95a0-e195cb55b282';
  if (policy === 'forbidden') {
    throw new Problem(
      400,
      'CredentialTypeNotAllowedAsPerAppPolicy',
      `Credential type not allowed as per assigned policy '${id}'.`,
      { details: [] },
    );
  }
  if (policy === undefined || endMs - startMs <= policy.maxDays * 86_400_000) return;
  const message = `Credential lifetime exceeds the max value allowed as per assigned policy '${id}'.`;
  throw new Problem(400, 'CredentialInvalidLifetimeAsPerAppPolicy', message, {
    details: [{ code: 'InvalidKeyEndDate', message, target: 'EndDate' }],
  });
}

// Source: resources/passwordcredential: ISO 8601, always UTC
function readTime(body: Record<string, unknown>, name: string): number | undefined {
  const text = readText(body, name, 'PasswordCredential', 40);
  if (text === undefined) return undefined;
  const shape = /^\d{4}-\d\d-\d\dT\d\d:\d\d:\d\d(?:\.\d{1,7})?(?:Z|[+-]\d\d:\d\d)$/;
  const time = shape.test(text) ? Date.parse(text) : Number.NaN;
  if (Number.isNaN(time)) throw invalidValue(name, 'PasswordCredential');
  return time;
}

function addYears(ms: number, years: number): number {
  const date = new Date(ms);
  date.setUTCFullYear(date.getUTCFullYear() + years);
  return date.getTime();
}

const stamp = (ms: number) => `${new Date(ms).toISOString().slice(0, 19)}Z`;
