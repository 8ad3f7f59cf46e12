import { type PersonClaims, readToken } from '../access-token.ts';
import { DIRECTORY_ROLES } from '../accounts.ts';
import { header, type Incoming } from '../exchange.ts';
import { denied, notPlayed, tokenRefused } from './problem.ts';

/** Graph's own application id: what its tokens carry as audience. */
const AUDIENCE = '00000003-0000-0000-c000-000000000000';

// Source: microsoft-graph-docs, concepts/auth and errors: InvalidAuthenticationToken; words as pasted
export function readPerson(request: Incoming, nowMs: number): PersonClaims {
  const authorization = header(request, 'authorization');
  const token = /^Bearer ([\w.-]+)$/i.exec(authorization ?? '')?.[1];
  if (token === undefined) throw tokenRefused('Access token is empty.');
  const claims = readToken(token);
  if (!claims) throw tokenRefused('CompactToken validation failed with reason code: 80049217.');
  if (claims.aud !== AUDIENCE && claims.aud !== `https://${request.host}`) {
    throw tokenRefused('Access token validation failure. Invalid audience.');
  }
  if (claims.exp <= nowMs / 1000) {
    throw tokenRefused('Lifetime validation failed, the token is expired.');
  }
  if (claims.idtyp !== 'user') throw notPlayed('tokens without a person');
  return claims;
}

/** One of these delegated permissions is needed. */
export function needScope({ scp }: PersonClaims, ...oneOf: string[]): void {
  const held = scp.split(' ');
  if (!oneOf.some((scope) => held.includes(scope))) throw denied();
}

export function hasScope({ scp }: PersonClaims, ...oneOf: string[]): boolean {
  return oneOf.some((scope) => scp.split(' ').includes(scope));
}

/** Whoever holds one of these may register applications. */
// Source: Entra built-in roles: microsoft.directory/applications/createAsOwner or /create; that
// contoso lets nobody else ("users can register applications: No") is this emulator's choice
export function needRole({ wids }: PersonClaims): void {
  const roles = Object.values<string>(DIRECTORY_ROLES);
  if (!wids.some((id) => roles.includes(id))) throw denied();
}
