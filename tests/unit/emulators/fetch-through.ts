import type { Visitor } from './visitor.ts';

/** What was sent, as a server may have seen it. */
export type Sent = { method: string; url: string; body: string; headers: Record<string, string> };

/** The emulators' own control port is asked in clear text, and by the network as it is. */
const real = globalThis.fetch;

/**
 * A `fetch` whose network is the emulators: the extension's own gate and bounds stay before it, so a client is tested
 * with them. Redirects are handed on unfollowed, as `redirect: 'manual'` wants.
 */
export function fetchThrough(visitor: Visitor, sent: Sent[]): typeof fetch {
  return async (input, init) => {
    const url = new URL(String(input));
    if (url.protocol === 'http:') return real(input, init);
    const headers = Object.fromEntries(new Headers(init?.headers));
    const body = typeof init?.body === 'string' ? init.body : '';
    sent.push({ method: init?.method ?? 'GET', url: url.href, body, headers });
    const seen = await visitor.call(url.host, `${url.pathname}${url.search}`, {
      method: init?.method ?? 'GET',
      headers,
      ...(body !== '' && { body }),
      ...(init?.signal && { signal: init.signal }),
    });
    const given = new Headers();
    for (const [name, value] of Object.entries(seen.headers))
      given.set(name, Array.isArray(value) ? value.join(', ') : (value ?? ''));
    const hasNoBody = [204, 205, 304].includes(seen.status);
    return new Response(hasNoBody ? null : seen.text, { status: seen.status, headers: given });
  };
}
