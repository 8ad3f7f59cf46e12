import type { Draft } from './connection.ts';
import type { Failure } from './failure.ts';
import type { OrgUrl } from './org-url.ts';
import type { Outcome } from './report.ts';

/** The steps of "Create these for me", in the order in which they are done and shown. */
export const PROVISION_STEPS = [
  'application',
  'secret',
  'service-principal',
  'user',
  'role',
  'act-on-behalf',
] as const;
export type ProvisionStepId = (typeof PROVISION_STEPS)[number];

/** What a step found or did. */
export type ProvisionNote =
  | { note: 'application-made' | 'application-found'; name: string; clientId: string }
  | { note: 'secret-made'; expiresAtMs: number }
  | { note: 'secret-in-use' }
  | { note: 'made' | 'found' | 'enabled' | 'removed' | 'kept' }
  | { note: 'signs-in' }
  | { note: 'role-made' | 'role-found'; name: string };

/** What is being waited for. Each is a sentence on the screen. */
export type WaitReason =
  | 'application-unknown'
  | 'secret-unknown'
  | 'service-principal-unknown'
  | 'user-unknown'
  | 'object-unknown'
  | 'answer-lost'
  | 'busy';
/** `untilMs`: the next try; `giveUpAtMs`: no later than this (epoch milliseconds). */
export type Waiting = { reason: WaitReason; untilMs: number; giveUpAtMs: number };

export type ProvisionStep = {
  id: ProvisionStepId;
  outcome: Outcome;
  tookMs?: number;
  notes: ProvisionNote[];
  waiting?: Waiting;
  failure?: Failure;
  /** Impersonate Users is off: nothing is to be given. */
  isSkipped?: true;
};

/**
 * One thing that a run needs. `asked` is stored before the request leaves, and means: it may exist without our knowing.
 * `found` was there before: it is not ours to remove.
 */
export type Mark<T> = { state: 'asked'; atMs: number } | ({ state: 'made' | 'found' } & T);

export type RoleRef = { roleId: string; name: string };
export type RoleMark = RoleRef & { state: 'asked' | 'made' | 'found' };
export type ApplicationRef = { id: string; appId: string; name: string };

/** What this run made, is making, or found. Ids only: no secret, and no hash of one. */
export type Made = {
  application?: Mark<ApplicationRef>;
  secret?: Mark<{ keyId: string; expiresAtMs: number }>;
  servicePrincipal?: Mark<{ id: string }>;
  user?: Mark<{ id: string }>;
  roles: RoleMark[];
};

export type Months = 6 | 12 | 24;
/** What was chosen before Create was pressed. `reuse`: an application of ours that existed. */
export type ProvisionAsk = {
  name: string;
  months: Months;
  role: RoleRef;
  reuse?: ApplicationRef;
  /** The role by which one may act for others, where one was found. */
  acting?: RoleRef;
};

/** Where it is all made: the organisation as its own server named it, and its tenant. */
export type Place = {
  org: OrgUrl;
  tenantId: string;
  organisationId: string;
  name: string;
  environmentId?: string;
};

/**
 * What is known of one run, for one organisation. The servers are the truth; this says what may have happened there.
 *
 *   running → done            undoing → undone
 *      ↓ failure, Cancel, or the worker died      ↓
 *   stopped → (Continue) running           undo-stopped → (Undo) undoing
 */
export type Provisioning = {
  v: 1;
  /** Marks what this run made at Entra: a tag of the application, the name of the secret. */
  runId: string;
  workspace: string;
  place: Place;
  ask: ProvisionAsk;
  /** Was Impersonate Users on? */
  impersonates: boolean;
  startedAtMs: number;
  state: 'running' | 'stopped' | 'done' | 'undoing' | 'undo-stopped' | 'undone';
  steps: ProvisionStep[];
  made: Made;
};

