import { type AuthenticationResult, CacheLookupPolicy } from '@azure/msal-browser';
import type { PersonAsk } from '../domain/diagnose/sign-in.ts';
import type { Failure } from '../domain/failure.ts';
import { bad, good, type Result } from '../domain/result.ts';
import { scopesFor } from '../domain/sign-in.ts';
import type { Entered, EntraAsk, EntraPorts, EntraUser, SignInAsk } from './entra-ask.ts';
import { enteredBy, failureOf, failureOfWindow } from './entra-outcome.ts';
import { type MsalApp, openMsalApp } from './msal-app.ts';
import { dropTokens, emptyShelf, openShelf, whenKept } from './msal-environment.ts';

type Outcome = Result<Entered, Failure>;

/**
 * Signs people in with Microsoft by the authorization code flow with PKCE, and renews their tokens. MSAL keeps the
 * protocol; the window is the browser's, the network ours, the cache the browser session's. One window at a time:
 * who asks while one is open shares its outcome.
 *
 * Gives   the account and a token for the resource asked for
 * Fails   'sign-in/…' · 'entra/…' · 'net/…'   never throws
 * Source  entra-docs v2-oauth2-auth-code-flow.md; MSAL's sample for Chrome extensions (`onRedirectNavigate`)
 */
export function openEntraUser(ports: EntraPorts): EntraUser {
  const apps = new Map<string, Promise<MsalApp>>();
  let shelf: Promise<void> | undefined;
  let windows: Promise<unknown> = Promise.resolve();
  let asked: Promise<Outcome> | undefined;
  /** Counts how often everything was forgotten: what was begun before that brings nobody in. */
  let forgotten = 0;
  /** Requests under way whose answers are stored. */
  const renewals = new Set<Promise<unknown>>();

  function appOf({ clientId, cloud }: EntraAsk): Promise<MsalApp> {
    const name = `${clientId}|${cloud.authorityHosts[0]}`;
    const app = apps.get(name) ?? openApp();
    apps.set(name, app);
    return app;

    async function openApp() {
      shelf ??= openShelf(ports.keeper);
      await shelf;
      await ports.allowWithoutOrigin();
      return openMsalApp(ports, clientId, cloud);
    }
  }

  const personAsk = ({ clientId, resource, tenantId }: EntraAsk): PersonAsk => ({
    clientId,
    resource,
    tenantId,
    redirectUri: ports.redirectUri(),
  });
  const requestOf = ({ resource, cloud, org, tenantId = 'organizations' }: EntraAsk) => ({
    scopes: scopesFor(resource, cloud, org),
    authority: `https://${cloud.authorityHosts[0]}/${tenantId}`,
    correlationId: ports.newId(),
  });

  async function token(ask: EntraAsk): Promise<Outcome> {
    const app = await appOf(ask);
    const account = app.account();
    if (!account) return unseen(ask, { code: 'sign-in/needed' });
    const request = requestOf(ask);
    const before = forgotten;
    const renewal = app.pca.acquireTokenSilent({
      ...request,
      account,
      // The default would go on to a hidden frame, which no worker has.
      cacheLookupPolicy: CacheLookupPolicy.AccessTokenAndRefreshToken,
    });
    renewals.add(renewal);
    try {
      const result = await renewal;
      if (before !== forgotten) return bad({ code: 'sign-in/needed' });
      return good(enteredBy(result, ask.cloud, ports.nowMs()));
    } catch (error) {
      const reply = app.replies.get(request.correlationId);
      const failure = failureOf(personAsk(ask), reply, error, ports.nowMs());
      return failure.code === 'sign-in/needed'
        ? unseen({ ...ask, username: account.username }, failure)
        : bad(failure);
    } finally {
      renewals.delete(renewal);
      app.replies.delete(request.correlationId);
      await whenKept();
    }
  }

  /** The browser may still be signed in at Microsoft: then nobody has to be asked. */
  async function unseen(ask: EntraAsk, failure: Failure): Promise<Outcome> {
    return ask.username ? inWindow({ ...ask, how: 'unseen' }) : bad(failure);
  }

  function signIn(ask: SignInAsk): Promise<Outcome> {
    if (ask.how === 'unseen') return inWindow(ask);
    asked ??= inWindow(ask).finally(() => {
      asked = undefined;
    });
    return asked;
  }

  /** The browser lets one window be open at a time, also of the unseen ones. */
  function inWindow(ask: SignInAsk): Promise<Outcome> {
    const turn = windows.then(() => passWindow(ask));
    windows = turn.catch(() => undefined);
    return turn;
  }

  async function passWindow(ask: SignInAsk): Promise<Outcome> {
    const turn = forgotten;
    const app = await appOf(ask);
    const before = app.account()?.homeAccountId;
    const request = requestOf(ask);
    try {
      await app.pca.acquireTokenRedirect({
        ...request,
        ...(ask.how === 'switch' && { prompt: 'select_account' }),
        ...(ask.how === 'unseen' && { prompt: 'none' }),
        ...(ask.how !== 'switch' && ask.username && { loginHint: ask.username }),
      });
      const { address } = app;
      const passed = await ports.openWindow(address, ask.how !== 'unseen');
      if (turn !== forgotten) return bad({ code: 'sign-in/interrupted' });
      const host = ask.cloud.authorityHosts[0];
      const failure = failureOfWindow(personAsk(ask), ask.how, host, passed);
      const hash = passed.ended === 'answered' ? new URL(passed.url).hash : abortedIn(address);
      // MSAL is given every answer, be it a refusal: that clears what it keeps of an interaction.
      const landing = app.pca
        .handleRedirectPromise({ hash, navigateToLoginRequestUrl: false })
        .catch((error: unknown) => {
          if (!failure) throw error;
        });
      renewals.add(landing);
      const result = await landing.finally(() => renewals.delete(landing));
      if (turn !== forgotten) return bad({ code: 'sign-in/interrupted' });
      if (failure) return bad(failure);
      return result ? await letIn(app, ask, before, result) : bad({ code: 'sign-in/bad-answer' });
    } catch (error) {
      const reply = app.replies.get(request.correlationId);
      return bad(failureOf(personAsk(ask), reply, error, ports.nowMs()));
    } finally {
      app.replies.delete(request.correlationId);
      await whenKept();
    }
  }

  /** One account at a time. Another one than was asked for is not let in, unless the person chose to switch. */
  async function letIn(
    { pca }: MsalApp,
    ask: SignInAsk,
    before: string | undefined,
    result: AuthenticationResult,
  ): Promise<Outcome> {
    const { account } = result;
    const isOther = before !== undefined && before !== account.homeAccountId;
    const refused = isOther && ask.how !== 'switch';
    for (const one of pca.getAllAccounts())
      if ((one.homeAccountId === account.homeAccountId) === refused)
        await pca.clearCache({ account: one });
    if (!refused) return good(enteredBy(result, ask.cloud, ports.nowMs()));
    const expected = pca.getAllAccounts()[0]?.username ?? '';
    return bad({ code: 'sign-in/wrong-account', expected, actual: account.username });
  }

  async function forget(): Promise<void> {
    forgotten += 1;
    apps.clear();
    shelf ??= openShelf(ports.keeper);
    await shelf;
    // What is being renewed would be stored after that: it is waited for, as long as a request may take.
    await Promise.allSettled(renewals);
    await emptyShelf();
  }

  /** A token that is being renewed would be stored after that: it is waited for. */
  async function forgetFor(isMeant: (host: string) => boolean): Promise<void> {
    shelf ??= openShelf(ports.keeper);
    await shelf;
    await Promise.allSettled(renewals);
    await dropTokens(isMeant);
  }

  return { signIn, token, forget, forgetFor };
}

/** The answer that a window which was closed did not give. */
function abortedIn(address: string): string {
  const state = new URL(address).searchParams.get('state') ?? '';
  return `#${new URLSearchParams({ error: 'access_denied', state })}`;
}
