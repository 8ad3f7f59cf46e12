import type { Rotation, RotationPlan } from '../../../lib/domain/rotation.ts';
import { type PutFault, putFaultsBefore } from './faulty-update.ts';
import { addDirectory, type Directory, signedIn } from './simulated-directory.ts';
import { CLIENT, ORG } from './simulated-server.ts';
import {
  API_KEY,
  createUniverse,
  factNow,
  type Life,
  type LifeOptions,
  type Universe,
} from './simulated-world.ts';

export const CONNECTOR_ID = 'c-1';
export const OLD_KEY = '0f8fad5b-0000-4000-8000-000000000001';
export const OLD_SECRET = 'CANARY-S-old-old-old-old-old-old';

export type World = Universe & {
  directory: Directory;
  putFaults: PutFault[];
  /** Everything that was ever wrong with the connector, at any moment: it must work all the time. */
  broken: string[];
  wakeSignedIn: (options?: LifeOptions) => Life;
  settle: () => void;
};

/** A connector that works with its old secret, and a person who is signed in and may change it. */
export async function createWorld(): Promise<World> {
  const universe = await createUniverse();
  const { server, clock } = universe;
  const directory = addDirectory(server, clock);
  directory.applications.push({
    id: '0f8fad5b-0000-4000-8000-0000000000aa',
    appId: CLIENT,
    displayName: 'Mapsimise – Acme',
    tags: [],
    passwordCredentials: [
      {
        keyId: OLD_KEY,
        displayName: 'by hand',
        secretText: OLD_SECRET,
        endDateTime: '2026-12-01T00:00:00Z',
      },
    ],
    sinceMs: 0,
  });
  directory.servicePrincipals.push({ id: 'sp', appId: CLIENT, sinceMs: 0 });
  directory.users.push({
    systemuserid: '0f8fad5b-0000-4000-8000-0000000000bb',
    applicationid: CLIENT,
    isdisabled: false,
    deletedstate: 0,
    roles: [],
    sinceMs: 0,
  });
  server.connectors.push({
    Id: CONNECTOR_ID,
    Name: 'Acme CRM',
    OrganisationUrl: ORG,
    Scheme: 'Dataverse',
    ClientId: CLIENT,
    ImpersonateUsers: true,
    ImpersonationField: 'personalemailaddress',
  });
  server.secrets.set(CONNECTOR_ID, OLD_SECRET);

  const world: World = {
    ...universe,
    directory,
    putFaults: [],
    broken: [],
    wakeSignedIn: (options = {}) => universe.wake({ userToken: signedIn, ...options }),
    settle() {
      updates.settle();
      directory.settle();
      look('at the end');
    },
  };
  const look = (after: string) => {
    const valid = directory.applications[0]?.passwordCredentials.map((key) => key.secretText);
    if (!valid?.includes(server.secrets.get(CONNECTOR_ID) ?? '')) world.broken.push(after);
    if (server.connectors.length !== 1) world.broken.push(`${server.connectors.length} connectors`);
  };
  const updates = putFaultsBefore(universe, () => world.putFaults.shift(), look);
  return world;
}

export const rotationNow = async () =>
  (await factNow<Record<string, Rotation>>('local', 'rotations:v1'))?.[CONNECTOR_ID];
export const planNow = async () =>
  (await factNow<Record<string, RotationPlan>>('session', 'rotation-plans'))?.[CONNECTOR_ID];

const about = { connectorId: CONNECTOR_ID };
export async function prepare(life: Life): Promise<void> {
  await life.press('settings.keep', { organisation: 'contoso', region: 'eugb' });
  await life.press('api-key.keep', { newKey: API_KEY });
  await life.press('connectors.list', {});
}

/** What the screen offers next: Continue, or else Rotate now. */
export async function pressNext(life: Life): Promise<void> {
  // Opening the list asks for it anew, whatever an earlier worker left of it.
  const list = await factNow<{ state: string }>('session', 'connectors');
  if (!(await factNow('session', 'has-api-key')) || list?.state !== 'known') await prepare(life);
  const rotation = await rotationNow();
  if (rotation?.state === 'done') return;
  if (rotation?.state === 'stopped') return life.press('rotation.continue', about);
  await life.press('rotation.plan', about);
  await life.press('rotation.start', { ...about, months: 12, oldKeyIds: [OLD_KEY] });
}

/** In the end: the connector works with the one secret that is left, and nothing else of it was touched. */
export async function wrongEndOf({
  server,
  directory,
  broken,
}: World): Promise<string | undefined> {
  const rotation = await rotationNow();
  if (broken.length > 0) return `the connector did not work after: ${broken.join(', ')}`;
  if (rotation?.state !== 'done')
    return `the rotation is ${rotation?.state}: ${JSON.stringify(rotation?.steps.find(({ failure }) => failure))}`;
  const keys = directory.applications[0]?.passwordCredentials ?? [];
  if (keys.length !== 1) return `${keys.length} secrets are left`;
  if (keys[0]?.keyId === OLD_KEY) return 'the old secret is left';
  const [connector] = server.connectors;
  const isKept =
    connector?.Name === 'Acme CRM' &&
    connector.ImpersonateUsers === true &&
    connector.ImpersonationField === 'personalemailaddress';
  return isKept ? undefined : `the connector was changed: ${JSON.stringify(connector)}`;
}
