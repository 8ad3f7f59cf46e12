import { randomUUID } from 'node:crypto';
import { ALL_ACCOUNTS } from '../../accounts.ts';
import { header, htmlReply, type Incoming, type Reply, redirectTo } from '../../exchange.ts';
import type { Scene } from '../../scene.ts';
import { describe, entraHeaders, type Refusal, refusals, requestIds } from '../aadsts.ts';
import { type Cloud, directoryNamed, isTenantless, readsAsTenant } from '../directories.ts';
import { clientNamed, isRegisteredRedirect } from './clients.ts';
import { refusalPage, signedOutPage } from './pages.ts';
import { SESSION_COOKIE } from './provider.ts';
import { peopleRefusals } from './refusals.ts';
import { readPersonScopes } from './resources.ts';
import { askProvider } from './server.ts';

/** `GET /{tenant}/oauth2/v2.0/authorize`, and the pages that follow it. */
// Source: Microsoft Learn, v2-oauth2-auth-code-flow: parameters, and errors by redirect
export async function answerAuthorize(
  scene: Scene,
  request: Incoming,
  tenant: string,
  cloud: Cloud,
  nowMs: number,
): Promise<Reply> {
  // On the way back from a page of ours the provider has the parameters itself.
  if (!/\/authorize$/.test(request.pathname)) return entraLike(request, nowMs, scene);
  const asked = new URLSearchParams(request.method === 'POST' ? request.body : request.query);
  const checked = check(scene, asked, tenant, cloud);
  if ('code' in checked) return inTheWindow(request, checked);
  const { tenantId } = checked;
  const directory = isTenantless(tenantId) ? undefined : directoryNamed(tenantId, cloud);
  const scopes = readPersonScopes(asked.get('scope') ?? '', directory);
  if ('code' in scopes) return back(request, asked, scopes, nowMs);
  const forwarded = forward(asked, tenantId);
  const query = forwarded.toString();
  return entraLike(
    {
      ...request,
      method: 'GET',
      body: '',
      path: `/${tenant}/oauth2/v2.0/authorize?${query}`,
      query,
    },
    nowMs,
    scene,
  );
}

/** What is wrong before anybody may be sent back anywhere. */
// Source: OAuth 2.0 (RFC 6749), 4.1.2.1: no redirect for a bad client or redirect; the order is assumed
function check(
  scene: Scene,
  asked: URLSearchParams,
  tenant: string,
  cloud: Cloud,
): { tenantId: string } | Refusal {
  const clientId = asked.get('client_id') ?? '';
  if (clientId === '') return refusals.parameterMissing('client_id');
  if (!isTenantless(tenant) && !readsAsTenant(tenant)) return refusals.tenantUnreadable(tenant);
  const directory = isTenantless(tenant) ? undefined : directoryNamed(tenant, cloud);
  if (!isTenantless(tenant) && !directory) return refusals.tenantUnknown(tenant);
  const client = clientNamed(scene, clientId);
  const where = directory?.displayName ?? 'Microsoft Services';
  if (!client) return refusals.applicationUnknown(clientId, where);
  if (client.onlyIn !== undefined) {
    if (!directory) return refusals.commonRefused(clientId);
    if (client.onlyIn !== directory.tenantId) return refusals.applicationUnknown(clientId, where);
  }
  const redirect = asked.get('redirect_uri') ?? '';
  if (!isRegisteredRedirect(scene, redirect)) {
    return peopleRefusals.redirectUnknown(redirect, clientId);
  }
  return { tenantId: directory?.tenantId ?? tenant };
}

/** The parameters that oidc-provider is to see, and ours in its keeping. */
function forward(asked: URLSearchParams, tenantId: string): URLSearchParams {
  const kept = new URLSearchParams();
  for (const name of [
    'client_id',
    'redirect_uri',
    'response_type',
    'response_mode',
    'state',
    'prompt',
    'login_hint',
    'code_challenge',
    'code_challenge_method',
  ]) {
    const value = asked.get(name);
    if (value !== null) kept.set(name, value);
  }
  kept.set('scope', 'openid');
  kept.set('entra_tenant', tenantId);
  kept.set('entra_scope', asked.get('scope') ?? '');
  kept.set('entra_nonce', asked.get('nonce') ?? '');
  return kept;
}

