import type {
  Provisioning,
  ProvisionNote,
  ProvisionStepId,
  RoleOffer,
  WaitReason,
} from '../provisioning.ts';
import { readsNothing } from '../role-choice.ts';
import { sayList } from './phrases.ts';

export const PROVISION_STEP_NAMES: Record<ProvisionStepId, string> = {
  application: 'Application',
  secret: 'Client secret',
  'service-principal': 'Service principal',
  user: 'Application user',
  role: 'Security role',
  'act-on-behalf': 'Act on behalf privilege',
};

/** What a step found or did. Fits every step: which one it is stands before it. */
export function describeProvisionNote(note: ProvisionNote): string {
  switch (note.note) {
    case 'application-made':
      return `${note.name} was registered. Client Id ${note.clientId}.`;
    case 'application-found':
      return `${note.name} is used again. Client Id ${note.clientId}.`;
    case 'secret-made':
      return `Created, not shown: it is in the field Client Secret already. It ends on ${sayDay(note.expiresAtMs)}.`;
    case 'secret-in-use':
      return 'It is in use, so it was left alone.';
    case 'signs-in':
      return 'Microsoft gives the application a token for its secret.';
    case 'made':
      return 'Created.';
    case 'found':
      return 'It was there already.';
    case 'enabled':
      return 'It was disabled, and was enabled.';
    case 'removed':
      return 'Removed.';
    case 'kept':
      return 'Not made by this run, so nothing was removed.';
    case 'role-made':
      return `${note.name} was given.`;
    case 'role-found':
      return `${note.name} had been given already.`;
  }
}

const sayDay = (atMs: number) =>
  new Intl.DateTimeFormat(undefined, { dateStyle: 'long' }).format(atMs);

/** What is being waited for, before "Trying again in …". */
export function describeWaiting(reason: WaitReason): string {
  switch (reason) {
    case 'application-unknown':
      return 'Microsoft does not know the new application everywhere yet (AADSTS700016).';
    case 'secret-unknown':
      return 'Microsoft does not know the new secret everywhere yet (AADSTS7000215).';
    case 'service-principal-unknown':
      return 'Microsoft does not know the new service principal everywhere yet (AADSTS7000229).';
    case 'user-unknown':
      return 'The organisation does not know the new application user everywhere yet (0x80072560).';
    case 'object-unknown':
      return 'Microsoft Graph does not know what was just made everywhere yet (404).';
    case 'answer-lost':
      return 'An answer was lost. It is looked for before anything is made again.';
    case 'busy':
      return 'The service is busy.';
  }
}

/** What is known of a run, in one sentence. */
export function describeRun({ state, place, ask }: Provisioning): string {
  switch (state) {
    case 'running':
      return `Creating in ${place.name}. You may close this window: it goes on.`;
    case 'stopped':
      return 'It stopped before its end. Continue looks at what is there, and makes only what is missing.';
    case 'done':
      return `Everything is there for ${place.name}, and its test starts by itself.`;
    case 'undoing':
      return 'Removing what was created, last things first.';
    case 'undo-stopped':
      return 'Not everything was removed yet. Undo goes on where it stopped.';
    case 'undone':
      return ask.reuse
        ? 'The new secret and the added roles were removed. The application was there before, and stays.'
        : 'Everything that was created was removed. Entra keeps the application among its deleted ones for 30 days.';
  }
}

/** What is said of the chosen role: whether it is enough, and whether it is too much. */
export function describeRole(role: RoleOffer): { kind: 'hint' | 'advice' | 'error'; text: string } {
  if (role.isPowerful)
    return {
      kind: 'advice',
      text: `${role.name} can give rights to others, far more than Mapsimise needs. Whoever has the secret could do the same.`,
    };
  if (readsNothing(role))
    return {
      kind: 'advice',
      text: `With ${role.name}, Mapsimise could not read every row of any table: it lacks ${sayList(role.lacks)} for the whole organisation.`,
    };
  if (role.lacks.length > 0)
    return {
      kind: 'advice',
      text: `${role.name} lacks ${sayList(role.lacks)} for the whole organisation. What it does not reach cannot be mapped.`,
    };
  return { kind: 'hint', text: `${role.name} has all that Mapsimise needs.` };
}

/** The least that Mapsimise needs of a security role. */
export const LEAST_NEEDED =
  'The least that Mapsimise needs: Read on Account, Contact and Lead, and prvReadUser, each for the whole organisation (Organization level).';
