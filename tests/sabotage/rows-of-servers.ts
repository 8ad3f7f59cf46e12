import { change, type Sabotage, unit } from './sabotage.ts';

const EGRESS = 'lib/clients/egress.ts';
const FETCH = 'lib/clients/bounded-fetch.ts';
const ONE_REQUEST =
  'carries no cookie, follows nothing, is not cached and tells nobody where it comes from';

/** Where requests go, with what, and what comes back. */
export const SERVERS: readonly Sabotage[] = [
  {
    row: 2,
    takes: 'whatever ends like Microsoft’s domains is theirs',
    edits: [
      change(
        'lib/domain/org-url-microsoft.ts',
        '`.${host}`.endsWith(`.${domain}`)',
        'host.endsWith(domain)',
      ),
    ],
    red: [unit('domain/org-url', '$verdict $short: $why')],
  },
  {
    row: 2,
    takes: 'the pattern of an organisation’s host has no anchors',
    edits: [
      change('lib/domain/org-url-microsoft.ts', '/^([^.]+)\\.(?:api', '/([^.]+)\\.(?:api'),
      change('lib/domain/org-url-microsoft.ts', '[1-9]\\d)?)\\.$/', '[1-9]\\d)?)\\./'),
    ],
    red: [
      unit('domain/org-url', '$verdict $short: $why'),
      unit('domain/org-url', 'refuses $short as $reason'),
    ],
  },
  {
    row: 3,
    takes: 'any sign-in host of a challenge is believed',
    edits: [
      change(
        'lib/domain/diagnose/challenge.ts',
        "url.username === '' && hosts.includes(url.host)",
        "url.username === ''",
      ),
    ],
    red: [
      unit('flows/run-test', 'a foreign sign-in host'),
      unit('domain/diagnose/challenge', 'another host'),
    ],
  },
  {
    row: 4,
    takes: 'a token of the tenant from before is used in a new one',
    edits: [
      change(
        'lib/flows/sign-in-steps.ts',
        'early !== undefined && isSameGuid(known, tenantId)',
        'early !== undefined',
      ),
    ],
    red: [unit('flows/run-test', 'with a tenant that has changed the early token is not used')],
  },
  {
    row: 4,
    takes: 'another tenant than the one that was entered does not matter',
    edits: [
      change(
        'lib/flows/settle-tenant.ts',
        'if (!own.ok || !named.ok || named.value === own.value) return own;',
        'if (named.ok || !named.ok) return own;',
      ),
    ],
    red: [
      unit(
        'flows/entered-tenant',
        'another that was entered as %s stops the test, and no token is asked for',
      ),
    ],
  },
  {
    row: 5,
    takes: 'a redirect is followed',
    edits: [change(FETCH, "redirect: 'manual',", "redirect: 'follow',")],
    red: [unit('clients/egress', ONE_REQUEST)],
  },
  {
    row: 5,
    takes: 'a redirect is an answer like any other',
    edits: [
      change(FETCH, '(status: number) => status >= 300', '(status: number) => status >= 999'),
    ],
    red: [unit('clients/egress', 'HTTP %i is a redirect and is not followed')],
  },
  {
    row: 6,
    takes: 'a secret may go to any host',
    edits: [change(EGRESS, 'TOKEN_HOSTS.has(url.host)', "url.host !== ''")],
    red: [unit('clients/egress', 'never %s')],
  },
  {
    row: 7,
    takes: 'the next page may lead to another origin',
    edits: [
      change(
        'lib/clients/dataverse/user-pages.ts',
        'return origin === new URL(org).origin && pathname',
        'return pathname',
      ),
    ],
    red: [unit('flows/cover-all-users', 'a next page in %s is not asked for')],
  },
  {
    row: 7,
    takes: 'a link of Mapsimise is followed',
    edits: [
      change(
        'lib/clients/mapsimise/answers.ts',
        '  Items: v.array(connectorData),',
        '  Items: v.array(connectorData),\n  Next: v.optional(v.string()),',
      ),
      change(
        'lib/clients/mapsimise/api.ts',
        'url: `${apiBase}${path}`',
        "url: path.startsWith('https:') ? path : `${apiBase}${path}`",
      ),
      change(
        'lib/clients/mapsimise/api.ts',
        'const all: Connector[] = [];',
        "const all: Connector[] = [];\n      let next = '';",
      ),
      change(
        'lib/clients/mapsimise/api.ts',
        'call(connectorPage, `',
        'call(connectorPage, next || `',
      ),
      change(
        'lib/clients/mapsimise/api.ts',
        '        all.push(',
        "        next = part.value.Next ?? '';\n        all.push(",
      ),
    ],
    red: [
      unit(
        'clients/mapsimise-api',
        'takes no address from the server: a link in a page is not followed',
      ),
    ],
  },
  {
    row: 8,
    takes: 'the AD FS that is named first is taken without asking',
    edits: [
      change(
        'lib/flows/ifd-sign-in-steps.ts',
        'find((one) => one.origin === confirmed)',
        'find(() => true)',
      ),
    ],
    red: [
      unit('flows/test-ifd-connection', 'is asked before anything is sent there'),
      unit('flows/test-ifd-connection', 'is asked anew when the organisation trusts another'),
    ],
  },
  {
    row: 8,
    takes: 'whatever AD FS a message names is allowed',
    edits: [
      change(
        'lib/flows/confirm-sts.ts',
        'if (!report || !stsAskedFor(failure).includes(origin)) return;',
        'if (!report || stsAskedFor(failure).length === 0) return;',
      ),
    ],
    red: [
      unit(
        'flows/confirm-sts',
        'allows no server that the test did not name, whatever the message says',
      ),
    ],
  },
  {
    row: 21,
    takes: 'an address may hold a secret',
    edits: [change(EGRESS, ' || hasSecret(url, ask.secrets))', ')')],
    red: [unit('clients/egress', 'in the path too, and whichever of several it is')],
  },
  {
    row: 21,
    takes: 'the secret goes into the address of the create',
    edits: [
      change(
        'lib/clients/mapsimise/api.ts',
        "call(connectorData, '/connectors', {",
        'call(connectorData, `/connectors?s=${secretIn(connector.credentials)}`, {',
      ),
    ],
    red: [
      unit(
        'flows/register-connector',
        'Mapsimise never sees the secret but in the create, and the secret stands in no URL',
      ),
    ],
  },
  {
    row: 25,
    takes: 'eight times as much of a body is read',
    edits: [
      change(
        FETCH,
        'piece === undefined || total > capBytes',
        'piece === undefined || total > 8 * capBytes',
      ),
    ],
    red: [unit('clients/egress', 'is not read to its end: after 1 MiB no piece is taken any more')],
  },
  {
    row: 25,
    takes: 'who asks may wait as long as they like',
    edits: [
      change(
        EGRESS,
        'timeoutMs: Math.min(ask.timeoutMs ?? LONGEST_WAIT_MS, LONGEST_WAIT_MS)',
        'timeoutMs: ask.timeoutMs ?? LONGEST_WAIT_MS',
      ),
    ],
    red: [unit('clients/egress', 'asked for %s ms, it waits %i')],
  },
  {
    row: 25,
    takes: 'a body may pause for ever',
    edits: [change(FETCH, 'Promise.race([reader.read(), pause])', 'reader.read()')],
    red: [
      unit(
        'clients/egress',
        'and then brings nothing for ten seconds is given up, and the line is let go',
      ),
    ],
  },
  {
    row: 34,
    takes: 'cookies go along',
    edits: [change(EGRESS, "credentials: 'omit'", "credentials: 'include'")],
    red: [unit('clients/egress', ONE_REQUEST), unit('house', 'sends a cookie abroad')],
  },
  {
    row: 42,
    takes: 'an answer may come from the cache',
    edits: [change(FETCH, "cache: 'no-store'", "cache: 'default'")],
    red: [unit('clients/egress', ONE_REQUEST)],
  },
  {
    row: 42,
    takes: 'any organisation behind the address is the right one',
    edits: [
      change(
        'lib/flows/judge-organisation.ts',
        '(id) => id !== undefined && !isSameGuid(id, actualId)',
        '(id) => id === undefined && !isSameGuid(id, actualId)',
      ),
    ],
    red: [unit('flows/run-test', 'another organisation behind the address')],
  },
];
