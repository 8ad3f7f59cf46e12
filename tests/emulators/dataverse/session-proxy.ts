import { randomBytes } from 'node:crypto';
import { type Answer, cookie, type Incoming, redirectTo } from '../exchange.ts';
import type { Scene } from '../scene.ts';
import { SESSION_COOKIE } from './caller.ts';
import type { Database } from './database.ts';
import { answerOrganisation } from './organisation.ts';

const SUFFIX = '.mcas.ms';

/** The organisation behind a host that Defender for Cloud Apps puts before it. */
// Source: Microsoft Learn, Defender for Cloud Apps, "access controls: session proxy": the suffix
export function databaseBehind({ databases }: Scene, host: string): Database | undefined {
  return host.endsWith(SUFFIX) ? databases.get(host.slice(0, -SUFFIX.length)) : undefined;
}

/** The proxy passes everything on; that it has signed the person in by itself is assumed. */
export function answerProxied(
  scene: Scene,
  request: Incoming,
  database: Database,
  nowMs: number,
): Answer | Promise<Answer> {
  const behind = { ...request, host: request.host.slice(0, -SUFFIX.length) };
  const known = scene.sessions.get(cookie(request, SESSION_COOKIE) ?? '') === behind.host;
  if (known || request.method !== 'GET' || request.pathname !== '/main.aspx') {
    return answerOrganisation(scene, behind, database, nowMs);
  }
  const session = randomBytes(32).toString('base64url');
  scene.sessions.set(session, behind.host);
  return redirectTo(`https://${request.host}${request.path}`, {
    'Set-Cookie': `${SESSION_COOKIE}=${session}; path=/; secure; HttpOnly; SameSite=Lax`,
  });
}
