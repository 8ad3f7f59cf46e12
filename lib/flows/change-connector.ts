import type { Workspace } from '../domain/connection.ts';
import { isRetired } from '../domain/connector-health.ts';
import type { Failure } from '../domain/failure.ts';
import { addressOf } from '../domain/history.ts';
import { entryOf } from '../domain/registration.ts';
import { type ConnectorDeed, connectorDeeds } from '../facts/connector-facts.ts';
import { draftOf, journal } from '../facts/facts.ts';
import { putAway } from '../facts/journal.ts';
import { openMapsimise } from './ask-offer.ts';
import { forgetAgain } from './forget-work.ts';
import { keepDraft } from './keep-draft.ts';
import { forgetHistoryOf } from './keep-history.ts';
import { connectorNamed, refreshInList } from './list-connectors.ts';
import { refuseChange } from './refuse-change.ts';
import { forgetSecretDate, showAttention } from './watch-expiry.ts';
import type { World } from './world.ts';

/**
 * `Test again`: puts the connector's values into the set-up of its organisation. The secret is not known here; one that
 * is kept already counts only when it was typed for the same application.
 */
export async function retestConnector(world: World, connectorId: string): Promise<void> {
  const connector = await connectorNamed(connectorId);
  const org = connector && addressOf(connector.organisationUrl);
  if (!connector || !org) return;
  const workspace = org as Workspace;
  // "It was created" has been read: else it would stand where the fields are. What it could not wipe goes first, before
  // there are new values; refused again, it is told still.
  const entry = entryOf(await journal.read(), workspace, org);
  const isRead = entry?.state === 'verified' && (await forgetAgain(world, entry));
  const before = await draftOf(workspace).read();
  const scheme = connector.scheme === 'Dataverse' || isRetired(connector) ? 'dataverse' : 'ifd';
  const clientId = connector.clientId ?? '';
  const isSame = before?.scheme === scheme && before.clientId === clientId;
  const fields = {
    organisationUrl: org,
    scheme,
    clientId,
    username: isSame ? before.username : '',
    impersonateUsers: connector.impersonateUsers === true,
    ...(before?.tenant && { tenant: before.tenant }),
  } as const;
  await keepDraft(world, { workspace, fields, ...(!isSame && { newSecret: '' }) });
  if (entry && isRead) await putAway(entry);
  await showAttention(world);
}

/** `Forget`: what this browser knows of a connector goes. Nothing is asked of Mapsimise. */
export async function forgetConnector(world: World, connectorId: string): Promise<void> {
  const connector = await connectorNamed(connectorId);
  const org = connector && addressOf(connector.organisationUrl);
  if (org) await forgetHistoryOf(world, org);
  await forgetSecretDate(world, connectorId);
  await noteDeed(world, connectorId, undefined);
}

/** Impersonate Users and its field, changed on the connector itself. The same asked twice is the same as once. */
export async function changeImpersonation(
  world: World,
  ask: { connectorId: string; isOn: boolean; field?: string | undefined },
): Promise<void> {
  const { connectorId, isOn, field } = ask;
  const about = { deed: 'impersonation', ...(field && { field }) } as const;
  await world.alone(`connector|${connectorId}`, async () => {
    const refuse = (failure: Failure) =>
      noteDeed(world, connectorId, { ...about, state: 'refused', failure });
    await noteDeed(world, connectorId, { ...about, state: 'saving' });
    const opened = await openMapsimise(world);
    if (!opened.ok) return refuse(opened.failure);
    const { api } = opened.value;
    const refusal = await refuseChange(api, connectorId);
    if (refusal) return refuse(refusal);
    const changed = await api.putImpersonation(connectorId, { isOn, field });
    if (!changed.ok) return refuse(changed.failure);
    await refreshInList(world, changed.value);
    await noteDeed(world, connectorId, { ...about, state: 'saved' });
  });
}

const noteDeed = (world: World, connectorId: string, deed: ConnectorDeed | undefined) =>
  world.inTurn('connector-deeds', async () => {
    const { [connectorId]: _before, ...others } = (await connectorDeeds.read()) ?? {};
    await connectorDeeds.write(deed ? { ...others, [connectorId]: deed } : others);
  });

/** A worker died while it saved: whether the change arrived is not known, and to ask again does no harm. */
export async function mendConnectors(world: World): Promise<void> {
  for (const [connectorId, deed] of Object.entries((await connectorDeeds.read()) ?? {}))
    if (deed.state === 'saving')
      await noteDeed(world, connectorId, {
        ...deed,
        state: 'refused',
        failure: { code: 'connector/interrupted' },
      });
}
