import { change, type Sabotage, unit } from './sabotage.ts';

const MESSENGER = 'lib/messages/messenger.ts';
const CONTRACT = 'lib/messages/contract.ts';

/** What pages, their scripts and other extensions may try. */
export const PAGES: readonly Sabotage[] = [
  {
    row: 1,
    takes: 'a report of a page may have members that nobody knows',
    edits: [
      change(CONTRACT, 'const pageReport = v.strictObject({', 'const pageReport = v.looseObject({'),
    ],
    red: [unit('messages/messenger', 'a page that reports %s')],
  },
  {
    row: 9,
    takes: 'whoever sends is taken for one of ours',
    edits: [change(MESSENGER, "  if (sender.id !== home.id) return 'stranger';\n", '')],
    red: [unit('messages/messenger', '$who $may send $type')],
  },
  {
    row: 9,
    takes: 'a script in a page may send what pages of ours send',
    edits: [change(CONTRACT, "'draft.keep': { from: 'page'", "'draft.keep': { from: 'content'")],
    red: [unit('messages/messenger', 'a script in a page may say two things only')],
  },
  {
    row: 10,
    takes: 'the background listens to other extensions',
    edits: [
      change(
        'lib/platform/alarms.ts',
        '  browser.runtime.onStartup.',
        '  browser.runtime.onMessageExternal.addListener(() => undefined);\n  browser.runtime.onStartup.',
      ),
    ],
    red: [unit('house', 'listens to other extensions')],
  },
  {
    row: 11,
    takes: 'what a handler gives goes back with the receipt',
    edits: [
      change(MESSENGER, '    await (handlers', '    const given = await (handlers'),
      change(MESSENGER, '{ taken: true };\n  } catch', '{ taken: true, given };\n  } catch'),
    ],
    red: [unit('messages/messenger', 'gives nothing back but that it was taken')],
  },
  {
    row: 11,
    takes: 'the secret stands in the draft, which everybody reads',
    edits: [
      change(
        'lib/flows/keep-draft.ts',
        "      ...fields,\n      hasSecret: secret !== '',",
        "      ...fields,\n      ...{ secret },\n      hasSecret: secret !== '',",
      ),
    ],
    red: [
      unit(
        'messages/receipts',
        'to any message, by anybody, says that it was taken or why not: no secret is in one',
      ),
    ],
  },
  {
    row: 11,
    takes: 'a page of ours reads secrets',
    edits: [
      change(
        'components/App.tsx',
        "import { openJob } from '../lib/ui/commands.ts';",
        "import { openJob } from '../lib/ui/commands.ts';\nimport { readSecret } from '../lib/facts/secrets.ts';",
      ),
    ],
    red: [unit('house', 'only flows read secrets')],
  },
  {
    row: 13,
    takes: 'something is drawn in the pages of others',
    edits: [change('entrypoints/dynamics.ts', 'await tellB', 'createIframeUi();\n  await tellB')],
    red: [unit('house', 'draws in a page of others')],
  },
  {
    row: 15,
    takes: 'what a prototype says is taken for the row’s own',
    edits: [
      change(
        'lib/domain/user-row.ts',
        'Object.hasOwn(row, name) ? row[name] : undefined',
        'row[name] ?? (Object(row["__proto__"]) as UserRow)[name]',
      ),
    ],
    red: [unit('domain/mapping', 'takes nothing from the prototype of a hostile answer')],
  },
  {
    row: 15,
    takes: 'the setter that a page put on its element is used',
    edits: [
      change(
        'lib/page/form/set-control.ts',
        'Object.getOwnPropertyDescriptor(prototype, property)?.set?.call(control, content);',
        'Object.assign(control, { [property]: content });',
      ),
    ],
    red: [unit('page/form/set-control', 'a setter that the page put on the element is passed by')],
  },
  {
    row: 16,
    takes: 'that a page names another organisation does not matter',
    edits: [
      change(
        'lib/flows/judge-organisation.ts',
        '[expectedId, reportedId].find',
        '[expectedId].find',
      ),
    ],
    red: [
      unit(
        'flows/run-test',
        'a page that names another organisation stops the test, and proves nothing',
      ),
    ],
  },
];
