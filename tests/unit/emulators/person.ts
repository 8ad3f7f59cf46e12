import { createHash, randomBytes } from 'node:crypto';
import { ACCOUNTS, type Account, PASSWORD, SIGN_IN_CLIENTS } from '../../emulators/accounts.ts';
import { parsed, type Said, type Seen, type Visitor } from './visitor.ts';

export const REDIRECT = 'https://abcdefghijklmnopabcdefghijklmnop.chromiumapp.org/';

/** Where a sign-in ended: back at the application, or on a page that stays. */
export type Ended = { back?: Record<string, string>; page?: Seen; at: string };
export type SignInAsk = {
  account?: Account;
  scope?: string;
  tenant?: string;
  more?: Record<string, string>;
  /** What to do on a page that is not the sign-in form: fields to post, or nothing to stay. */
  onPage?: (page: Seen) => Record<string, string> | undefined;
};

/** A person at a browser: keeps cookies, follows redirects, fills in the forms of the sign-in. */
export class Person {
  readonly #visitor: Visitor;
  readonly #host: string;
  readonly #cookies = new Map<string, { value: string; path: string }>();
  verifier = randomBytes(32).toString('base64url');

  constructor(visitor: Visitor, host = 'login.microsoftonline.com') {
    this.#visitor = visitor;
    this.#host = host;
  }

  /** Goes to `authorize` and on until it is back at the application or stands on a page. */
  async signIn(ask: SignInAsk = {}): Promise<Ended> {
    const { tenant = 'organizations', scope = 'openid profile offline_access User.Read' } = ask;
    const query = new URLSearchParams({
      client_id: SIGN_IN_CLIENTS.own,
      response_type: 'code',
      response_mode: 'fragment',
      redirect_uri: REDIRECT,
      scope,
      state: 'a state/with+marks=',
      nonce: 'a nonce',
      client_info: '1',
      code_challenge: createHash('sha256').update(this.verifier).digest('base64url'),
      code_challenge_method: 'S256',
      ...ask.more,
    });
    return this.follow(`/${tenant}/oauth2/v2.0/authorize?${query}`, ask);
  }

  /** Opens a page of the sign-in host and goes on from there. */
  async follow(path: string, ask: SignInAsk = {}): Promise<Ended> {
    let at = path;
    let seen = await this.#call(at);
    for (let steps = 0; steps < 20; steps += 1) {
      const { location } = seen.headers;
      if (typeof location === 'string') {
        const url = new URL(location, `https://${this.#host}${at}`);
        if (url.hostname !== this.#host) {
          const told = new URLSearchParams(url.hash.slice(1) || url.search);
          return { back: Object.fromEntries(told), at: url.href };
        }
        at = `${url.pathname}${url.search}`;
        seen = await this.#call(at);
        continue;
      }
      const fields = this.#answerTo(seen, ask);
      if (!fields) return { page: seen, at };
      const action = /<form method="post" action="([^"]+)"/.exec(seen.text)?.[1];
      if (action !== undefined) at = new URL(action.replaceAll('&amp;', '&')).pathname;
      seen = await this.#call(at, {
        method: 'POST',
        headers: { 'content-type': 'application/x-www-form-urlencoded' },
        body: new URLSearchParams(fields).toString(),
      });
    }
    throw new Error('the sign-in goes round in circles');
  }

  #answerTo(page: Seen, ask: SignInAsk): Record<string, string> | undefined {
    const hidden = [...page.text.matchAll(/type="hidden" name="(\w+)" value="([^"]*)"/g)].map(
      ([, name = '', value = '']): [string, string] => [name, value],
    );
    if (page.text.includes('Submitting Callback')) return Object.fromEntries(hidden);
    const chosen = ask.onPage?.(page);
    if (chosen) return { ...Object.fromEntries(hidden), ...chosen };
    if (!page.text.includes('name="password"') || page.text.includes('role="alert"')) return;
    const { userName } = ask.account ?? ACCOUNTS.administrator;
    return { ...Object.fromEntries(hidden), userName, password: PASSWORD, stay: 'yes' };
  }

  /** Redeems a code or a refresh token, as a native client does: without an Origin. */
  redeem(
    form: Record<string, string>,
    { tenant = 'organizations', headers = {} }: { tenant?: string; headers?: Said['headers'] } = {},
  ): Promise<Seen> {
    return this.#visitor.call(this.#host, `/${tenant}/oauth2/v2.0/token`, {
      method: 'POST',
      headers: { 'content-type': 'application/x-www-form-urlencoded', ...headers },
      body: new URLSearchParams({
        client_id: SIGN_IN_CLIENTS.own,
        client_info: '1',
        ...form,
      }).toString(),
    });
  }

  redeemCode(code: string, scope: string, more: Record<string, string> = {}): Promise<Seen> {
    return this.redeem({
      grant_type: 'authorization_code',
      code,
      scope,
      redirect_uri: REDIRECT,
      code_verifier: this.verifier,
      ...more,
    });
  }

  /** Signs in and gives the tokens for one resource. */
  async tokens(
    scope: string,
    ask: SignInAsk = {},
  ): Promise<{ access_token: string; refresh_token: string; id_token: string }> {
    const whole = `${scope} openid profile offline_access`;
    const { back, page } = await this.signIn({ ...ask, scope: whole });
    if (back?.code === undefined) throw new Error(JSON.stringify(back ?? page?.text));
    const seen = await this.redeemCode(back.code, whole);
    return parsed(seen) as Awaited<ReturnType<Person['tokens']>>;
  }

  async #call(path: string, said: Said = {}): Promise<Seen> {
    const here = path.replace(/\?.*$/, '');
    const cookie = [...this.#cookies]
      .filter(([, one]) => here.startsWith(one.path))
      .map(([name, { value }]) => `${name}=${value}`)
      .join('; ');
    const headers = { ...said.headers, ...(cookie ? { cookie } : {}) };
    const seen = await this.#visitor.call(this.#host, path, { ...said, headers });
    for (const line of seen.headers['set-cookie'] ?? []) {
      const [, name = '', value = ''] = /^([^=]+)=([^;]*)/.exec(line) ?? [];
      const gone = value === '' || /expires=Thu, 01 Jan 1970/i.test(line);
      if (gone) this.#cookies.delete(name);
      else this.#cookies.set(name, { value, path: /path=([^;]+)/i.exec(line)?.[1] ?? '/' });
    }
    return seen;
  }
}

/** The claims of a JWT, unproved. */
export function claimsOf(token: string): Record<string, unknown> {
  const [, body = ''] = token.split('.');
  return JSON.parse(Buffer.from(body, 'base64url').toString('utf8')) as Record<string, unknown>;
}
