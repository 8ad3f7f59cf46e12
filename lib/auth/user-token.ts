import type { Cloud } from '../domain/cloud.ts';
import type { Failure } from '../domain/failure.ts';
import type { OrgUrl } from '../domain/org-url.ts';
import type { Result } from '../domain/result.ts';

/** The service that a signed-in person's token is for. Each is one audience, and a token goes to no other. */
export type UserResource =
  | { for: 'graph' }
  | { for: 'discovery' }
  | { for: 'bap' }
  | { for: 'dataverse'; org: OrgUrl };

/** Which cloud's sign-in is asked; `tenantId` where it must be one tenant, absent for the person's home. */
export type UserTokenAsk = UserResource & { cloud: Cloud; tenantId?: string };

/** A token in the name of the person who signed in. Never stored by who asked for it, never in a message. */
export type UserToken = { value: string; tenantId: string; objectId: string; username: string };

/**
 * Gives a token of the person who signed in with Microsoft, silently: nobody is asked anything.
 *
 * Fails   'sign-in/needed' when the person must sign in (again)   never throws
 */
export type GetUserToken = (ask: UserTokenAsk) => Promise<Result<UserToken, Failure>>;
