import { params } from '../../language/forms.ts';
import { messages } from '../../language/messages.ts';
import { sayLongDay } from '../../language/say.ts';
import { wordsById } from '../../language/words-by-id.ts';
import type {
  Provisioning,
  ProvisionNote,
  ProvisionStepId,
  RoleOffer,
  WaitReason,
} from '../provisioning.ts';
import { readsNothing } from '../role-choice.ts';
import { sayList } from './phrases.ts';

export const PROVISION_STEP_NAMES: Readonly<Record<ProvisionStepId, string>> = wordsById(
  messages('catalogue.provision-steps', {
    application: 'Application',
    secret: 'Client secret',
    'service-principal': 'Service principal',
    user: 'Application user',
    role: 'Security role',
    'act-on-behalf': 'Act on behalf privilege',
  }),
);

const notes = messages('catalogue.provision-notes', {
  'application-made': params('{name} was registered. Client Id {clientId}.'),
  'application-found': params('{name} is used again. Client Id {clientId}.'),
  'secret-made': params(
    'Created, not shown: it is in the field Client Secret already. It ends on {day}.',
  ),
  'secret-in-use': 'It is in use, so it was left alone.',
  'signs-in': 'Microsoft gives the application a token for its secret.',
  made: 'Created.',
  found: 'It was there already.',
  enabled: 'It was disabled, and was enabled.',
  removed: 'Removed.',
  kept: 'Not made by this run, so nothing was removed.',
  'role-made': params('{name} was given.'),
  'role-found': params('{name} had been given already.'),
});

/** What a step found or did. Fits every step: which one it is stands before it. */
export function describeProvisionNote(note: ProvisionNote): string {
  const t = notes.get();
  switch (note.note) {
    case 'application-made':
    case 'application-found':
      return t[note.note](note);
    case 'role-made':
    case 'role-found':
      return t[note.note](note);
    case 'secret-made':
      return t['secret-made']({ day: sayLongDay(note.expiresAtMs) });
    default:
      return t[note.note];
  }
}

const waiting = messages('catalogue.provision-waiting', {
  'application-unknown':
    'Microsoft does not know the new application everywhere yet (AADSTS700016).',
  'secret-unknown': 'Microsoft does not know the new secret everywhere yet (AADSTS7000215).',
  'service-principal-unknown':
    'Microsoft does not know the new service principal everywhere yet (AADSTS7000229).',
  'user-unknown':
    'The organisation does not know the new application user everywhere yet (0x80072560).',
  'object-unknown': 'Microsoft Graph does not know what was just made everywhere yet (404).',
  'answer-lost': 'An answer was lost. It is looked for before anything is made again.',
  busy: 'The service is busy.',
});

/** What is being waited for, before "Trying again in …". */
export const describeWaiting = (reason: WaitReason): string => waiting.get()[reason];

const runs = messages('catalogue.provision-runs', {
  running: params('Creating in {place}. You may close this window: it goes on.'),
  stopped:
    'It stopped before its end. Continue looks at what is there, and makes only what is missing.',
  done: params('Everything is there for {place}, and its test starts by itself.'),
  undoing: 'Removing what was created, last things first.',
  'undo-stopped': 'Not everything was removed yet. Undo goes on where it stopped.',
  undone:
    'Everything that was created was removed. Entra keeps the application among its deleted ones for 30 days.',
  undoneReused:
    'The new secret and the added roles were removed. The application was there before, and stays.',
});

/** What is known of a run, in one sentence. */
export function describeRun({ state, place, ask }: Provisioning): string {
  const t = runs.get();
  switch (state) {
    case 'running':
    case 'done':
      return t[state]({ place: place.name });
    case 'undone':
      return ask.reuse ? t.undoneReused : t.undone;
    default:
      return t[state];
  }
}

const roles = messages('catalogue.roles', {
  powerful: params(
    '{role} can give rights to others, far more than Mapsimise needs. Whoever has the secret could do the same.',
  ),
  readsNothing: params(
    'With {role}, Mapsimise could not read every row of any table: it lacks {privileges} for the whole organisation.',
  ),
  lacks: params(
    '{role} lacks {privileges} for the whole organisation. What it does not reach cannot be mapped.',
  ),
  enough: params('{role} has all that Mapsimise needs.'),
  leastNeeded:
    'The least that Mapsimise needs: Read on Account, Contact and Lead, and prvReadUser, each for the whole organisation (Organization level).',
});

/** What is said of the chosen role: whether it is enough, and whether it is too much. */
export function describeRole(role: RoleOffer): { kind: 'hint' | 'advice' | 'error'; text: string } {
  const t = roles.get();
  const facts = { role: role.name, privileges: sayList(role.lacks) };
  if (role.isPowerful) return { kind: 'advice', text: t.powerful(facts) };
  if (readsNothing(role)) return { kind: 'advice', text: t.readsNothing(facts) };
  if (role.lacks.length > 0) return { kind: 'advice', text: t.lacks(facts) };
  return { kind: 'hint', text: t.enough(facts) };
}

/** The least that Mapsimise needs of a security role. */
export const sayLeastNeeded = () => roles.get().leastNeeded;
