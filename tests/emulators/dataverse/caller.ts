import { readToken } from '../access-token.ts';
import { isOnItsWay } from '../entra/directory-objects.ts';
import { cookie, header, type Incoming, type Reply, reply } from '../exchange.ts';
import { ADELE, TENANTS } from '../people.ts';
import type { Scene } from '../scene.ts';
import { faultsOf } from '../world.ts';
import type { Database } from './database.ts';
import { Refusal } from './refusal.ts';
import type { User } from './users.ts';

export const SESSION_COOKIE = 'CrmOwinAuthC1';

/** `user` is who the request runs as; `behind`, when it acts for somebody else, who sent it. */
export type Caller = { user: User; application: boolean; behind?: User };

/** Who asks: by bearer token or by the page's session cookie. A `Reply` is the 401. */
export function readCaller(
  scene: Scene,
  request: Incoming,
  database: Database,
  nowMs: number,
): Caller | Reply {
  const authorization = header(request, 'authorization');
  if (authorization !== undefined) {
    return readBearer(scene, authorization, database, nowMs);
  }
  const session = cookie(request, SESSION_COOKIE);
  const ended = faultsOf(database.organisation, scene.world)?.pageSession === 'ended';
  if (session !== undefined && scene.sessions.get(session) === request.host && !ended) {
    const user = database.users.find(({ person }) => person.fullName === ADELE.fullName);
    if (user) return { user, application: false };
  }
  return challenge(scene, database);
}

function readBearer(
  scene: Scene,
  authorization: string,
  database: Database,
  nowMs: number,
): Caller | Reply {
  const { organisation } = database;
  const faults = faultsOf(organisation, scene.world);
  const token = /^Bearer ([\w.-]+)$/i.exec(authorization)?.[1];
  const claims = token === undefined ? undefined : readToken(token);
  const nowSeconds = nowMs / 1000;
  // Source: Microsoft Learn, authenticate-oauth: the audience is the organisation's URL; that the
  // slash at its end may be there or not is what both forms of SDK samples show
  const audiences = [organisation.host, organisation.apiHost].map((host) => `https://${host}`);
  const good =
    token !== undefined &&
    claims !== undefined &&
    audiences.includes(claims.aud.toLowerCase().replace(/\/$/, '')) &&
    claims.tid === organisation.tenantId &&
    (claims.idtyp === 'app' || claims.scp.split(' ').includes('user_impersonation')) &&
    claims.nbf <= nowSeconds &&
    claims.exp > nowSeconds;
  if (!good || faults?.token === 'refused') return challenge(scene, database, true);
  if (faults?.token === 'first-refused') {
    scene.firstTokenSeen ??= token;
    if (scene.firstTokenSeen === token) return challenge(scene, database, true);
  }
  const application = claims.idtyp === 'app';
  const user = database.users.find(({ person, row }) =>
    application
      ? person.application?.objectId === claims.oid
      : !person.application && row.azureactivedirectoryobjectid === claims.oid,
  );
  // Source: web-service-error-codes, 0x80072560. That a softly deleted user gets it, too, is assumed.
  if (!user || user.person.deleted || isOnItsWay(user, 'waits')) {
    throw new Refusal(403, '0x80072560', 'The user is not a member of the organization.');
  }
  if (user.person.disabled) throw disabled(user);
  return { user, application };
}

// Source: web-service-error-codes, 0x80040225; wording as pasted from a real 403, ids filled in
export function disabled({ id, person }: User): Refusal {
  const licensed = person.licensed === false ? 'False' : 'True';
  return new Refusal(
    403,
    '0x80040225',
    `The specified user(Id = ${id}) is disabled. Consider enabling this user. Additional Details: User IsDisabled=True, IsLicensed=${licensed}, AccessMode=${person.accessMode ?? 0}.`,
  );
}

/** The 401 that tells where to sign in. */
// Source: microsoft/PowerPlatform-DataverseServiceClient AuthorityResolver.cs (what is parsed of
// it); Microsoft Learn, authenticate-oauth. That the body is empty is general knowledge.
export function challenge(scene: Scene, database: Database, tokenRefused = false): Reply {
  const { organisation } = database;
  const kind = faultsOf(organisation, scene.world)?.challenge;
  if (kind === 'none') return reply(401);
  const tenant =
    kind === 'other-tenant'
      ? TENANTS.fabrikam
      : kind === 'unknown-tenant'
        ? TENANTS.unknown
        : organisation.tenantId;
  const authority =
    kind === 'foreign'
      ? `https://login.microsoftonline.com.evil.test/${tenant}`
      : `https://login.microsoftonline.com/${tenant}`;
  // Source: public pastes of the refusal of a bad token (parameters unquoted)
  const why = tokenRefused
    ? 'error=invalid_token, error_description=Error during token validation!, '
    : '';
  return reply(401, {
    'WWW-Authenticate': `Bearer ${why}authorization_uri=${authority}/oauth2/authorize, resource_id=https://${organisation.host}/`,
  });
}