/** The provider's answer with Entra's headers; what goes back to the application in Entra's words. */
async function entraLike(request: Incoming, nowMs: number, scene: Scene): Promise<Reply> {
  const answer = await askProvider(scene, request);
  const { location } = answer.headers;
  const headers = { ...answer.headers, ...entraHeaders(randomUUID(), request) };
  if (
    typeof location !== 'string' ||
    !isRegisteredRedirect(scene, location.replace(/[?#].*$/, ''))
  ) {
    return { ...answer, headers };
  }
  const [where = '', mark = '#', told = ''] = location.split(/([?#])/);
  const parameters = new URLSearchParams(told);
  parameters.delete('iss');
  const description = parameters.get('error_description');
  if (description !== null) worded(request, parameters, description, nowMs);
  else addClientInfo(scene, parameters);
  return {
    ...answer,
    status: 302,
    headers: { ...headers, location: `${where}${mark}${parameters}` },
  };
}

function worded(
  request: Incoming,
  parameters: URLSearchParams,
  description: string,
  nowMs: number,
): void {
  const [, number, text = ''] = /^AADSTS(\d+): (.*)$/s.exec(description) ?? [];
  // oidc-provider's own: of those only a missing challenge is met in practice
  const code =
    number === undefined ? (/PKCE/.test(description) ? 9002325 : 9002313) : Number(number);
  const error = parameters.get('error') ?? '';
  const refusal = { code, error, status: 400, text: text || description };
  parameters.set('error_description', describe(refusal, requestIds(request), nowMs));
  parameters.set('error_uri', `https://${request.host}/error?code=${code}`);
  // Source: public pastes of AADSTS65004: error_subcode=cancel beside access_denied
  if (error === 'access_denied') parameters.set('error_subcode', 'cancel');
}

// Source: real answers to client_info=1, which MSAL always asks for; session_state: OpenID Connect
// Session Management 1.0
function addClientInfo(scene: Scene, parameters: URLSearchParams): void {
  const code = parameters.get('code') ?? '';
  const facts = scene.signIn.codes.get(code);
  if (!facts) return;
  parameters.set('client_info', clientInfoOf(facts.objectId));
  parameters.set('session_state', randomUUID());
}

/** Who signed in, in the form that MSAL keys its cache with: the home id and the home tenant. */
export function clientInfoOf(objectId: string): string {
  const tenantId = ALL_ACCOUNTS.find((one) => one.objectId === objectId)?.tenantId;
  return Buffer.from(JSON.stringify({ uid: objectId, utid: tenantId })).toString('base64url');
}

function inTheWindow(request: Incoming, refusal: Refusal): Reply {
  return htmlReply(400, refusalPage(refusal), entraHeaders(randomUUID(), request));
}

/** An error that goes back to the application. */
function back(request: Incoming, asked: URLSearchParams, refusal: Refusal, nowMs: number): Reply {
  const mark = asked.get('response_mode') === 'fragment' ? '#' : '?';
  const parameters = new URLSearchParams({
    error: refusal.error,
    error_description: describe(refusal, requestIds(request), nowMs),
    error_uri: `https://${request.host}/error?code=${refusal.code}`,
    ...(asked.has('state') ? { state: asked.get('state') ?? '' } : {}),
  });
  return redirectTo(`${asked.get('redirect_uri')}${mark}${parameters}`);
}

/** `GET /{tenant}/oauth2/v2.0/logout`: this browser's session ends. */
// Source: OpenID Connect RP-Initiated Logout 1.0; Microsoft Learn, v2-protocols-oidc "sign-out"
export function answerLogout(scene: Scene, request: Incoming): Reply {
  const session = new RegExp(`${SESSION_COOKIE}=([\\w-]+)`).exec(
    header(request, 'cookie') ?? '',
  )?.[1];
  if (session !== undefined) scene.signIn.store.endSessions(session);
  const asked = new URLSearchParams(request.query);
  const back = asked.get('post_logout_redirect_uri') ?? '';
  const headers = {
    'Set-Cookie': [SESSION_COOKIE, `${SESSION_COOKIE}.sig`, 'ESTSAUTHLIGHT'].map(
      (name) => `${name}=; path=/; expires=Thu, 01 Jan 1970 00:00:00 GMT; secure; SameSite=None`,
    ),
  };
  if (!isRegisteredRedirect(scene, back)) return htmlReply(200, signedOutPage(), headers);
  const state = asked.get('state');
  return redirectTo(state === null ? back : `${back}?${new URLSearchParams({ state })}`, headers);
}
