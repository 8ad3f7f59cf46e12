import { randomBytes } from 'node:crypto';
import type { IncomingMessage, ServerResponse } from 'node:http';
import type { Provider } from 'oidc-provider';
import { type Account, ALL_ACCOUNTS, PASSWORD } from '../../accounts.ts';
import type { Scene } from '../../scene.ts';
import { clientNamed } from './clients.ts';
import { accountsPage, approvalPage, consentPage, refusalPage, signInPage } from './pages.ts';
import { barTo, readAsked, type SignInAsk, tenantFor } from './policy.ts';
import { peopleRefusals } from './refusals.ts';
import { accountOf, giveConsent, missingConsents } from './sign-in-state.ts';

const BROWSER_COOKIE = 'ESTSAUTHLIGHT';

type Interaction = Awaited<ReturnType<Provider['interactionDetails']>>;
type Visit = {
  scene: Scene;
  provider: Provider;
  request: IncomingMessage;
  response: ServerResponse;
  details: Interaction;
  ask: SignInAsk;
  /** Who is signed in in this browser. */
  known: Set<string>;
};

/** `…/login/<uid>`: the pages between an authorization request and its answer. */
export async function answerLogin(
  scene: Scene,
  provider: Provider,
  request: IncomingMessage,
  response: ServerResponse,
): Promise<void> {
  const details = await provider.interactionDetails(request, response);
  const ask = readAsked(details.params);
  const known = browserOf(scene, request, response);
  const visit: Visit = { scene, provider, request, response, details, ask, known };
  if (request.method === 'POST') return obey(visit, await readForm(request));
  const returns = new URL(request.url ?? '', 'https://x').searchParams.get('return') === 'yes';
  if (returns) return finishWith(visit, peopleRefusals.administratorNeeded());
  return show(response, pageOf(visit));
}

function pageOf(visit: Visit): string {
  const { scene, details, ask, known } = visit;
  const { name } = details.prompt;
  const account = accountOf(details.session?.accountId ?? '');
  if (name === 'select_account' && known.size > 0) {
    return accountsPage(ALL_ACCOUNTS.filter(({ objectId }) => known.has(objectId)));
  }
  if (!account || name === 'login' || name === 'select_account') {
    return signInPage(String(details.params.login_hint ?? ''));
  }
  const bar = barTo(scene, account, ask);
  if (bar) return barPage(visit, bar);
  const missing = missingConsents(
    scene.signIn,
    tenantFor(account, ask.tenant),
    account,
    ask.scopes,
  );
  const again = ask.scopes.of.flatMap(({ resource, names }) =>
    names.map((one) => ({ service: resource.name, name: one })),
  );
  return consentPage(applicationName(visit), account, missing.length > 0 ? missing : again);
}

function barPage(visit: Visit, bar: ReturnType<typeof peopleRefusals.blocked>): string {
  return bar.code === peopleRefusals.administratorNeeded().code
    ? approvalPage(applicationName(visit))
    : refusalPage(bar, true);
}

const applicationName = ({ scene, details }: Visit) =>
  clientNamed(scene, String(details.params.client_id))?.name ?? 'An application';

async function obey(visit: Visit, form: URLSearchParams): Promise<void> {
  const { scene, response, details, ask } = visit;
  const account = accountOf(details.session?.accountId ?? '');
  switch (form.get('do')) {
    case 'sign-in':
      return signIn(visit, form);
    case 'pick': {
      const picked = accountOf(form.get('account') ?? '');
      if (picked && visit.known.has(picked.objectId)) return enter(visit, picked, true);
      return show(response, signInPage(picked?.userName ?? ''));
    }
    case 'other':
      return show(response, signInPage(''));
    case 'accept':
      if (!account) break;
      giveConsent(scene.signIn, tenantFor(account, ask.tenant), account, ask.scopes);
      return finish(visit, { consent: {} });
    case 'cancel':
      return finishWith(visit, peopleRefusals.declined());
  }
  return show(response, pageOf(visit));
}

async function signIn(visit: Visit, form: URLSearchParams): Promise<void> {
  const userName = (form.get('userName') ?? '').trim();
  const account = ALL_ACCOUNTS.find((one) => one.userName === userName.toLowerCase());
  if (!account) return show(visit.response, signInPage(userName, peopleRefusals.userUnknown()));
  if (form.get('password') !== PASSWORD) {
    return show(visit.response, signInPage(userName, peopleRefusals.passwordWrong()));
  }
  return enter(visit, account, form.get('stay') === 'yes');
}

/** Somebody proved who they are: the session begins, and what bars them is shown after that. */
async function enter(visit: Visit, account: Account, remember: boolean): Promise<void> {
  const bar = barTo(visit.scene, account, visit.ask);
  if (bar) return show(visit.response, barPage(visit, bar));
  visit.known.add(account.objectId);
  const login = { accountId: account.objectId, remember };
  return finish(visit, { login, select_account: {} });
}

function finish(visit: Visit, result: Parameters<Provider['interactionFinished']>[2]) {
  const { provider, request, response } = visit;
  return provider.interactionFinished(request, response, result);
}

function finishWith(
  visit: Visit,
  { code, error, text }: ReturnType<typeof peopleRefusals.declined>,
) {
  return finish(visit, { error, error_description: `AADSTS${code}: ${text}` });
}

function browserOf(scene: Scene, request: IncomingMessage, response: ServerResponse): Set<string> {
  const { browsers } = scene.signIn;
  const shape = new RegExp(`(?:^|; *)${BROWSER_COOKIE}=([\\w-]+)`);
  const id = shape.exec(request.headers.cookie ?? '')?.[1] ?? randomBytes(16).toString('base64url');
  const known = browsers.get(id) ?? new Set<string>();
  browsers.set(id, known);
  response.setHeader(
    'Set-Cookie',
    `${BROWSER_COOKIE}=${id}; path=/; max-age=7776000; secure; HttpOnly; SameSite=None`,
  );
  return known;
}

function show(response: ServerResponse, markup: string): void {
  response.writeHead(200, {
    'Content-Type': 'text/html; charset=utf-8',
    'Cache-Control': 'no-store, no-cache',
  });
  response.end(markup);
}

async function readForm(request: IncomingMessage): Promise<URLSearchParams> {
  const chunks: Buffer[] = [];
  for await (const chunk of request) chunks.push(chunk as Buffer);
  return new URLSearchParams(Buffer.concat(chunks).toString('utf8'));
}
