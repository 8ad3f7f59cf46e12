import { namesKept } from './fact.ts';

/**
 * Everything that this extension stores, by what it is to a person. Names that end in `:` begin the names of many. A test
 * reads the facts themselves and fails on one that stands nowhere here, so that Options can list all there is.
 */
export const STORED = {
  device: {
    options: [
      'settings',
      'mapsimise-email',
      'entra-application',
      'language',
      'api-key-place',
      'expiry-watched',
      'access-taken-back',
    ],
    drafts: ['draft:'],
    'sealed-api-key': ['api-key-sealed'],
    journals: ['journal:v1', 'provisioning:', 'rotations:v1', 'switches:v1'],
    history: ['test-history:v1', 'organisations:v1'],
    dates: ['secret-dates:v1'],
    person: ['login-hint', 'recent-environments'],
    consents: ['sts-host:'],
    coverage: ['coverage-run:'],
  },
  session: {
    secrets: ['secret:', 'secret:aside:', 'secrets-last-use', 'has-api-key'],
    'sign-in': ['sign-in', 'msal:'],
    results: ['report:', 'offer:', 'mapping:', 'form-fill:', 'preparation:', 'rotation-plans'],
    'read-from-pages': ['environment:', 'tenant:', 'columns:', 'resolution:'],
    'read-from-services': [
      'environment-list',
      'connectors',
      'connector-deeds',
      'shared-credentials',
      'account',
      'several-environments',
    ],
  },
} as const;

export type StoredPlace = keyof typeof STORED;
export type StoredThing = {
  [P in StoredPlace]: keyof (typeof STORED)[P];
}[StoredPlace];
export type StoredCount = { place: StoredPlace; thing: StoredThing; entries: number };

/** What is stored at this moment, thing by thing, also those of which there is nothing. No value is read. */
export async function countStored(): Promise<StoredCount[]> {
  const [local, session] = await Promise.all([namesKept('local', ''), namesKept('session', '')]);
  return [...countIn('device', local), ...countIn('session', session)];
}

function countIn(place: StoredPlace, kept: string[]): StoredCount[] {
  return Object.entries<readonly string[]>(STORED[place]).map(([thing, names]) => ({
    place,
    thing: thing as StoredThing,
    entries: kept.filter((one) => names.some((name) => isNamed(one, name))).length,
  }));
}

const isNamed = (kept: string, name: string) =>
  name.endsWith(':') ? kept.startsWith(name) : kept === name;
