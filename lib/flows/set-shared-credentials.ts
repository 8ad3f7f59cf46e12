import type { MapsimiseApi } from '../clients/mapsimise/api.ts';
import type { Failure } from '../domain/failure.ts';
import type { Connector } from '../domain/mapsimise.ts';
import type { Result } from '../domain/result.ts';
import type { SharedCredentials } from '../domain/shared-credentials.ts';
import { sharedCredentials } from '../facts/facts.ts';
import { openMapsimise } from './ask-offer.ts';
import { refuseChange } from './refuse-change.ts';
import type { World } from './world.ts';

/**
 * Sets whether a connector's own account serves everybody. Sent twice it is the same as once, so an unclear outcome is
 * found out by reading the connector, and the person may always press again. What is known is in the fact.
 */
export const setSharedCredentials = (world: World, connectorId: string, isShared: boolean) =>
  askMapsimise(world, connectorId, async (api) => {
    const refusal = await refuseChange(api, connectorId);
    if (refusal) return { state: 'refused', failure: refusal };
    const answer = await api.putSharedCredentials(connectorId, isShared);
    const now = answer.ok ? answer : await api.read(connectorId);
    if (!now.ok) return { state: 'refused', failure: answer.ok ? now.failure : answer.failure };
    const actual = now.value.sharedCredentials ?? (answer.ok && isShared);
    if (actual === isShared) return { state: 'known', isShared };
    const failure: Failure = answer.ok ? { code: 'mapsimise/refused', says: '' } : answer.failure;
    return { state: 'refused', failure, isShared: actual };
  });

/** Asks Mapsimise how it is now. */
export const lookAtSharedCredentials = (world: World, connectorId: string) =>
  askMapsimise(world, connectorId, async (api) => {
    const answer: Result<Connector, Failure> = await api.read(connectorId);
    return answer.ok
      ? { state: 'known', isShared: answer.value.sharedCredentials === true }
      : { state: 'refused', failure: answer.failure };
  });

/** One question about a connector at a time, in the order pressed. */
function askMapsimise(
  world: World,
  connectorId: string,
  ask: (api: MapsimiseApi) => Promise<SharedCredentials>,
): Promise<void> {
  return world.inTurn(`shared-credentials|${connectorId}`, async () => {
    await note(world, connectorId, { state: 'asking' });
    const opened = await openMapsimise(world);
    const found: SharedCredentials = opened.ok
      ? await ask(opened.value.api)
      : { state: 'refused', failure: opened.failure };
    await note(world, connectorId, found);
  });
}

const note = (world: World, connectorId: string, known: SharedCredentials | undefined) =>
  world.inTurn('shared-credentials', async () => {
    const { [connectorId]: _before, ...others } = (await sharedCredentials.read()) ?? {};
    await sharedCredentials.write(known ? { ...others, [connectorId]: known } : others);
  });

/** A worker that has just woken: what its predecessor was asking is not known, and is looked up when it is shown. */
export async function mendSharedCredentials(world: World): Promise<void> {
  for (const [id, { state }] of Object.entries((await sharedCredentials.read()) ?? {}))
    if (state === 'asking') await note(world, id, undefined);
}
