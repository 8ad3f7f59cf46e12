import type { HostileRow } from './hostile-rows.ts';
import { proof } from './rows.ts';

const MESSENGER = 'unit/messages/messenger.test.ts';
const ANY = 'unit/messages/any-message.test.ts';
const message = (what: string, ...titles: string[]): HostileRow => ({
  what,
  by: proof(MESSENGER, ...titles),
});

/** What may be sent to the background. */
export const MESSAGE_ROWS: HostileRow[] = [
  message('undefined', 'undefined'),
  message('null', 'null'),
  {
    what: 'an array',
    by: [...proof(MESSENGER, 'an array', 'an array of asks'), ...proof(ANY, 'is no %s any more')],
  },
  {
    what: '10 MB of text',
    by: [
      ...proof(MESSENGER, '10 MB of text', 'a field of 10 MB'),
      ...proof(ANY, 'no text in any of them may be without an end'),
    ],
  },
  message(
    'members that throw',
    'a type that throws when it is looked at',
    'an ask that throws when it is looked at',
    'an object that throws when its members are listed',
  ),
  message('the type __proto__', 'a type of the prototype'),
  message('the type toString', 'a type of every object'),
  message('an unknown type', 'an unknown type'),
  {
    what: 'a member more',
    by: [
      ...proof(MESSENGER, 'an extra member', '%s with one member more'),
      ...proof(ANY, 'is no %s any more'),
    ],
  },
  {
    what: 'from whom it is not allowed',
    by: [
      ...proof(MESSENGER, '$who $may send $type'),
      ...proof(ANY, 'by whoever is not ours is turned away, also where it is good'),
      ...proof(
        'e2e/strangers.test.ts',
        'of all messages a script of ours in a page may send its two reports, from the top frame; in none of the answers is a secret',
      ),
    ],
  },
  message('of another version', 'a schema version of its own'),
  {
    what: 'anything at all',
    by: proof(
      ANY,
      'by anybody at all is turned away in one way: nothing throws, nothing is read or written',
    ),
  },
];

const FIND = 'unit/page/form/find-field.test.ts';
const WHY_NOT = 'unit/page/form/why-not.test.ts';
const FILL = 'unit/page/form/fill-fields.test.ts';
const HOSTILE = 'e2e/form-hostile.test.ts';
const UNSEEN = proof(HOSTILE, 'in a field that nobody can see');
const field = (what: string, ...titles: string[]): HostileRow => ({
  what,
  by: proof(FIND, ...titles),
});

/** What the form in Mapsimise may look like. */
export const FORM_ROWS: HostileRow[] = [
  field('label for', 'label for'),
  field('a label around it', 'a label around it'),
  field('aria-label', 'aria-label'),
  field('aria-labelledby', 'aria-labelledby, of several parts'),
  {
    what: 'a closed shadow root',
    by: [
      ...proof(FIND, 'an open shadow root is looked into, a closed one stays closed'),
      ...proof('e2e/form-fill.test.ts', 'closed-shadow-root'),
    ],
  },
  {
    what: 'two equal labels',
    by: [...proof(FIND, 'two equal labels'), ...proof(HOSTILE, 'where two fields claim it')],
  },
  field('a text from right to left', 'a label in a text that runs from right to left'),
  field('a no-break space', 'a label with a mark and a help button in it', 'a French form'),
  { what: 'a hidden field', by: [...proof(FIND, 'only a hidden one'), ...UNSEEN] },
  { what: 'a covered field', by: UNSEEN },
  { what: 'a field of one pixel', by: UNSEEN },
  {
    what: 'a disabled or read-only field',
    by: [
      ...proof(FIND, 'only a disabled one'),
      ...proof(WHY_NOT, '%s: %s', 'read-only'),
      ...proof(HOSTILE, 'in a field that takes no entry, or is none'),
    ],
  },
  field('an editable text', 'an editable text'),
  field('type=hidden', 'type=hidden'),
  {
    what: 'a form that goes elsewhere',
    by: [
      ...proof(WHY_NOT, '%s gets nothing'),
      ...proof(HOSTILE, 'in a form that goes to another site: it gets nothing at all'),
    ],
  },
  {
    what: 'a field that is exchanged',
    by: [
      ...proof(FILL, 'a field that is exchanged as one comes into it gets nothing'),
      ...proof(HOSTILE, 'in a field that is exchanged as soon as one comes into it'),
    ],
  },
  {
    what: 'a frame in a sandbox',
    by: [
      ...proof(
        'unit/page/form/form-line.test.ts',
        'a page in a sandbox is no place for us, whatever its address',
      ),
      ...proof(HOSTILE, 'in a frame, of this site or of another'),
    ],
  },
];
