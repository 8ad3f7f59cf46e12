import { createHmac, randomBytes, randomUUID, timingSafeEqual } from 'node:crypto';

type EveryToken = {
  aud: string;
  iss: string;
  iat: number;
  nbf: number;
  exp: number;
  aio: string;
  appid: string;
  idp: string;
  oid: string;
  rh: string;
  sub: string;
  tid: string;
  uti: string;
  ver: '1.0';
};
/** What the token says. Source: Microsoft Learn, Entra access-token-claims-reference (v1.0 token). */
export type ApplicationClaims = EveryToken & { idtyp: 'app'; appidacr: '1' };
/** `wids` are the template ids of the person's directory roles, `scp` what was consented to. */
export type PersonClaims = EveryToken & {
  idtyp: 'user';
  appidacr: '0';
  amr: string[];
  name: string;
  scp: string;
  unique_name: string;
  upn: string;
  wids: string[];
};
export type Claims = ApplicationClaims | PersonClaims;

const key = randomBytes(32);
const header = encode({ typ: 'JWT', alg: 'RS256', x5t: 'emulatorX5t', kid: 'emulatorKid' });

/** Shaped like Entra's; signed with a key of this process instead of an RSA one. */
export function mintToken(ask: {
  audience: string;
  tenantId: string;
  clientId: string;
  objectId: string;
  nowMs: number;
}): string {
  return sign({
    ...everyToken(ask, 3600),
    appidacr: '1',
    idtyp: 'app',
    sub: ask.objectId,
  } satisfies ApplicationClaims);
}

/** A token in the name of a person, for one audience and one tenant. */
export function mintPersonToken(ask: {
  audience: string;
  tenantId: string;
  clientId: string;
  objectId: string;
  fullName: string;
  userName: string;
  scopes: readonly string[];
  roleIds: readonly string[];
  seconds: number;
  nowMs: number;
}): string {
  return sign({
    ...everyToken(ask, ask.seconds),
    appidacr: '0',
    idtyp: 'user',
    amr: ['pwd', 'mfa'],
    name: ask.fullName,
    scp: ask.scopes.join(' '),
    sub: pairwise(ask.objectId, ask.audience),
    unique_name: ask.userName,
    upn: ask.userName,
    wids: [...ask.roleIds],
  } satisfies PersonClaims);
}

/** Who somebody is to one client: the same person is another to the next. */
// Source: OpenID Connect Core 8.1, pairwise subject identifiers
export function pairwise(objectId: string, client: string): string {
  return createHmac('sha256', 'pairwise').update(`${objectId} ${client}`).digest('base64url');
}

function everyToken(
  ask: { audience: string; tenantId: string; clientId: string; objectId: string; nowMs: number },
  seconds: number,
): EveryToken {
  const now = Math.floor(ask.nowMs / 1000);
  const issuer = `https://sts.windows.net/${ask.tenantId}/`;
  return {
    aud: ask.audience,
    iss: issuer,
    iat: now - 300,
    nbf: now - 300,
    exp: now + seconds,
    aio: randomBytes(30).toString('base64url'),
    appid: ask.clientId,
    idp: issuer,
    oid: ask.objectId,
    rh: `1.${randomBytes(24).toString('base64url')}.`,
    sub: ask.objectId,
    tid: ask.tenantId,
    uti: randomUUID(),
    ver: '1.0',
  };
}

/** A JWT of ours: access tokens and id tokens alike. */
export function sign(claims: object): string {
  const signed = `${header}.${encode(claims)}`;
  return `${signed}.${signature(signed).toString('base64url')}`;
}

/** The claims of a token of ours, or nothing. */
export function readToken(token: string): Claims | undefined {
  const [head, body, tail, ...more] = token.split('.');
  if (head !== header || body === undefined || tail === undefined || more.length > 0) return;
  const expected = signature(`${head}.${body}`);
  const given = Buffer.from(tail, 'base64url');
  if (given.length !== expected.length || !timingSafeEqual(given, expected)) return;
  return JSON.parse(Buffer.from(body, 'base64url').toString('utf8')) as Claims;
}

/** 256 bytes, as long as an RS256 signature. */
function signature(text: string): Buffer {
  const once = createHmac('sha512', key).update(text).digest();
  return Buffer.concat([once, once, once, once]);
}

function encode(value: unknown): string {
  return Buffer.from(JSON.stringify(value), 'utf8').toString('base64url');
}
