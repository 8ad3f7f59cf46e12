import { randomBytes, randomUUID } from 'node:crypto';
import { mintPersonToken, pairwise, sign } from '../../access-token.ts';
import type { Account } from '../../accounts.ts';
import { header, type Incoming, jsonReply, type Reply } from '../../exchange.ts';
import type { Scene } from '../../scene.ts';
import { entraHeaders, type Refusal, refusals, refuse } from '../aadsts.ts';
import {
  type Cloud,
  type Directory,
  directoryById,
  directoryNamed,
  isTenantless,
  readsAsTenant,
} from '../directories.ts';
import { refusedAnyway } from '../token-endpoint.ts';
import { clientInfoOf } from './authorize.ts';
import { clientNamed, type SignInClient } from './clients.ts';
import { FOUND } from './provider.ts';
import { peopleRefusals } from './refusals.ts';
import { type Asked, type AskedScopes, audienceOf, readPersonScopes } from './resources.ts';
import { askProvider } from './server.ts';
import {
  accountOf,
  type CodeFacts,
  consented,
  isBlocked,
  missingConsents,
  objectIdIn,
  roleIdsOf,
} from './sign-in-state.ts';

const GRANTS = ['authorization_code', 'refresh_token'] as const;

/** Whether a token request is one in the name of a person. */
export function isForPerson(request: Incoming): boolean {
  const grant = new URLSearchParams(request.body).get('grant_type');
  return GRANTS.some((one) => one === grant);
}

/** `POST /{tenant}/oauth2/v2.0/token` with a code or a refresh token. */
// Source: Microsoft Learn, v2-oauth2-auth-code-flow "redeem a code", "refresh the access token"
export async function answerPersonToken(
  scene: Scene,
  request: Incoming,
  tenant: string,
  cloud: Cloud,
  nowMs: number,
): Promise<Reply> {
  const form = new URLSearchParams(request.body);
  const client = refusedAnyway(scene, nowMs) ?? checkClient(scene, request, form);
  if ('code' in client) return refuse(request, client, nowMs);
  const origin = client.platform === 'single-page' ? header(request, 'origin') : undefined;
  // Source: fetch: a page may read an answer only with this header
  const cors = origin === undefined ? {} : { 'Access-Control-Allow-Origin': origin };
  const verdict = await redeem(scene, request, form, client, tenant, cloud);
  if ('code' in verdict) {
    const refused = refuse(request, verdict, nowMs);
    return { ...refused, headers: { ...refused.headers, ...cors } };
  }
  const body = tokensFor(scene, request.host, form, verdict, nowMs);
  return jsonReply(200, body, { ...entraHeaders(randomUUID(), request), ...cors });
}

/** Who asks, and whether it may ask like this. */
// Source: reference-error-codes 700025, 700016; scalar/scalar#7424 and others for the two rules of
// Origin. That they come before everything else is assumed.
function checkClient(
  scene: Scene,
  request: Incoming,
  form: URLSearchParams,
): SignInClient | Refusal {
  const clientId = form.get('client_id');
  if (!clientId) return refusals.parameterMissing('client_id');
  const client = clientNamed(scene, clientId);
  if (!client) return refusals.applicationUnknown(clientId, 'Microsoft Services');
  const origin = header(request, 'origin');
  if (origin !== undefined && client.platform === 'public') return refusals.crossOrigin(origin);
  if (origin === undefined && client.platform === 'single-page') {
    return peopleRefusals.originMissing();
  }
  if (form.has('client_secret') || form.has('client_assertion')) {
    return peopleRefusals.secretFromPublic(clientId);
  }
  return client;
}

type Redeemed = {
  account: Account;
  directory: Directory;
  client: SignInClient;
  asked: Asked;
  signIn: readonly string[];
  nonce: string | undefined;
  refreshToken: string | undefined;
};

async function redeem(
  scene: Scene,
  request: Incoming,
  form: URLSearchParams,
  client: SignInClient,
  tenant: string,
  cloud: Cloud,
): Promise<Redeemed | Refusal> {
  if (!isTenantless(tenant) && !readsAsTenant(tenant)) return refusals.tenantUnreadable(tenant);
  const named = isTenantless(tenant) ? undefined : directoryNamed(tenant, cloud);
  if (!isTenantless(tenant) && !named) return refusals.tenantUnknown(tenant);
  const code = form.get('code') ?? '';
  const facts = scene.signIn.codes.get(code);
  const scopes = readPersonScopes(form.get('scope') ?? '', named);
  if ('code' in scopes) return scopes;
  const asked = singleResource(form.get('scope') ?? '', scopes, facts);
  if ('code' in asked) return asked;
  const answer = await askProvider(scene, forward(request, form));
  if (answer.status !== 200) return refusedBy(answer, form);
  const account = accountOf(String(answer.headers[FOUND.person] ?? ''));
  if (!account) return peopleRefusals.grantMalformed();
  const directory = named ?? directoryById(facts?.tenantId ?? account.tenantId);
  if (!directory) return refusals.tenantUnknown(tenant);
  const refused = refusedTo(scene, account, directory, asked);
  if (refused) return refused;
  const given = JSON.parse(String(answer.body)) as { refresh_token?: string };
  return {
    account,
    directory,
    client,
    asked,
    signIn: scopes.signIn.length > 0 ? scopes.signIn : (facts?.scopes.signIn ?? ['openid']),
    nonce: facts?.nonce,
    refreshToken: given.refresh_token,
  };
}

