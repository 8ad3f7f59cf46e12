import { change, component, type Sabotage, unit } from './sabotage.ts';

const FIELDS = 'components/fields.tsx';
const SECRET_FIELD = 'a secret that is %s is typed unseen, unchecked and remembered by nobody';
const REDACT = 'lib/domain/redact.ts';
const SOAP = 'lib/clients/adfs/soap-xml.ts';

/** Where secrets lie, who sees them, and what foreign texts may do. */
export const SECRETS: readonly Sabotage[] = [
  {
    row: 18,
    takes: 'the secret of a draft is kept on disk',
    edits: [
      change(
        'lib/facts/secrets.ts',
        "openFact<string>('session', `secret:${name}`)",
        "openFact<string>('local', `secret:${name}`)",
      ),
    ],
    red: [unit('flows/keep-draft', 'is never in local storage, in no form')],
  },
  {
    row: 19,
    takes: 'a secret is typed into a field of text',
    edits: [change(FIELDS, "    type: 'password',", "    type: 'text',")],
    red: [component('secret-fields', SECRET_FIELD)],
  },
  {
    row: 19,
    takes: 'the browser may keep what was typed',
    edits: [change(FIELDS, 'autocomplete="off"', 'autocomplete="on"')],
    red: [component('secret-fields', SECRET_FIELD)],
  },
  {
    row: 19,
    takes: 'what is typed is checked for its spelling, maybe elsewhere',
    edits: [change(FIELDS, 'spellcheck={false}', 'spellcheck={true}')],
    red: [component('secret-fields', SECRET_FIELD)],
  },
  {
    row: 20,
    takes: 'secrets are not taken out of foreign texts',
    edits: [change(REDACT, 'if (forms.length === 0) return text;', 'if (forms) return text;')],
    red: [unit('domain/redact', 'of any shape, in any of the forms, in any text')],
  },
  {
    row: 20,
    takes: 'the body of a message is reported with a bug',
    edits: [
      change(
        'lib/messages/messenger.ts',
        'report(type, bug);',
        'report(type, new Error(JSON.stringify(ask)));',
      ),
    ],
    red: [
      unit(
        'messages/messenger',
        'that throws is reported by its type, and the message’s body is not',
      ),
    ],
  },
  {
    row: 23,
    takes: 'nothing is wiped after an idle hour',
    edits: [
      change(
        'lib/flows/wipe-secrets.ts',
        'if (world.nowMs() < idleAtMs) return',
        'if (world.nowMs() > 0) return',
      ),
    ],
    red: [unit('flows/wipe-secrets', 'after %s')],
  },
  {
    row: 23,
    takes: 'Disconnect leaves the secret',
    edits: [
      change(
        'lib/flows/keep-draft.ts',
        '    await wipeSecret(`draft:${workspace}`);\n    await Promise.all([',
        '    await Promise.all([',
      ),
    ],
    red: [unit('flows/keep-draft', 'forgets the draft, its secret, its report and its offer')],
  },
  {
    row: 23,
    takes: 'a secret stays where access to its host was taken back',
    edits: [
      change(
        'lib/flows/lose-access.ts',
        '    await wipeDraftSecret(world, workspace, host);\n',
        '',
      ),
    ],
    red: [
      unit(
        'flows/lose-access',
        'from the organisation wipes its secret and the tokens for it, and says why',
      ),
    ],
  },
  {
    row: 23,
    takes: 'signing out leaves the tokens',
    edits: [change('lib/flows/sign-in.ts', '  await world.entra.forget();\n', '')],
    red: [
      unit('flows/sign-in', 'leaves nothing: no token, no hint, no name, no list, no recent ones'),
    ],
  },
  {
    row: 24,
    takes: 'a web page is an answer that was not understood',
    edits: [
      change(
        'lib/domain/reply.ts',
        '  if (!isPage) return {',
        "  if (!isPage || host !== '') return {",
      ),
      change(
        'lib/domain/reply.ts',
        '  const isPage =\n',
        '  const { host } = answer;\n  const isPage =\n',
      ),
    ],
    red: [
      unit('domain/diagnose/token', 'a page that only its content type calls so is one too'),
      unit(
        'domain/diagnose/dataverse',
        'a web page is told by its title, shortened, and by nothing else of it',
      ),
    ],
  },
  {
    row: 26,
    takes: 'XML is parsed before anybody looked through it',
    edits: [
      change(
        SOAP,
        'if (refusal) return bad(refusal);',
        'if (refusal === undefined) return bad("encoding");',
      ),
    ],
    red: [unit('clients/adfs/soap-xml', '%s costs under 50 ms')],
  },
  {
    row: 27,
    takes: 'an address may be of any length',
    edits: [
      change(
        'lib/domain/org-url-text.ts',
        "  if (input.length > LONGEST) return bad({ reason: 'too-long' });\n",
        '',
      ),
    ],
    red: [unit('domain/org-url', 'takes 2,048 characters and no more')],
  },
  {
    row: 27,
    takes: 'an address of any length is searched by a pattern that starts again and again',
    edits: [
      change(
        'lib/domain/org-url-text.ts',
        "  if (input.length > LONGEST) return bad({ reason: 'too-long' });\n",
        '',
      ),
      change(
        'lib/domain/org-url-text.ts',
        'text = input.replace(',
        "text = input.slice(0, 12_000).concat('!').replace(",
      ),
      change('lib/domain/org-url-text.ts', '(?<![\\t\\n\\f\\r ])[\\t', '[\\t'),
    ],
    red: [unit('domain/org-url', 'judges 100 kB and 2 kB of $start in less than 10 ms')],
  },
  {
    row: 27,
    takes: 'four times as much of a foreign text is searched',
    edits: [change(REDACT, '.slice(0, LONGEST_READ)', '.slice(0, 4 * LONGEST_READ)')],
    red: [unit('domain/redact', '100 kB of %s take less than 10 ms')],
  },
  {
    row: 27,
    takes: 'a challenge may be of any length',
    edits: [change('lib/domain/diagnose/challenge.ts', ' || header.length > LONGEST_HEADER', '')],
    red: [unit('domain/diagnose/challenge', '64 kB of header')],
  },
  {
    row: 27,
    takes: 'a challenge is searched by a pattern that starts again and again',
    edits: [
      change(
        'lib/domain/diagnose/challenge.ts',
        '/^Bearer\\s/i.test(part)',
        '/^Bearer\\s+\\s+=/i.test(part)',
      ),
    ],
    red: [unit('domain/diagnose/challenge', '100 kB of %s take less than 10 ms')],
  },
  {
    row: 28,
    takes: 'a screen makes markup of text',
    edits: [
      change(
        FIELDS,
        '<p key={kind} class',
        '<p key={kind} dangerouslySetInnerHTML={{ __html: text }} class',
      ),
    ],
    red: [unit('house', 'makes markup of text')],
  },
  {
    row: 29,
    takes: 'attributes of XML are members of an object',
    edits: [
      change(
        SOAP,
        'const attributes = new Map<string, string>();',
        'const attributes = mapOf({});',
      ),
      change(
        SOAP,
        'function nameOf(',
        `const mapOf = (kept: Record<string, string>) =>
  Object.assign(new Map<string, string>(), {
    has: (key: string) => key in kept,
    get: (key: string) => kept[key],
    set: (key: string, value: string) => Object.assign(kept, { [key]: value }),
  });
function nameOf(`,
      ),
    ],
    red: [unit('clients/adfs/soap-xml', '%s is a name like any other')],
  },
  {
    row: 29,
    takes: 'a message may have members that nobody knows',
    edits: [
      change(
        'lib/messages/contract.ts',
        "'everything.forget': { from: 'page', ask: v.strictObject({})",
        "'everything.forget': { from: 'page', ask: v.looseObject({})",
      ),
    ],
    red: [unit('messages/messenger', '%s with one member more')],
  },
  {
    row: 30,
    takes: 'what is written into XML is not escaped',
    edits: [
      change('lib/clients/adfs/xml-write.ts', "(char) => REFERENCES[char] ?? ''", '(char) => char'),
    ],
    red: [
      unit(
        'clients/adfs/rst',
        'carries %j as user and password to the character, and nothing more',
      ),
    ],
  },
  {
    row: 30,
    takes: 'characters that XML cannot carry are taken for text',
    edits: [
      change(
        'lib/clients/adfs/xml-write.ts',
        '=> !FORBIDDEN.test(text)',
        "=> text !== '' || !FORBIDDEN.test(text)",
      ),
    ],
    red: [unit('auth/wstrust-token', 'is not sent with a %s that XML cannot carry')],
  },
];
