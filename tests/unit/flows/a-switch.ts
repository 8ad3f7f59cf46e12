import { isDeepStrictEqual } from 'node:util';
import type { Switching } from '../../../lib/domain/switching.ts';
import { type PutFault, putFaultsBefore } from './faulty-update.ts';
import { CLIENT, ORG } from './simulated-server.ts';
import {
  API_KEY,
  createUniverse,
  FIELDS,
  factNow,
  type Life,
  SECRET,
  testNow,
  type Universe,
  WORKSPACE,
} from './simulated-world.ts';

export const CONNECTOR_ID = 'c-1';
export const OLD = {
  Id: CONNECTOR_ID,
  Name: 'Acme CRM',
  OrganisationUrl: ORG,
  Scheme: 'Office365',
  ImpersonateUsers: true,
  ImpersonationField: 'personalemailaddress',
  SharedCredentials: true,
};
export type World = Universe & { faults: PutFault[]; wrongs: string[]; settle: () => void };

/** A Mapsimise with one retired connector; every moment is looked at. */
export async function createWorld(): Promise<World> {
  const universe = await createUniverse();
  const { server } = universe;
  server.connectors.push({ ...OLD });
  const world: World = {
    ...universe,
    faults: [],
    wrongs: [],
    settle() {
      updates.settle();
    },
  };
  const updates = putFaultsBefore(
    universe,
    () => world.faults.shift(),
    () => {
      const [only, second] = server.connectors;
      if (!only || second) world.wrongs.push(`${server.connectors.length} connectors`);
      const isNew = only?.Scheme === 'Dataverse' && only.ClientId === CLIENT;
      if (isNew && server.secrets.get(CONNECTOR_ID) !== SECRET) world.wrongs.push('another secret');
    },
  );
  return world;
}

export const about = { connectorId: CONNECTOR_ID };
export const entryNow = async () =>
  (await factNow<Record<string, Switching>>('local', 'switches:v1'))?.[CONNECTOR_ID];
export const draftNow = () =>
  factNow<{ handle: string; hasSecret: boolean }>('local', `draft:${WORKSPACE}`);
const reportNow = () =>
  factNow<{ handle: string; state: string }>('session', `report:${WORKSPACE}`);
export const pressSwitch = async (life: Life) =>
  life.press('connector.switch', {
    ...about,
    workspace: WORKSPACE,
    handle: (await draftNow())?.handle ?? '',
  });

/** What the screen offers next: Check again, or the walk from the list over the test to the switch. */
export async function pressNext(life: Life): Promise<void> {
  const list = await factNow<{ state: string }>('session', 'connectors');
  if (!(await factNow('session', 'has-api-key')) || list?.state !== 'known') {
    await life.press('settings.keep', { organisation: 'contoso', region: 'eugb' });
    await life.press('api-key.keep', { newKey: API_KEY });
    await life.press('connectors.list', {});
  }
  const entry = await entryNow();
  if (entry?.state === 'switched') return;
  if (entry?.state === 'unclear') return life.press('switch.check', about);
  if (!(await draftNow())?.hasSecret)
    await life.press('draft.keep', { workspace: WORKSPACE, fields: FIELDS, newSecret: SECRET });
  const report = await reportNow();
  if (report?.state !== 'passed' || report.handle !== (await draftNow())?.handle)
    await testNow(life);
  await pressSwitch(life);
}

export async function wrongEndOf(
  { server, wrongs }: World,
  { isPutAway = false } = {},
): Promise<string | undefined> {
  if (wrongs.length > 0) return wrongs.join(', ');
  const entry = await entryNow();
  // Whoever puts the outcome away and presses once more hears that there is nothing to switch.
  const isOver = isPutAway && (!entry || entry.failure?.code === 'switch/not-retired');
  if (entry?.state !== 'switched' && !isOver)
    return `the switch is ${entry?.state} ${entry?.failure?.code}`;
  const wanted = [{ ...OLD, Scheme: 'Dataverse', ClientId: CLIENT }];
  if (!isDeepStrictEqual(server.connectors, wanted)) return 'the connector is another than before';
  if (server.secrets.get(CONNECTOR_ID) !== SECRET) return 'it has another secret';
  return server.countOf('create') === 0 ? undefined : 'something was created';
}
