import { type Connector, siteUrlOf } from '../domain/mapsimise.ts';
import { connectorList } from '../facts/connector-facts.ts';
import { openMapsimise } from './ask-offer.ts';
import type { World } from './world.ts';

/** All Dynamics connectors of the Mapsimise organisation, and who asks: all pages, or the reason why not. */
export const listConnectors = (world: World) =>
  world.inTurn('connectors', async () => {
    const before = (await connectorList.read()) ?? { connectors: [] };
    const opened = await openMapsimise(world);
    if (!opened.ok)
      return connectorList.write({ state: 'failed', connectors: [], failure: opened.failure });
    await connectorList.write({ ...before, state: 'asking' });
    const { api, site } = opened.value;
    const [me, list] = await Promise.all([api.me(), api.listConnectors()]);
    if (!me.ok || !list.ok) {
      const failure = me.ok ? (list.ok ? undefined : list.failure) : me.failure;
      const kept = { ...before, state: 'failed' } as const;
      return connectorList.write(failure ? { ...kept, failure } : kept);
    }
    await connectorList.write({
      state: 'known',
      connectors: list.value,
      atMs: world.nowMs(),
      account: me.value,
      siteUrl: siteUrlOf(site),
    });
  });

/** One connector as the server gave it back goes into the list as it is now. */
export async function refreshInList(world: World, connector: Connector): Promise<void> {
  await world.inTurn('connectors', async () => {
    const list = await connectorList.read();
    if (!list) return;
    const connectors = list.connectors.map((one) => (one.id === connector.id ? connector : one));
    await connectorList.write({ ...list, connectors });
  });
}

export const connectorNamed = async (id: string) =>
  (await connectorList.read())?.connectors.find((connector) => connector.id === id);