/** What is known before anything is made: who may do it, where, and what can be chosen. */
export type Preparation =
  | { state: 'looking' }
  | { state: 'refused'; failure: Failure; place: Partial<Place> & Pick<Place, 'org'> }
  | {
      state: 'ready';
      place: Place;
      username: string;
      roles: RoleOffer[];
      /** So many more there are, whose names come later: they are not looked into. */
      rolesLeftOut?: number;
      suggestedRoleId?: string;
      acting?: RoleRef;
      existing: ApplicationRef[];
    };

/** A role as it is offered: what of the least that Mapsimise needs it lacks, and whether it can hand out rights. */
export type RoleOffer = RoleRef & {
  /** Read privileges that it lacks, or that do not reach the whole organisation. */
  lacks: string[];
  isPowerful: boolean;
  privilegeCount: number;
};

export const TAG = 'MapsimiseConnect';
export const tagOfOrganisation = (organisationId: string) => `org:${organisationId.toLowerCase()}`;
export const tagOfRun = (runId: string) => `run:${runId}`;
/** The name under which Entra lists the secret of a run. */
export const secretNameOf = (runId: string) => `Mapsimise Connect ${runId}`;

export const waitingSteps = (): ProvisionStep[] =>
  PROVISION_STEPS.map((id) => ({ id, outcome: 'waiting', notes: [] }));

export const isUnderWay = ({ state }: Provisioning) => state === 'running' || state === 'undoing';
/**
 * A run that stopped can go on; and so can one that was finished, when its secret is no longer kept before anybody used
 * it: nobody knows it any more, so it is replaced.
 */
export const mayContinue = (entry: Provisioning, draft: Draft | undefined) =>
  entry.state === 'stopped' || isSecretLost(entry, draft);
export function isSecretLost({ state, made }: Provisioning, draft: Draft | undefined): boolean {
  const isIts = made.secret?.state === 'made' && draft?.secretKeyId === made.secret.keyId;
  return state === 'done' && isIts && !draft?.hasSecret && !draft?.isSecretHandedOut;
}
/** Is there anything that Undo would have to look after? */
export const mayUndo = ({ state, made }: Provisioning) =>
  ['stopped', 'done', 'undo-stopped'].includes(state) && hasMade(made);

function hasMade({ application, secret, servicePrincipal, user, roles }: Made): boolean {
  const marks = [application, secret, servicePrincipal, user, ...roles];
  return marks.some((mark) => mark !== undefined && mark.state !== 'found');
}

/** A run that came to its end, or that made nothing, can be put away. */
export const mayPutAway = (entry: Provisioning) => !isUnderWay(entry) && !isOpen(entry);
/** One that is done must be put away first: a late second click must not make a second application. */
export const givesWay = (entry: Provisioning) => mayPutAway(entry) && entry.state !== 'done';
const isOpen = (entry: Provisioning) =>
  (entry.state === 'stopped' || entry.state === 'undo-stopped') && hasMade(entry.made);

/** A dead worker left this one: what ran is cut off, and says so. */
export function closeInterrupted(entry: Provisioning): Provisioning {
  if (!isUnderWay(entry)) return entry;
  if (entry.state === 'undoing' && !hasMade(entry.made)) return { ...entry, state: 'undone' };
  const failure: Failure = { code: 'provisioning/interrupted', isUndo: entry.state === 'undoing' };
  const at = entry.steps.find(({ outcome }) => outcome === 'running')?.id;
  const cutOff = at ?? entry.steps.find(({ outcome }) => outcome === 'waiting')?.id;
  return {
    ...entry,
    state: entry.state === 'undoing' ? 'undo-stopped' : 'stopped',
    steps: entry.steps.map((step) =>
      step.id === cutOff ? { ...withoutWaiting(step), outcome: 'failed', failure } : step,
    ),
  };
}

export function withoutWaiting({ waiting: _over, ...step }: ProvisionStep): ProvisionStep {
  return step;
}
