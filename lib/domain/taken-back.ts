/**
 * Does this pattern of hosts cover that host? A pattern that names no host covers each.
 *
 * Source  developer.chrome.com, match patterns: `*` is every host, `*.x` is x and every host below it
 */
export function coversHost(pattern: string, host: string): boolean {
  const [, named = '*'] = /^[a-z*]+:\/\/([^/]+)/i.exec(pattern) ?? [];
  const { hostname } = new URL(`https://${host}`);
  if (named === '*') return true;
  if (!named.startsWith('*.')) return named.replace(/:.*$/, '').toLowerCase() === hostname;
  const site = named.slice(2).toLowerCase();
  return hostname === site || hostname.endsWith(`.${site}`);
}
