import { randomBytes, randomUUID } from 'node:crypto';
import { type Answer, cookie, htmlReply, type Incoming, redirectTo } from '../exchange.ts';
import type { Scene } from '../scene.ts';
import { faultsOf } from '../world.ts';
import { SESSION_COOKIE } from './caller.ts';
import type { Database } from './database.ts';
import { LYING_SCRIPT, LYING_WORKER, lyingWorker } from './lying-page.ts';
import { modelDrivenPage } from './model-driven-page.ts';
import { answerWebApi } from './web-api.ts';

/** Everything that an organisation's own host answers: Web API, page and the way back from sign-in. */
export function answerOrganisation(
  scene: Scene,
  request: Incoming,
  database: Database,
  nowMs: number,
): Answer | Promise<Answer> {
  if (faultsOf(database.organisation, scene.world)?.host === 'gone') return noSuchOrganisation();
  if (/^\/api\/data(?:\/|$)/.test(request.pathname)) {
    return answerWebApi(scene, request, database, nowMs);
  }
  const lying = faultsOf(database.organisation, scene.world)?.page === 'lying';
  if (lying && request.pathname === LYING_WORKER) return lyingWorker();
  if (request.method === 'POST' && request.pathname === '/')
    return returnFromSignIn(scene, request);
  if (request.method === 'GET' && ['/', '/main.aspx'].includes(request.pathname)) {
    const session = cookie(request, SESSION_COOKIE);
    return session !== undefined && scene.sessions.get(session) === request.host
      ? htmlReply(200, modelDrivenPage(database, lying ? LYING_SCRIPT : ''), {
          'Cache-Control': 'no-cache, no-store',
        })
      : sendToSignIn(request, database);
  }
  return htmlReply(404, '<!doctype html><title>Page not found</title><h1>Page not found</h1>');
}

// Source: behaviour of an unknown organisation host: 404 (AuthorityResolver.cs treats 404 and 400
// as "wrong URL"); the page's words are assumed
export function noSuchOrganisation(): Answer {
  return htmlReply(404, '<!doctype html><title>Not Found</title><h1>404 - Not Found</h1>');
}

// Source: Microsoft Learn, v2-oauth2-auth-code-flow with response_mode=form_post; client_id is the
// Dataverse application 00000007-0000-0000-c000-000000000000
function sendToSignIn(request: Incoming, { organisation }: Database): Answer {
  const asked = new URLSearchParams({
    client_id: '00000007-0000-0000-c000-000000000000',
    response_mode: 'form_post',
    response_type: 'code id_token',
    scope: 'openid profile',
    state: `OpenIdConnect.AuthenticationProperties=${encodeState(request.path)}`,
    nonce: randomUUID(),
    redirect_uri: `https://${request.host}/`,
    resource: `${organisation.url}/`,
  });
  return redirectTo(
    `https://login.microsoftonline.com/${organisation.tenantId}/oauth2/authorize?${asked}`,
  );
}

// Source: cookie names as in public code that reads them (CrmOwinAuth=chunks:2, CrmOwinAuthC1/C2);
// HttpOnly, Secure and SameSite=Lax are assumed
function returnFromSignIn(scene: Scene, request: Incoming): Answer {
  const state = new URLSearchParams(request.body).get('state') ?? '';
  const back = decodeState(state.replace(/^OpenIdConnect\.AuthenticationProperties=/, ''));
  if (back === undefined) return htmlReply(400, '<!doctype html><title>Error</title>');
  const session = randomBytes(32).toString('base64url');
  scene.sessions.set(session, request.host);
  const attributes = 'path=/; secure; HttpOnly; SameSite=Lax';
  return redirectTo(`https://${request.host}${back}`, {
    'Set-Cookie': [
      `CrmOwinAuth=chunks:2; ${attributes}`,
      `${SESSION_COOKIE}=${session}; ${attributes}`,
      `CrmOwinAuthC2=${randomBytes(32).toString('base64url')}; ${attributes}`,
      `ReqClientId=${randomUUID()}; path=/; secure; HttpOnly`,
    ],
  });
}

function encodeState(path: string): string {
  return Buffer.from(path, 'utf8').toString('base64url');
}

/** A path on this host, or nothing. */
function decodeState(state: string): string | undefined {
  const path = Buffer.from(state, 'base64url').toString('utf8');
  return /^\/(?!\/)/.test(path) ? path : undefined;
}
