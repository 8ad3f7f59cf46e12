import { createHmac, randomBytes, randomUUID, timingSafeEqual } from 'node:crypto';

/** What the token says. Source: Microsoft Learn, Entra access-token-claims-reference (v1.0 token). */
export type Claims = {
  aud: string;
  iss: string;
  iat: number;
  nbf: number;
  exp: number;
  aio: string;
  appid: string;
  appidacr: '1';
  idp: string;
  idtyp: 'app';
  oid: string;
  rh: string;
  sub: string;
  tid: string;
  uti: string;
  ver: '1.0';
};

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
  const now = Math.floor(ask.nowMs / 1000);
  const issuer = `https://sts.windows.net/${ask.tenantId}/`;
  const claims: Claims = {
    aud: ask.audience,
    iss: issuer,
    iat: now - 300,
    nbf: now - 300,
    exp: now + 3600,
    aio: randomBytes(30).toString('base64url'),
    appid: ask.clientId,
    appidacr: '1',
    idp: issuer,
    idtyp: 'app',
    oid: ask.objectId,
    rh: `1.${randomBytes(24).toString('base64url')}.`,
    sub: ask.objectId,
    tid: ask.tenantId,
    uti: randomUUID(),
    ver: '1.0',
  };
  return sign(claims);
}

export function sign(claims: Claims): string {
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
