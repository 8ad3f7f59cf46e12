import { type Account, ALL_ACCOUNTS, DIRECTORY_ROLES, GUEST_OBJECT_ID } from '../../accounts.ts';
import { TENANTS } from '../../people.ts';
import type { World } from '../../world.ts';
import { type AskedScopes, namesBehind, RESOURCES } from './resources.ts';
import { SignInStore } from './sign-in-store.ts';

/** What an authorization code was given for. */
export type CodeFacts = {
  scopes: AskedScopes;
  nonce: string | undefined;
  /** The tenant of the path, or the home of who signed in. */
  tenantId: string;
  /** Who signed in, by the id in the home tenant. */
  objectId: string;
};

/** Everything that sign-in remembers between two requests. */
export type SignInState = {
  store: SignInStore;
  /** By tenant, person and resource: the permissions consented to. */
  consents: Map<string, Set<string>>;
  /** By the cookie of a browser: the object ids of who is signed in there. */
  browsers: Map<string, Set<string>>;
  codes: Map<string, CodeFacts>;
};

export function createSignInState(world: World): SignInState {
  const consents: SignInState['consents'] = new Map();
  for (const account of ALL_ACCOUNTS) {
    if (account.unconsented || world.signIn?.consents !== undefined) continue;
    for (const tenantId of [account.tenantId, TENANTS.contoso]) {
      for (const { appId, scopes } of RESOURCES) {
        const registered = Object.keys(scopes).filter((name) => scopes[name]?.registered);
        consents.set(keyOf(tenantId, account, appId), new Set(registered));
      }
    }
  }
  return { store: new SignInStore(), consents, browsers: new Map(), codes: new Map() };
}

const keyOf = (tenantId: string, { objectId }: Account, appId: string) =>
  `${tenantId} ${objectId} ${appId}`;

/** What somebody has consented to of one resource. */
export function consented(
  state: SignInState,
  tenantId: string,
  account: Account,
  appId: string,
): ReadonlySet<string> {
  return state.consents.get(keyOf(tenantId, account, appId)) ?? new Set();
}

/** The permissions asked for that lack a consent, with the name of their service. */
export function missingConsents(
  state: SignInState,
  tenantId: string,
  account: Account,
  { of }: AskedScopes,
): { service: string; name: string; consentBy: 'anybody' | 'administrator' }[] {
  return of.flatMap((asked) => {
    const given = consented(state, tenantId, account, asked.resource.appId);
    return namesBehind(asked)
      .filter((name) => !given.has(name))
      .map((name) => ({
        service: asked.resource.name,
        name,
        consentBy: asked.resource.scopes[name]?.consentBy ?? 'anybody',
      }));
  });
}

export function giveConsent(
  state: SignInState,
  tenantId: string,
  account: Account,
  { of }: AskedScopes,
): void {
  for (const asked of of) {
    const key = keyOf(tenantId, account, asked.resource.appId);
    state.consents.set(key, new Set([...(state.consents.get(key) ?? []), ...namesBehind(asked)]));
  }
}

export function accountOf(objectId: string): Account | undefined {
  return ALL_ACCOUNTS.find((account) => account.objectId === objectId);
}

/** Who somebody is in a tenant; nobody when neither a member nor a guest. */
// Source: Microsoft Learn, B2B: a guest has an object of their own in the inviting tenant
export function objectIdIn(world: World, account: Account, tenantId: string): string | undefined {
  if (account.tenantId === tenantId) return account.objectId;
  const guest = world.signIn?.guests && tenantId === TENANTS.contoso;
  return guest ? GUEST_OBJECT_ID : undefined;
}

export function roleIdsOf(account: Account): string[] {
  return account.roles.map((role) => DIRECTORY_ROLES[role]);
}

export function isBlocked(world: World, account: Account): boolean {
  const everybody =
    world.signIn?.conditionalAccess === 'blocked' && account.tenantId === TENANTS.contoso;
  return account.conditionalAccess === 'blocked' || everybody;
}
