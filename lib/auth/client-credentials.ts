import { type Send, TOKEN_PATH } from '../clients/egress.ts';
import { parseToken, type Token, type TokenAsk } from '../domain/diagnose/token.ts';
import type { Failure } from '../domain/failure.ts';
import { diagnoseLine } from '../domain/reply.ts';
import { bad, type Result } from '../domain/result.ts';

/**
 * Trades a client id and secret for a token of one organisation: the server-to-server sign-in of Mapsimise itself.
 * The browser would add an Origin header, which Entra refuses here (AADSTS9002326): `allowWithoutOrigin` sets the
 * rule that removes it, and must have been awaited before.
 *
 * Takes   ask  `authorityHost` from the table of clouds, never from a server
 * Gives   { value, lifetimeMs }
 * Fails   'entra/…' · 'net/…'   never throws
 * Source  entra-docs v2-oauth2-client-creds-grant-flow.md
 */
export async function requestToken(
  send: Send,
  ask: TokenAsk,
  options: {
    nowMs: () => number;
    signal?: AbortSignal;
    clientRequestId: string;
    /** Is told Entra's own id of the request, where the answer has one. */
    told?: (requestId: string | undefined) => void;
  },
): Promise<Result<Token, Failure>> {
  const body = new URLSearchParams({
    client_id: ask.clientId,
    client_secret: ask.secret,
    scope: `${ask.org}/.default`,
    grant_type: 'client_credentials',
  });
  const reply = await send({
    purpose: { for: 'token' },
    url: `https://${ask.authorityHost}/${ask.tenantId}${TOKEN_PATH}`,
    method: 'POST',
    headers: {
      'Content-Type': 'application/x-www-form-urlencoded',
      Accept: 'application/json',
      'client-request-id': options.clientRequestId,
    },
    body: body.toString(),
    secrets: [ask.secret],
    ...(options.signal && { signal: options.signal }),
  });
  if (reply.kind !== 'answer') return bad(diagnoseLine(reply) as Failure);
  options.told?.(reply.headers.requestId);
  return parseToken(ask, reply, options.nowMs());
}