/** The one resource that a token can be for. */
// Source: scopes-oidc: one resource in a token request; without any, the first of the code's, or
// Graph for signing in alone (assumed)
function singleResource(
  text: string,
  { of }: AskedScopes,
  facts: CodeFacts | undefined,
): Asked | Refusal {
  if (of.length > 1) return peopleRefusals.scopeOfSeveral(text);
  const [only] = of.length > 0 ? of : (facts?.scopes.of ?? []);
  if (only) return only;
  const graph = readPersonScopes('User.Read', undefined);
  const [asked] = 'code' in graph ? [] : graph.of;
  return asked ?? refusals.scopeMalformed(text);
}

/** What bars a person from this token although the grant is good. */
function refusedTo(
  scene: Scene,
  account: Account,
  directory: Directory,
  asked: Asked,
): Refusal | undefined {
  const { tenantId, displayName } = directory;
  if (objectIdIn(scene.world, account, tenantId) === undefined) {
    return peopleRefusals.accountNotHere(account.userName, account.tenantId, displayName);
  }
  if (isBlocked(scene.world, account)) return peopleRefusals.blocked();
  const here = readPersonScopes(`${asked.text}/.default`, directory);
  if ('code' in here) return here;
  const missing = missingConsents(scene.signIn, tenantId, account, { signIn: [], of: [asked] });
  return missing.length > 0 ? peopleRefusals.consentMissing() : undefined;
}

/** The form that oidc-provider is to see: no scopes, as all of them are Entra's own. */
function forward(request: Incoming, form: URLSearchParams): Incoming {
  const kept = new URLSearchParams();
  for (const name of [
    'grant_type',
    'client_id',
    'code',
    'redirect_uri',
    'code_verifier',
    'refresh_token',
  ]) {
    const value = form.get(name);
    if (value !== null) kept.set(name, value);
  }
  const { origin: _origin, ...headers } = request.headers;
  return {
    ...request,
    path: request.pathname,
    query: '',
    headers: { ...headers, 'content-type': 'application/x-www-form-urlencoded' },
    body: kept.toString(),
  };
}

/** What oidc-provider found wrong, in Entra's words. */
function refusedBy(answer: Reply, form: URLSearchParams): Refusal {
  const why = String(answer.headers[FOUND.why] ?? '');
  const missing = /missing required parameter.*?'?(\w+)'?$/.exec(why)?.[1];
  if (missing !== undefined) return refusals.parameterMissing(missing);
  if (/client mismatch/.test(why)) return peopleRefusals.forAnotherClient();
  if (/already (?:used|consumed)/.test(why)) return peopleRefusals.codeUsed();
  if (/redirect_uri mismatch/.test(why)) return peopleRefusals.redirectDiffers();
  if (/PKCE|code_verifier/.test(why)) {
    return form.has('code_verifier')
      ? peopleRefusals.verifierWrong()
      : peopleRefusals.challengeMissing();
  }
  if (/refresh token is expired/.test(why)) return peopleRefusals.refreshExpired();
  if (/code is expired/.test(why)) return peopleRefusals.codeExpired();
  return peopleRefusals.grantMalformed();
}

// Source: v2-oauth2-auth-code-flow "successful response"; id-token-claims-reference. `scope` names
// all that was consented to of that resource, and `/.default` when that was asked.
function tokensFor(
  scene: Scene,
  host: string,
  form: URLSearchParams,
  { account, directory, client, asked, signIn, nonce, refreshToken }: Redeemed,
  nowMs: number,
): Record<string, unknown> {
  const { tenantId } = directory;
  const objectId = objectIdIn(scene.world, account, tenantId) ?? account.objectId;
  const scopes = [...consented(scene.signIn, tenantId, account, asked.resource.appId)];
  const seconds = scene.world.signIn?.accessTokenSeconds ?? 3600;
  const person = { objectId, tenantId, clientId: client.clientId };
  const names = [...scopes, ...(asked.names.includes('.default') ? ['.default'] : [])];
  return {
    token_type: 'Bearer',
    scope: [...names.map((name) => `${asked.text.replace(/\/$/, '')}/${name}`), ...signIn].join(
      ' ',
    ),
    expires_in: seconds - 1,
    ext_expires_in: seconds - 1,
    access_token: mintPersonToken({
      ...person,
      audience: audienceOf(asked),
      fullName: account.fullName,
      userName: account.userName,
      scopes,
      roleIds: tenantId === account.tenantId ? roleIdsOf(account) : [],
      seconds,
      nowMs,
    }),
    ...(signIn.includes('offline_access') && refreshToken ? { refresh_token: refreshToken } : {}),
    ...(signIn.includes('openid')
      ? { id_token: idToken(account, { ...person, host }, nonce, nowMs) }
      : {}),
    ...(form.get('client_info') === '1' ? { client_info: clientInfoOf(account.objectId) } : {}),
  };
}

function idToken(
  { fullName, userName }: Account,
  {
    objectId,
    tenantId,
    clientId,
    host,
  }: { objectId: string; tenantId: string; clientId: string; host: string },
  nonce: string | undefined,
  nowMs: number,
): string {
  const now = Math.floor(nowMs / 1000);
  return sign({
    aud: clientId,
    iss: `https://${host}/${tenantId}/v2.0`,
    iat: now - 300,
    nbf: now - 300,
    exp: now + 3600,
    name: fullName,
    ...(nonce === undefined ? {} : { nonce }),
    oid: objectId,
    preferred_username: userName,
    rh: `1.${randomBytes(24).toString('base64url')}.`,
    sub: pairwise(objectId, clientId),
    tid: tenantId,
    uti: randomUUID(),
    ver: '2.0',
  });
}
