import type { AuthenticationResult } from '@azure/msal-browser';
import type { Cloud } from '../domain/cloud.ts';
import {
  diagnoseSignIn,
  type PersonAsk,
  readRedirectRefusal,
  readTokenRefusal,
} from '../domain/diagnose/sign-in.ts';
import type { Failure } from '../domain/failure.ts';
import { diagnoseLine, type Reply } from '../domain/reply.ts';
import type { SignInWindow } from '../domain/sign-in.ts';
import type { Entered, SignInAsk } from './entra-ask.ts';

/** MSAL's own: it has no token that would do, and nobody was asked. Source: InteractionRequiredAuthErrorCodes.mjs. */
const NEEDS_A_PERSON = new Set([
  'no_tokens_found',
  'refresh_token_expired',
  'interaction_required',
  'login_required',
]);

/** Why MSAL has no token: what Microsoft replied, if it was asked, else MSAL's own word. */
export function failureOf(
  ask: PersonAsk,
  reply: Reply | undefined,
  error: unknown,
  nowMs: number,
): Failure {
  const line = reply && diagnoseLine(reply);
  if (line) return line;
  const refusal = reply?.kind === 'answer' ? readTokenRefusal(reply, nowMs) : undefined;
  if (refusal) return diagnoseSignIn(ask, refusal);
  const said = String((error as { errorCode?: unknown } | null)?.errorCode ?? '').slice(0, 60);
  if (!reply && NEEDS_A_PERSON.has(said)) return { code: 'sign-in/needed' };
  return { code: 'sign-in/bad-answer', ...(said && { service: { code: said } }) };
}

/** Reads how the window ended; undefined when it brought an answer to go on with. */
export function failureOfWindow(
  ask: PersonAsk,
  how: SignInAsk['how'],
  host: string,
  passed: SignInWindow,
): Failure | undefined {
  const { clientId, redirectUri } = ask;
  switch (passed.ended) {
    case 'answered': {
      const refusal = readRedirectRefusal(new URL(passed.url).hash);
      return refusal && diagnoseSignIn(ask, refusal);
    }
    case 'closed':
      return how === 'unseen'
        ? { code: 'sign-in/needed' }
        : { code: 'sign-in/window-closed', clientId, redirectUri };
    case 'not-loaded':
      return how === 'unseen'
        ? { code: 'net/unreachable', host }
        : { code: 'sign-in/not-shown', host, clientId, redirectUri };
    case 'other-open':
      return { code: 'sign-in/already-open' };
  }
}

export function enteredBy(result: AuthenticationResult, cloud: Cloud, nowMs: number): Entered {
  const { account, accessToken, tenantId, uniqueId } = result;
  const { username } = account;
  const name = account.name || username;
  return {
    account: { name, username, tenantId, cloud: cloud.name, sinceMs: nowMs },
    token: { value: accessToken, tenantId, objectId: uniqueId, username },
  };
}
