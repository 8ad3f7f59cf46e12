import { expect } from 'vitest';
import type { Draft } from '../../../lib/domain/connection.ts';
import {
  mayContinue,
  type Preparation,
  type Provisioning,
} from '../../../lib/domain/provisioning.ts';
import { addDirectory, type Directory, ROLES, signedIn } from './simulated-directory.ts';
import { ORG, ORG_ID } from './simulated-server.ts';
import {
  createUniverse,
  FIELDS,
  factNow,
  kept,
  type Life,
  type LifeOptions,
  type Universe,
  WORKSPACE,
} from './simulated-world.ts';

export type World = Universe & {
  directory: Directory;
  wakeSignedIn: (options?: LifeOptions) => Life;
};

/** An organisation of one's own, on whose page one stands and is signed in. */
export async function createWorld(): Promise<World> {
  const universe = await createUniverse();
  const directory = addDirectory(universe.server, universe.clock);
  const wakeSignedIn = (options: LifeOptions = {}) =>
    universe.wake({ userToken: signedIn, ...options });
  return { ...universe, directory, wakeSignedIn };
}

export const runNow = () => factNow<Provisioning>('local', `provisioning:${ORG}`);
export const preparationNow = () => factNow<Preparation>('session', `preparation:${ORG}`);
export const draftNow = () => factNow<Draft>('local', `draft:${WORKSPACE}`);
export const secretNow = () => factNow<string>('session', `secret:draft:${WORKSPACE}`);

export const open = (life: Life) => life.press('provisioning.prepare', { org: ORG });
export const pressCreate = (life: Life, more: { applicationId?: string } = {}) =>
  life.press('provisioning.start', {
    workspace: WORKSPACE,
    org: ORG,
    name: 'Mapsimise – Acme',
    months: 12,
    roleId: ROLES.reader,
    ...more,
  });
export const pressContinue = (life: Life) => life.press('provisioning.continue', { org: ORG });
export const pressUndo = (life: Life) => life.press('provisioning.undo', { org: ORG });
export async function impersonate(life: Life): Promise<void> {
  const clientId = (await draftNow())?.clientId ?? '';
  const fields = { ...FIELDS, clientId, impersonateUsers: true };
  await life.press('draft.keep', { workspace: WORKSPACE, fields });
}

/** What the screen offers next: Continue, or else Create. */
export async function pressNext(life: Life): Promise<void> {
  await life.press('page.look', { tabId: 1 }); // As every opening of the popup does: it wakes the worker.
  const run = await runNow();
  if (run && mayContinue(run, await draftNow())) await pressContinue(life);
  if (run?.state === 'done') return;
  if (run?.state === 'undo-stopped') await pressUndo(life);
  const then = await runNow();
  if (then && !['stopped', 'undone'].includes(then.state)) return;
  if (then && (await hasMade(then))) return;
  await open(life);
  await pressCreate(life);
}
const hasMade = async ({ made }: Provisioning) =>
  [made.application, made.secret, made.user, ...made.roles].some(
    (mark) => mark && mark.state !== 'found',
  );

/** What is wrong in the end, where a run is done: exactly one of each thing, and its secret in our hands. */
export async function wrongEndOf({ directory }: World): Promise<string | undefined> {
  const run = await runNow();
  if (run?.state !== 'done')
    return `the run is ${run?.state}: ${JSON.stringify(run?.steps.find(({ failure }) => failure))}`;
  const [application, ...others] = directory.applications;
  if (!application || others.length > 0) return `${others.length + 1} applications`;
  if (!application.tags.includes('MapsimiseConnect') || !application.tags.includes(`org:${ORG_ID}`))
    return `its tags are ${application.tags}`;
  const { appId, passwordCredentials: keys } = application;
  if (keys.length !== 1) return `${keys.length} secrets`;
  if (directory.servicePrincipals.filter((one) => one.appId === appId).length !== 1)
    return 'not one service principal';
  const users = directory.users.filter((one) => one.applicationid === appId);
  if (users.length !== 1 || users[0]?.isdisabled) return `${users.length} application users`;
  const roles = run.impersonates ? [ROLES.reader, ROLES.delegate] : [ROLES.reader];
  if (users[0]?.roles.toSorted().join() !== roles.join()) return `roles ${users[0]?.roles}`;
  const draft = await draftNow();
  if ((await secretNow()) !== keys[0]?.secretText) return 'the kept secret is not the one at Entra';
  if (draft?.clientId !== appId || draft.secretFrom !== 'created')
    return 'the draft does not hold it';
  if (draft.secretKeyId !== keys[0]?.keyId) return 'the draft names another secret';
  return undefined;
}

/** A secret that Graph made stands in the session storage of the draft, and nowhere else that anything is kept. */
export async function expectNoSecretElsewhere({ directory }: World): Promise<void> {
  const { local, session } = await kept();
  const { [`secret:draft:${WORKSPACE}`]: _its, ...rest } = session;
  const text = JSON.stringify([local, rest]);
  for (const secret of directory.secrets) expect(text).not.toContain(secret);
}

/** Everything that a run had made is gone again; what others made is still there. */
export function leftovers({ directory }: World): string[] {
  return [
    ...directory.applications.map(
      ({ displayName, passwordCredentials: keys }) => `${displayName} (${keys.length})`,
    ),
    ...directory.servicePrincipals.map(({ appId }) => `principal of ${appId}`),
    ...directory.users.map(({ roles, deletedstate }) => `user ${deletedstate} ${roles}`),
  ];
}
