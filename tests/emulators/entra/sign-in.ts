import { randomBytes, randomUUID } from 'node:crypto';
import { escapeHtml, htmlReply, type Incoming, jsonReply, type Reply } from '../exchange.ts';
import { ORGANISATIONS } from '../people.ts';
import type { Scene } from '../scene.ts';
import { entraHeaders, refusals, refuse } from './aadsts.ts';
import { type Cloud, cloudOf, directoryNamed, isTenantless, readsAsTenant } from './directories.ts';
import { answerLogout, answerAuthorize as answerPerson } from './people/authorize.ts';
import { answerPersonToken, isForPerson } from './people/person-token.ts';
import { answerToken } from './token-endpoint.ts';

const OF_PEOPLE = /^oauth2\/v2\.0\/(?:authorize(?:\/[\w-]+)?|login\/[\w-]+|session\/[\w/-]+)$/;

/** Everything that a Microsoft sign-in host plays here. */
export function answerSignIn(
  scene: Scene,
  request: Incoming,
  nowMs: number,
): Reply | Promise<Reply> {
  const cloud = cloudOf(request.host) ?? 'commercial';
  const [, tenant = '', ...rest] = request.pathname.split('/');
  const endpoint = rest.join('/');
  if (endpoint === 'oauth2/v2.0/token') {
    return isForPerson(request)
      ? answerPersonToken(scene, request, tenant, cloud, nowMs)
      : answerToken(scene, request, tenant, cloud, nowMs);
  }
  if (endpoint === 'oauth2/v2.0/logout') return answerLogout(scene, request);
  if (OF_PEOPLE.test(endpoint)) return answerPerson(scene, request, tenant, cloud, nowMs);
  if (endpoint === 'v2.0/.well-known/openid-configuration') {
    return answerConfiguration(request, tenant, cloud, nowMs);
  }
  if (endpoint === 'oauth2/authorize') return answerAuthorize(request, tenant, cloud, nowMs);
  return htmlReply(404, '<!doctype html><title>Sign in to your account</title>');
}

// Source: OpenID Connect Discovery 1.0; shape as Microsoft Learn, v2-protocols-oidc
function answerConfiguration(
  request: Incoming,
  tenant: string,
  cloud: Cloud,
  nowMs: number,
): Reply {
  if (isTenantless(tenant)) return tellConfiguration(request, tenant, '{tenantid}');
  if (!readsAsTenant(tenant)) return refuse(request, refusals.tenantUnreadable(tenant), nowMs);
  const directory = directoryNamed(tenant, cloud);
  // Source: public pastes: 400 with AADSTS90002, `error` invalid_tenant on this endpoint
  if (!directory) {
    return refuse(request, { ...refusals.tenantUnknown(tenant), error: 'invalid_tenant' }, nowMs);
  }
  return tellConfiguration(request, directory.tenantId, directory.tenantId);
}

// Source: Microsoft Learn, v2-protocols-oidc: for `common` and `organizations` the issuer is a pattern
function tellConfiguration(request: Incoming, tenant: string, issuedBy: string): Reply {
  const base = `https://${request.host}/${tenant}`;
  return jsonReply(
    200,
    {
      token_endpoint: `${base}/oauth2/v2.0/token`,
      token_endpoint_auth_methods_supported: [
        'client_secret_post',
        'private_key_jwt',
        'client_secret_basic',
      ],
      jwks_uri: `${base}/discovery/v2.0/keys`,
      response_modes_supported: ['query', 'fragment', 'form_post'],
      subject_types_supported: ['pairwise'],
      id_token_signing_alg_values_supported: ['RS256'],
      response_types_supported: ['code', 'id_token', 'code id_token', 'id_token token'],
      scopes_supported: ['openid', 'profile', 'email', 'offline_access'],
      issuer: `https://${request.host}/${issuedBy}/v2.0`,
      authorization_endpoint: `${base}/oauth2/v2.0/authorize`,
      end_session_endpoint: `${base}/oauth2/v2.0/logout`,
      tenant_region_scope: 'EU',
      cloud_instance_name: 'microsoftonline.com',
    },
    { ...entraHeaders(randomUUID(), request), 'Access-Control-Allow-Origin': '*' },
  );
}

/** Who is asked is signed in already: the page posts itself back at once. */
// Source: Microsoft Learn, v2-oauth2-auth-code-flow, response_mode=form_post
function answerAuthorize(request: Incoming, tenant: string, cloud: Cloud, nowMs: number): Reply {
  if (!directoryNamed(tenant, cloud)) {
    return refuse(request, refusals.tenantUnknown(tenant), nowMs);
  }
  const asked = new URLSearchParams(request.query);
  const back = asked.get('redirect_uri') ?? '';
  const known = Object.values(ORGANISATIONS).some(({ url }) => back === `${url}/`);
  if (!known || asked.get('response_mode') !== 'form_post') {
    return htmlReply(
      400,
      '<!doctype html><title>Sign in to your account</title><p>AADSTS50011: The redirect URI specified in the request does not match the redirect URIs configured for the application.',
    );
  }
  const fields = {
    code: randomBytes(48).toString('base64url'),
    id_token: randomBytes(96).toString('base64url'),
    state: asked.get('state') ?? '',
    session_state: randomUUID(),
  };
  const inputs = Object.entries(fields)
    .map(([name, value]) => `<input type="hidden" name="${name}" value="${escapeHtml(value)}">`)
    .join('');
  return htmlReply(
    200,
    `<!doctype html><html><head><title>Working...</title></head><body><form method="POST" name="hiddenform" action="${escapeHtml(back)}">${inputs}<noscript><p>Script is disabled. Click Submit to continue.</p><input type="submit" value="Submit"></noscript></form><script>document.forms[0].submit();</script></body></html>`,
    { ...entraHeaders(randomUUID(), request) },
  );
}
