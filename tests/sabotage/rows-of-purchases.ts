import { change, type Sabotage, unit } from './sabotage.ts';

const REGISTER = 'lib/flows/register-connector.ts';
const CHECK = 'lib/flows/check-registration.ts';

/** What is bought, once, by the right account; the clock, access, packages. */
export const PURCHASES: readonly Sabotage[] = [
  {
    row: 17,
    takes: 'values and secret are read while they are being edited',
    edits: [
      change(
        REGISTER,
        'world.inTurn(`draft|${workspace}`, async () => ({\n',
        '(async (_world: World) => ({\n',
      ),
      change(
        REGISTER,
        '    secret: await readSecret(`draft:${workspace}`),\n  }));',
        '    secret: await readSecret(`draft:${workspace}`),\n  }))(world);',
      ),
    ],
    red: [
      unit(
        'flows/register-connector',
        'never lends its untested secret to values that passed before',
      ),
    ],
  },
  {
    row: 31,
    takes: 'a create whose answer is lost is sent again',
    edits: [
      change(
        REGISTER,
        'const answer = await create(entry.key);',
        'let answer = await create(entry.key);\n  if (!answer.ok) answer = await create(world.newId());',
      ),
    ],
    red: [
      unit(
        'flows/kill-matrix',
        'when the create is answered: %s',
        'when the create is answered: reset after commit',
      ),
    ],
  },
  {
    row: 31,
    takes: 'a create whose answer is lost is sent again, in random lives',
    isLong: true,
    edits: [
      change(
        REGISTER,
        'const answer = await create(entry.key);',
        'let answer = await create(entry.key);\n  if (!answer.ok) answer = await create(world.newId());',
      ),
    ],
    red: [
      unit(
        'flows/kill-schedules',
        'random lives of a worker, its network, its server and its person end with one connector, or say why not',
      ),
    ],
  },
  {
    row: 32,
    takes: 'there is no lock',
    edits: [
      change(
        REGISTER,
        'await world.alone(`register|${org}`, () => registerAlone(world, workspace, handle));',
        'await registerAlone(world, workspace, handle);',
      ),
    ],
    red: [unit('flows/register-connector', 'pressed twenty times at once makes one request')],
  },
  {
    row: 33,
    takes: 'another account may buy',
    edits: [
      change(REGISTER, 'if (me.value.userId !== accountId) {', "if (me.value.userId === '') {"),
    ],
    red: [
      unit(
        'flows/register-connector',
        'when the key belongs to somebody else by now, and that is said',
      ),
    ],
  },
  {
    row: 33,
    takes: 'another account may check',
    edits: [
      change(CHECK, 'if (me.value.userId !== entry.accountId)', "if (me.value.userId === '')"),
    ],
    red: [
      unit('flows/register-connector', 'is checked by no other account than the one that bought'),
    ],
  },
  {
    row: 35,
    takes: 'what could not be noted is bought all the same',
    edits: [
      change(
        REGISTER,
        "    await writeEntry(prepared);\n  } catch {\n    return refuseOffer(workspace, { code: 'storage/failed' });\n",
        '    await writeEntry(prepared);\n  } catch {\n',
      ),
    ],
    red: [unit('flows/register-connector', 'when the browser cannot store %s, and that is known')],
  },
  {
    row: 35,
    takes: 'what could not be noted is created all the same',
    edits: [change('lib/flows/provision-journal.ts', '      throw problem;\n', '')],
    red: [unit('flows/provision-application', 'what cannot be noted is not asked for')],
  },
  {
    row: 36,
    takes: 'a clock that is a day off does not matter',
    edits: [
      change(
        'lib/domain/diagnose/clock.ts',
        'Math.abs(offsetMs) > BRIDGED_SKEW_MS',
        'Math.abs(offsetMs) < 0',
      ),
    ],
    red: [
      unit(
        'flows/test-ifd-connection',
        'a computer that is %i hours off is told so, and no password leaves',
      ),
    ],
  },
  {
    row: 36,
    takes: 'a token may live as long as it says',
    edits: [
      change(
        'lib/domain/diagnose/token.ts',
        'return Math.min(Math.floor(seconds) * 1000, LONGEST_LIFETIME_MS);',
        'return seconds * 1000;',
      ),
    ],
    red: [unit('domain/diagnose/token', 'whose lifetime is %s')],
  },
  {
    row: 36,
    takes: 'a token ages by the clock of the computer',
    edits: [
      change(
        'lib/flows/sign-in-steps.ts',
        "  board.start('reach');\n",
        "  const begunMs = ports.nowMs();\n  board.start('reach');\n",
      ),
      change(
        'lib/flows/sign-in-steps.ts',
        '  if (!token.ok) return void',
        "  if (token.ok && ports.nowMs() > begunMs + token.value.lifetimeMs)\n    return void board.fail('token', { code: 'entra/bad-answer', service: { status: 200 } });\n  if (!token.ok) return void",
      ),
    ],
    red: [
      unit(
        'flows/run-test',
        'a clock that is put %i hours ahead while the token is asked for changes nothing',
      ),
    ],
  },
  {
    row: 37,
    takes: 'a package may be of any newer version',
    edits: [change('package.json', '"preact": "11.2.0"', '"preact": "^11.2.0"')],
    red: [unit('packages/dependencies', 'are those that were approved, each at one exact version')],
  },
  {
    row: 37,
    takes: 'a package comes from elsewhere',
    edits: [
      change(
        'package-lock.json',
        '"node_modules/preact": {\n',
        '"node_modules/preact": {\n      "resolved": "https://evil.test/preact.tgz",\n',
      ),
    ],
    red: [
      unit(
        'packages/dependencies',
        'run nothing when they are installed, and come from the registry by their sums',
      ),
    ],
  },
  {
    row: 40,
    takes: 'a host that may not be read is not there',
    edits: [
      change('lib/flows/why-unreachable.ts', '(await ports.hasAccess(origin))', "(origin !== '')"),
    ],
    red: [
      unit(
        'flows/run-test',
        'a host that we may not read is told apart from one that is not there',
      ),
    ],
  },
  {
    row: 40,
    takes: 'Mapsimise is asked without access',
    edits: [
      change(
        'lib/flows/ask-offer.ts',
        'if (!(await world.hasAccess(origin)))',
        "if (origin === '')",
      ),
    ],
    red: [
      unit(
        'flows/register-connector',
        'asks for access to Mapsimise where the person took it back, and sends nothing there',
      ),
    ],
  },
  {
    row: 41,
    takes: 'any port may be asked',
    edits: [
      change(
        'lib/domain/org-url-onprem.ts',
        'port !== undefined && BLOCKED_PORTS.has(port)',
        'port !== undefined && port < 0',
      ),
    ],
    red: [unit('domain/org-url', 'refuses every port that browsers block')],
  },
];
