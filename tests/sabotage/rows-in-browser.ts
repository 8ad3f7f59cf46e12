import { change, e2e, type Sabotage } from './sabotage.ts';

const CONFIG = 'wxt.config.ts';
const MANIFEST = e2e(
  'builds',
  'has exactly this manifest, byte for byte: whatever it may do more is a decision',
);
const STRANGERS = e2e(
  'strangers',
  'a web page does not notice the click, and neither it nor another extension reaches anything',
);
const REPORT = e2e('connect', 'copies a report with every step, its request ids and no secret');
const inAlarms = (more: string) =>
  change(
    'lib/platform/alarms.ts',
    '  browser.runtime.onStartup.',
    `  ${more}\n  browser.runtime.onStartup.`,
  );
const inManifest = (more: string) =>
  change(CONFIG, "      default_locale: 'en',\n", `      default_locale: 'en',\n      ${more}\n`);

/** What only a build in a browser shows. Each takes a build of its own. */
export const BROWSER: readonly Sabotage[] = [
  {
    row: 6,
    takes: 'the policy of the online build names no hosts',
    edits: [
      change(
        CONFIG,
        "isOnlineOnly ? ONLINE_HOSTS.join(' ') : 'https:'",
        "isOnlineOnly ? 'https:' : 'https:'",
      ),
    ],
    red: [e2e('online-build', 'a secret sent to an AD FS by mistake from %s')],
  },
  {
    row: 9,
    takes: 'a script in any frame of a page counts as ours',
    edits: [
      change(
        'lib/messages/messenger.ts',
        'sender.tabId !== undefined && sender.frameId === 0',
        'sender.tabId !== undefined',
      ),
    ],
    red: [
      e2e(
        'strangers',
        'of all messages a script of ours in a page may send its two reports, from the top frame; in none of the answers is a secret',
      ),
    ],
  },
  {
    row: 10,
    takes: 'any extension may send messages',
    edits: [change(CONFIG, '  externally_connectable: { ids: [], matches: [] },\n', '')],
    red: [MANIFEST],
  },
  {
    row: 10,
    takes: 'any extension is answered',
    edits: [
      change(CONFIG, '  externally_connectable: { ids: [], matches: [] },\n', ''),
      inAlarms('browser.runtime.onMessageExternal.addListener(async () => ({ taken: true }));'),
    ],
    red: [STRANGERS],
  },
  {
    row: 13,
    takes: 'any page may frame ours',
    edits: [change(CONFIG, '    "frame-ancestors \'none\'",\n', '')],
    red: [MANIFEST],
  },
  {
    row: 14,
    takes: 'the script leaves a trace in the page',
    edits: [
      change(
        'entrypoints/dynamics.ts',
        '  await tellB',
        "  document.body.dataset.seen = '1';\n  await tellB",
      ),
    ],
    red: [STRANGERS],
  },
  {
    row: 14,
    takes: 'pages may read our files',
    edits: [
      inManifest("web_accessible_resources: [{ resources: ['*'], matches: ['https://*/*'] }],"),
    ],
    red: [STRANGERS],
  },
  {
    row: 17,
    takes: 'values may change after they passed',
    edits: [
      change(
        'lib/domain/purchase.ts',
        "  if (report.handle !== draft?.handle) return { lock: 'values-changed' };\n",
        "  if (!draft) return { lock: 'values-changed' };\n",
      ),
    ],
    red: [e2e('purchase', 'an edit of %s after a pass locks the purchase and says why')],
  },
  {
    row: 18,
    takes: 'secrets are kept on disk',
    edits: [
      change(
        'lib/facts/secrets.ts',
        "openFact<string>('session', `secret:${name}`)",
        "openFact<string>('local', `secret:${name}`)",
      ),
    ],
    red: [
      e2e(
        'canary',
        'creating, testing and buying: the created secret and the tokens of who signed in stay where they belong',
      ),
    ],
  },
  {
    row: 19,
    takes: 'what is typed as a secret can be read on the screen',
    edits: [change('components/fields.tsx', "    type: 'password',", "    type: 'text',")],
    red: [e2e('markup', 'a secret is typed unseen in the browser too')],
  },
  {
    row: 20,
    takes: 'the secret is written into the report',
    edits: [
      change(
        'lib/flows/sign-in-steps.ts',
        "noteRequest('token', requestId),",
        "noteRequest('token', `${requestId} ${ask.secret}`),",
      ),
    ],
    red: [REPORT],
  },
  {
    row: 22,
    takes: 'the clipboard may be read',
    edits: [change(CONFIG, "        'alarms',\n", "        'alarms',\n        'clipboardRead',\n")],
    red: [MANIFEST],
  },
  {
    row: 22,
    takes: 'the secret is copied with the report',
    edits: [
      change(
        'lib/flows/sign-in-steps.ts',
        "noteRequest('token', requestId),",
        "noteRequest('token', `${requestId} ${ask.secret}`),",
      ),
    ],
    red: [REPORT],
  },
  {
    row: 28,
    takes: 'Preact may make markup of text',
    edits: [
      change(CONFIG, 'bindMsal(), dropMarkup(), dropRequests()', 'bindMsal(), dropRequests()'),
    ],
    red: [
      e2e('builds', 'makes no markup of text anywhere: Preact’s one place for that is taken out'),
    ],
  },
  {
    row: 28,
    takes: 'a screen makes markup of a name, and no policy stops it',
    edits: [
      change(CONFIG, 'bindMsal(), dropMarkup(), dropRequests()', 'bindMsal(), dropRequests()'),
      change(CONFIG, '    "require-trusted-types-for \'script\'",\n', ''),
      change(
        'components/EnvironmentCard.tsx',
        '<h2>{organisation?.friendlyName || nameIn(org)}</h2>',
        '<h2 dangerouslySetInnerHTML={{ __html: organisation?.friendlyName ?? "" }} />',
      ),
    ],
    red: [e2e('markup', 'in the names and errors of servers is shown as the text that it is')],
  },
  {
    row: 31,
    takes: 'a create whose answer is lost is sent again, in a browser',
    edits: [
      change(
        'lib/flows/register-connector.ts',
        'const answer = await create(entry.key);',
        'let answer = await create(entry.key);\n  if (!answer.ok) answer = await create(world.newId());',
      ),
    ],
    red: [
      e2e(
        'random-schedules',
        'random schedules of kills, lost answers, second windows and second presses end with one connector, or say why not',
      ),
    ],
  },
  {
    row: 32,
    takes: 'nobody counts again after a create',
    edits: [
      change('lib/flows/check-registration.ts', 'if (all.length > 1)', 'if (all.length > 99)'),
    ],
    red: [
      e2e(
        'purchase',
        'a second machine that registers at the same time is shown, and nothing is deleted',
      ),
    ],
  },
  {
    row: 37,
    takes: 'a build is another each time',
    edits: [inManifest('short_name: String(process.hrtime.bigint()),')],
    red: [
      e2e(
        'packages',
        'the source package, built in another folder, gives the Firefox package to the byte',
      ),
    ],
  },
  {
    row: 37,
    takes: 'a package calls home',
    edits: [inAlarms("void fetch('https://stats.evil.test/');")],
    red: [
      e2e('builds', 'names only hosts that are known, each for a reason'),
      e2e(
        'builds',
        'has one way out: one fetch in each script that asks anything, and no other way to a network or to code of text',
      ),
    ],
  },
  {
    row: 41,
    takes: 'a server is asked before access to it was granted',
    edits: [
      change(
        'lib/flows/ifd-sign-in-steps.ts',
        "  if (!(await ports.hasAccess(origin)))\n    return void board.fail('reach'",
        "  if (origin === '')\n    return void board.fail('reach'",
      ),
    ],
    red: [
      e2e(
        'ifd-pages',
        'an address typed for one’s own server is not asked before its origin is granted',
      ),
    ],
  },
  {
    row: 43,
    takes: 'there is telemetry',
    edits: [inAlarms("void fetch('https://stats.evil.test/');")],
    red: [e2e('builds', 'names only hosts that are known, each for a reason')],
  },
  {
    row: 44,
    takes: 'the extension runs in private windows',
    edits: [change(CONFIG, "incognito: 'not_allowed'", "incognito: 'spanning'")],
    red: [
      e2e(
        'builds',
        'does not run in private windows: Chromium would share with them whatever is stored',
      ),
    ],
  },
];
