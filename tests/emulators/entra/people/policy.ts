import type { interactionPolicy, KoaContextWithOIDC } from 'oidc-provider';
import type { Account } from '../../accounts.ts';
import type { Scene } from '../../scene.ts';
import type { Refusal } from '../aadsts.ts';
import { directoryById, isTenantless } from '../directories.ts';
import { peopleRefusals } from './refusals.ts';
import { type AskedScopes, readPersonScopes } from './resources.ts';
import { accountOf, isBlocked, missingConsents, objectIdIn } from './sign-in-state.ts';

/** What our own parameters of an authorization request say. */
export type SignInAsk = { tenant: string; scopes: AskedScopes; nonce: string | undefined };

export const EXTRA_PARAMETERS = ['entra_tenant', 'entra_scope', 'entra_nonce'] as const;

export function readAsked(params: Record<string, unknown>): SignInAsk {
  const scopes = readPersonScopes(String(params.entra_scope ?? ''), undefined);
  const nonce = params.entra_nonce;
  return {
    tenant: String(params.entra_tenant ?? ''),
    // What cannot be read was refused before it came here.
    scopes: 'code' in scopes ? { signIn: [], of: [] } : scopes,
    nonce: typeof nonce === 'string' && nonce !== '' ? nonce : undefined,
  };
}

/** The tenant that somebody signs in to by a path. */
export function tenantFor(account: Account, tenant: string): string {
  return isTenantless(tenant) ? account.tenantId : tenant;
}

/** Why somebody who has given a right password still gets no further, or nothing. */
export function barTo(scene: Scene, account: Account, ask: SignInAsk): Refusal | undefined {
  const tenantId = tenantFor(account, ask.tenant);
  const here = directoryById(tenantId)?.displayName ?? tenantId;
  if (objectIdIn(scene.world, account, tenantId) === undefined) {
    return peopleRefusals.accountNotHere(account.userName, account.tenantId, here);
  }
  if (isBlocked(scene.world, account)) return peopleRefusals.blocked();
  const missing = missingConsents(scene.signIn, tenantId, account, ask.scopes);
  const restricted = scene.world.signIn?.consents === 'administrators-only';
  const needed = missing.some(({ consentBy }) => restricted || consentBy === 'administrator');
  return needed && account.roles.length === 0 ? peopleRefusals.administratorNeeded() : undefined;
}

/**
 * When somebody has to be asked something. Errors are those of `prompt=none`.
 */
// Source: OpenID Connect Core 3.1.2.6; the AADSTS codes: reference-error-codes
export function createPolicy(
  scene: Scene,
  { Check, Prompt }: typeof interactionPolicy,
): interactionPolicy.Prompt[] {
  const somebody = ({ oidc }: KoaContextWithOIDC) => accountOf(oidc.session?.accountId ?? '');
  const asked = ({ oidc }: KoaContextWithOIDC) => readAsked(oidc.params ?? {});
  const said = (refusal: Refusal) => `AADSTS${refusal.code}: ${refusal.text}`;
  const nobody = said(peopleRefusals.notSignedIn());
  const bar = (ctx: KoaContextWithOIDC) => {
    const account = somebody(ctx);
    return account && barTo(scene, account, asked(ctx));
  };
  const barred = (reason: string, error: string, refusal: Refusal) =>
    new Check(reason, said(refusal), error, (ctx) => bar(ctx)?.code === refusal.code);
  return [
    new Prompt({ name: 'select_account', requestable: true }),
    new Prompt(
      { name: 'login', requestable: true },
      new Check('nobody', nobody, 'login_required', (ctx) => somebody(ctx) === undefined),
      new Check('somebody_else', nobody, 'login_required', (ctx) => {
        const hint = ctx.oidc.params?.login_hint;
        if (typeof hint !== 'string' || ctx.oidc.result?.login) return false;
        return somebody(ctx)?.userName.toLowerCase() !== hint.toLowerCase();
      }),
      new Check('from_elsewhere', nobody, 'login_required', (ctx) => bar(ctx)?.code === 50020),
    ),
    new Prompt(
      { name: 'refused' },
      barred('conditional_access', 'interaction_required', peopleRefusals.blocked()),
      new Check(
        'administrator_needed',
        said(peopleRefusals.consentMissing()),
        'consent_required',
        (ctx) => bar(ctx)?.code === peopleRefusals.administratorNeeded().code,
      ),
    ),
    new Prompt(
      { name: 'consent', requestable: true },
      new Check('unconsented', said(peopleRefusals.consentMissing()), 'consent_required', (ctx) => {
        const account = somebody(ctx);
        if (!account) return false;
        const { tenant, scopes } = asked(ctx);
        const tenantId = tenantFor(account, tenant);
        return missingConsents(scene.signIn, tenantId, account, scopes).length > 0;
      }),
    ),
  ];
}
