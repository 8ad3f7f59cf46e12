import { CLOUD_HOSTS } from '../../accounts.ts';
import { ORGANISATIONS } from '../../people.ts';
import type { Refusal } from '../aadsts.ts';
import { refusals } from '../aadsts.ts';
import type { Directory } from '../directories.ts';
import { peopleRefusals } from './refusals.ts';

/** A service that people's tokens are for, and who may consent to what of it. */
export type Resource = {
  name: string;
  appId: string;
  /** What `/.default` stands for is what our application has registered. */
  scopes: Readonly<Record<string, { consentBy: 'anybody' | 'administrator'; registered: boolean }>>;
};

const anybody = { consentBy: 'anybody', registered: true } as const;
const administrator = { consentBy: 'administrator', registered: false } as const;

// Source: Microsoft Learn, Graph permissions reference (which need an administrator); first-party
// application ids: Microsoft Learn, "verify first-party apps"
const GRAPH: Resource = {
  name: 'Microsoft Graph',
  appId: '00000003-0000-0000-c000-000000000000',
  scopes: {
    'User.Read': anybody,
    'Application.ReadWrite.All': { ...administrator, registered: true },
    'Application.Read.All': administrator,
    'Directory.Read.All': administrator,
    'RoleManagement.Read.Directory': administrator,
  },
};
const DATAVERSE: Resource = {
  name: 'Dynamics CRM',
  appId: '00000007-0000-0000-c000-000000000000',
  scopes: { user_impersonation: anybody },
};
const POWER_APPS: Resource = {
  name: 'PowerApps Service',
  appId: '475226c6-020e-4fb2-8a90-7a972cbfc1d4',
  scopes: { User: anybody },
};

export const RESOURCES: readonly Resource[] = [GRAPH, DATAVERSE, POWER_APPS];

/** Scopes of one resource, asked for under one of its names. */
export type Asked = { resource: Resource; text: string; names: readonly string[] };
export type AskedScopes = { signIn: readonly string[]; of: readonly Asked[] };

const OF_SIGN_IN = ['openid', 'profile', 'email', 'offline_access'];

/** What a person's application asks for. Without a directory any organisation is looked at. */
// Source: Microsoft Learn, scopes-oidc: `<resource>/<permission>`; without a resource it is Graph's;
// `/.default` stands alone (AADSTS70011)
export function readPersonScopes(
  text: string,
  directory: Directory | undefined,
): AskedScopes | Refusal {
  const words = text.split(' ').filter((one) => one !== '');
  if (words.some((one) => !/^[\x21-\x7e]+$/.test(one))) return refusals.scopeMalformed(text);
  const found = new Map<string, { resource: Resource; text: string; names: string[] }>();
  for (const word of words.filter((one) => !OF_SIGN_IN.includes(one))) {
    const at = word.lastIndexOf('/');
    const where = at < 0 ? `https://${CLOUD_HOSTS.graph}` : word.slice(0, at);
    const name = word.slice(at + 1);
    const resource = resourceNamed(where, directory);
    if (!resource) return refusals.resourceUnknown(where, directory?.displayName ?? 'your tenant');
    const known = name === '.default' || Object.hasOwn(resource.scopes, name);
    if (!known) return peopleRefusals.scopeUnknown(name, resource);
    const entry = found.get(where) ?? { resource, text: where, names: [] };
    entry.names.push(name);
    found.set(where, entry);
  }
  const of = [...found.values()];
  if (of.some(({ names }) => names.includes('.default') && names.length > 1)) {
    return refusals.scopeMalformed(text);
  }
  return { signIn: words.filter((one) => OF_SIGN_IN.includes(one)), of };
}

function resourceNamed(where: string, directory: Directory | undefined): Resource | undefined {
  const host = /^https:\/\/([^/]+)\/?$/.exec(where)?.[1]?.toLowerCase();
  if (host === CLOUD_HOSTS.graph) return GRAPH;
  if (host === CLOUD_HOSTS.bapAudience) return POWER_APPS;
  if (host === CLOUD_HOSTS.discovery) return DATAVERSE;
  const organisations = Object.values(ORGANISATIONS)
    .filter(({ tenantId }) => directory === undefined || tenantId === directory.tenantId)
    .flatMap((one) => [one.host, one.apiHost]);
  return host !== undefined && organisations.includes(host) ? DATAVERSE : undefined;
}

/** The permissions behind a request: what `/.default` stands for, or what was named. */
export function namesBehind({ resource, names }: Asked): string[] {
  if (!names.includes('.default')) return [...names];
  return Object.keys(resource.scopes).filter((name) => resource.scopes[name]?.registered);
}

/** The `aud` of a person's token. */
// Source: access-token-claims-reference: `aud` is the resource's id URI or application id; Graph's
// tokens carry the latter
export function audienceOf({ resource, text }: Asked): string {
  return resource === GRAPH ? GRAPH.appId : text;
}
