import { generateKeyPairSync, randomBytes } from 'node:crypto';
import type { Provider } from 'oidc-provider';
import { CLOUD_HOSTS } from '../../accounts.ts';
import type { Scene } from '../../scene.ts';
import { CLIENT_IDS, isRegisteredRedirect } from './clients.ts';
import { refusalPage } from './pages.ts';
import { createPolicy, EXTRA_PARAMETERS, readAsked, tenantFor } from './policy.ts';
import { accountOf } from './sign-in-state.ts';

/** How the relay learns what `oidc-provider` found; never leaves this process. */
export const FOUND = { person: 'x-emulator-person', why: 'x-emulator-why' } as const;
export const SESSION_COOKIE = 'ESTSAUTHPERSISTENT';

/**
 * The OpenID provider behind Entra's sign-in: codes, PKCE, sessions, refresh tokens. What is
 * Entra's own (tenants, resources, consents, its tokens) is put around it.
 */
export async function createProvider(scene: Scene): Promise<Provider> {
  const { interactionPolicy, Provider: OpenIdProvider } = await import('oidc-provider');
  const { signIn } = scene;
  const signing = generateKeyPairSync('ec', { namedCurve: 'P-256' }).privateKey;
  const provider = new OpenIdProvider(`https://${CLOUD_HOSTS.signIn}`, {
    adapter: (model) => signIn.store.adapterFor(model),
    clients: CLIENT_IDS.map((client_id) => ({
      client_id,
      token_endpoint_auth_method: 'none',
      grant_types: ['authorization_code', 'refresh_token'],
      response_types: ['code'],
      redirect_uris: ['https://registered.invalid/'],
      id_token_signed_response_alg: 'ES256',
    })),
    jwks: { keys: [{ ...signing.export({ format: 'jwk' }), use: 'sig', alg: 'ES256' }] },
    cookies: {
      keys: [randomBytes(24).toString('base64url')],
      names: { session: SESSION_COOKIE, interaction: 'esctx', resume: 'esctx-resume' },
      // Source: real Set-Cookie headers of the sign-in hosts: Secure, HttpOnly, SameSite=None
      long: { httpOnly: true, sameSite: 'none', secure: true, signed: true },
      short: { httpOnly: true, sameSite: 'none', secure: true, signed: true },
    },
    routes: { authorization: '/authorize', token: '/token' },
    features: {
      devInteractions: { enabled: false },
      revocation: { enabled: false },
      userinfo: { enabled: false },
      rpInitiatedLogout: { enabled: true },
    },
    claims: { openid: ['sub'] },
    scopes: ['openid', 'offline_access'],
    extraParams: [...EXTRA_PARAMETERS],
    pkce: { required: () => true },
    rotateRefreshToken: true,
    issueRefreshToken: (_ctx, _client, code) =>
      scopesOfCode(code.jti)?.includes('offline_access') ?? false,
    expiresWithSession: () => false,
    ttl: {
      AuthorizationCode: 600,
      Interaction: 3600,
      Session: 90 * 86_400,
      Grant: 90 * 86_400,
      RefreshToken: 90 * 86_400,
      AccessToken: 3600,
      IdToken: 3600,
    },
    findAccount: (_ctx, id) => accountOf(id) && { accountId: id, claims: () => ({ sub: id }) },
    // Consent is Entra's own; oidc-provider is told that all is granted.
    async loadExistingGrant({ oidc }) {
      const { session, client } = oidc;
      if (!session?.accountId || !client) return undefined;
      const grant = new oidc.provider.Grant({
        clientId: client.clientId,
        accountId: session.accountId,
      });
      grant.addOIDCScope('openid offline_access');
      await grant.save();
      return grant;
    },
    interactions: {
      policy: createPolicy(scene, interactionPolicy),
      url: ({ oidc }, { uid }) =>
        new URL(oidc.urlFor('authorization')).pathname.replace(/\/authorize$/, `/login/${uid}`),
    },
    renderError(ctx, out) {
      ctx.type = 'html';
      ctx.body = refusalPage({
        code: 90_013,
        error: out.error,
        status: 400,
        text: `Invalid input received from the user. ${out.error_description ?? ''}`,
      });
    },
  });
  const scopesOfCode = (id: string) => signIn.codes.get(id)?.scopes.signIn;
  provider.proxy = true;
  // Source: oidc-provider, documented recipe for redirects that are not listed one by one
  provider.Client.prototype.redirectUriAllowed = (uri: string) => isRegisteredRedirect(scene, uri);
  provider.on('authorization.success', ({ oidc }, out) => {
    const account = accountOf(oidc.session?.accountId ?? '');
    const code = (out as { code?: string }).code;
    if (!account || code === undefined) return;
    const { tenant, scopes, nonce } = readAsked(oidc.params ?? {});
    const tenantId = tenantFor(account, tenant);
    signIn.codes.set(code, { scopes, nonce, tenantId, objectId: account.objectId });
  });
  provider.on('grant.success', (ctx) => ctx.set(FOUND.person, ctx.oidc.account?.accountId ?? ''));
  provider.on('grant.error', (ctx, { error_detail, error_description, message }) =>
    ctx.set(FOUND.why, error_detail ?? error_description ?? message),
  );
  return provider;
}
