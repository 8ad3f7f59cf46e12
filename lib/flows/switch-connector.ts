import type { MapsimiseApi } from '../clients/mapsimise/api.ts';
import type { Workspace } from '../domain/connection.ts';
import { isRetired } from '../domain/connector-health.ts';
import type { Failure } from '../domain/failure.ts';
import { addressOf } from '../domain/history.ts';
import type { Connector } from '../domain/mapsimise.ts';
import { connectorsOf, isDefiniteRefusal } from '../domain/registration.ts';
import { bad, good, type Result } from '../domain/result.ts';
import { differencesOf, isSwitched, type Switching, settingsOf } from '../domain/switching.ts';
import { draftOf, reportOf } from '../facts/facts.ts';
import { readSecret } from '../facts/secrets.ts';
import { switches } from '../facts/switches.ts';
import { openMapsimise } from './ask-offer.ts';
import { forgetDraft } from './keep-draft.ts';
import { connectorNamed, refreshInList } from './list-connectors.ts';
import { refusalNow } from './obey-policy.ts';
import type { World } from './world.ts';

export type SwitchAsk = { connectorId: string; workspace: Workspace; handle: string };

/**
 * `Switch to Dataverse`: the same connector signs in with the values that have passed. Changed by its id, so there is
 * never a second one; its name, impersonation and Shared Credentials stay, and are looked at afterwards.
 */
export async function switchToDataverse(world: World, ask: SwitchAsk): Promise<void> {
  const { connectorId, workspace, handle } = ask;
  await untilForgotten(world, connectorId, async () => {
    // An open one is checked, never begun again.
    const before = (await switches.read())?.[connectorId];
    if (before && before.state !== 'failed') return;
    const { secret, isSame } = await readValues(world, workspace, handle);
    const report = await reportOf(workspace).read();
    const connector = await connectorNamed(connectorId);
    const proof = report?.state === 'passed' && report.handle === handle ? report.proof : undefined;
    if (!isSame || !secret || !proof || !connector) return;
    const entry: Switching = {
      v: 1,
      connectorId,
      workspace,
      handle,
      org: proof.org as Switching['org'],
      clientId: proof.clientId,
      accountId: '',
      before: settingsOf(connector),
      state: 'failed',
      startedAtMs: world.nowMs(),
    };
    const refusal = await refusalNow({ organisationUrl: entry.org });
    if (refusal) return begin(world, { ...entry, failure: refusal });
    const opened = await openMapsimise(world);
    if (!opened.ok) return begin(world, { ...entry, failure: opened.failure });
    const { api } = opened.value;
    const ready = await lookBefore(api, entry);
    if (!ready.ok) return begin(world, { ...entry, failure: ready.failure });
    const sending: Switching = { ...entry, ...ready.value, state: 'sending' };
    await begin(world, sending);
    await send(world, api, sending, secret);
  });
}

/** In turn with the edits: a secret that is just being kept must not go with values that passed before it. */
const readValues = (world: World, workspace: Workspace, handle: string) =>
  world.inTurn(`draft|${workspace}`, async () => ({
    isSame: (await draftOf(workspace).read())?.handle === handle,
    secret: await readSecret(`draft:${workspace}`),
  }));

/** The last look: may this account do it, is it the retired one still, and the only one of its organisation? */
async function lookBefore(
  api: MapsimiseApi,
  { connectorId, org }: Switching,
): Promise<Result<Pick<Switching, 'accountId' | 'before'>, Failure>> {
  const [me, list] = await Promise.all([api.me(), api.listConnectors()]);
  if (!me.ok) return me;
  if (!list.ok) return list;
  const { connectorRights, role, userId: accountId } = me.value;
  if (!connectorRights.includes('Edit'))
    return bad({ code: 'mapsimise/right-missing', right: 'Edit on Connectors', role });
  const connector = list.value.find(({ id }) => id === connectorId);
  if (!connector || !isRetired(connector) || addressOf(connector.organisationUrl) !== org)
    return bad({ code: 'switch/not-retired', name: connector?.name ?? '' });
  const all = connectorsOf(org, list.value);
  if (all.length > 1) return bad({ code: 'registration/conflict', ids: all.map(({ id }) => id) });
  return good({ accountId, before: settingsOf(connector) });
}

const MOST_SENDS = 3;
const PAUSE_MS = 3_000;

/** Sends the change, noted before. Sent twice it is the same as once, so an unclear answer is followed by a look. */
async function send(world: World, api: MapsimiseApi, entry: Switching, secret: string) {
  const { connectorId, clientId } = entry;
  let failure: Failure = { code: 'switch/interrupted' };
  for (let turn = 0; turn < MOST_SENDS; turn++) {
    await write(world, { ...entry, state: 'sending', failure: undefined });
    // Nothing may be awaited between the journal and the request.
    const put = await api.putCredentials(connectorId, { clientId, clientSecret: secret });
    if (put.ok) return finish(world, api, entry);
    failure = put.failure;
    // An earlier one without an answer may have arrived all the same.
    if (isDefiniteRefusal(failure) && turn === 0)
      return write(world, { ...entry, state: 'failed', failure });
    await world.wait(PAUSE_MS * (turn + 1));
    const read = await api.read(connectorId);
    if (read.ok && isSwitched(read.value, entry)) return finish(world, api, entry);
  }
  await write(world, { ...entry, state: 'unclear', failure });
}

/** It signs in anew. Whatever was lost with that is set again, and then it is looked at once more. */
async function finish(world: World, api: MapsimiseApi, entry: Switching): Promise<void> {
  const { connectorId, before, workspace, handle } = entry;
  const read = await api.read(connectorId);
  if (!read.ok) return write(world, { ...entry, state: 'unclear', failure: read.failure });
  const now = await putBack(api, entry, read.value);
  const differs = differencesOf(before, settingsOf(now));
  await refreshInList(world, now);
  const draft = await draftOf(workspace as Workspace).read();
  if (draft?.handle === handle) await forgetDraft(world, workspace as Workspace);
  await write(world, {
    ...entry,
    state: 'switched',
    failure: undefined,
    ...(differs.length > 0 && { differs }),
  });
}

async function putBack(api: MapsimiseApi, entry: Switching, now: Connector): Promise<Connector> {
  const { connectorId, before } = entry;
  const differs = differencesOf(before, settingsOf(now));
  let last = now;
  if (differs.includes('isImpersonating') || differs.includes('impersonationField')) {
    const { isImpersonating: isOn, impersonationField: field } = before;
    const put = await api.putImpersonation(connectorId, { isOn, field });
    if (put.ok) last = put.value;
  }
  if (differs.includes('isShared')) {
    await api.putSharedCredentials(connectorId, before.isShared);
    const read = await api.read(connectorId);
    if (read.ok) last = read.value;
  }
  return last;
}

/** `Check again`: looks whether the change arrived; else sends it again, while the values that passed are still kept. */
export const checkSwitch = (world: World, connectorId: string) =>
  untilForgotten(world, connectorId, async () => {
    const entry = (await switches.read())?.[connectorId];
    if (entry?.state !== 'unclear') return;
    const opened = await openMapsimise(world);
    if (!opened.ok) return write(world, { ...entry, failure: opened.failure });
    const { api } = opened.value;
    const [me, read] = await Promise.all([api.me(), api.read(connectorId)]);
    if (!me.ok) return write(world, { ...entry, failure: me.failure });
    if (me.value.userId !== entry.accountId) {
      const expected = 'another account';
      const failure = { code: 'registration/account-changed', expected, actual: me.value.email };
      return write(world, { ...entry, failure: failure as Failure });
    }
    if (!read.ok) return write(world, { ...entry, failure: read.failure });
    if (isSwitched(read.value, entry)) return finish(world, api, entry);
    const workspace = entry.workspace as Workspace;
    const { secret, isSame } = await readValues(world, workspace, entry.handle);
    if (isSame && secret) return send(world, api, entry, secret);
    await write(world, { ...entry, state: 'failed', failure: { code: 'switch/secret-gone' } });
  });

/** The outcome was read. An open one is never put away. */
export const dismissSwitch = (world: World, connectorId: string) =>
  world.inTurn('switches', async () => {
    const { [connectorId]: entry, ...others } = (await switches.read()) ?? {};
    if (entry?.state === 'switched' || entry?.state === 'failed') await switches.write(others);
  });

/** Everything was forgotten meanwhile: whatever runs must end, send nothing and write nothing any more. */
class SwitchGone extends Error {}

async function untilForgotten(world: World, connectorId: string, deed: () => Promise<void>) {
  await world.alone(`switch|${connectorId}`, async () => {
    try {
      await deed();
    } catch (gone) {
      if (!(gone instanceof SwitchGone)) throw gone;
    }
  });
}

/** The first word of a switch, as long as the values that have passed are still here. */
async function begin(world: World, entry: Switching): Promise<void> {
  const { isSame } = await readValues(world, entry.workspace as Workspace, entry.handle);
  if (!isSame) throw new SwitchGone();
  await world.inTurn('switches', async () =>
    switches.write({ ...(await switches.read()), [entry.connectorId]: entry }),
  );
}

/** Every later word stands over an earlier one of the same switch. */
const write = (world: World, entry: Switching) =>
  world.inTurn('switches', async () => {
    const all = (await switches.read()) ?? {};
    if (all[entry.connectorId]?.startedAtMs !== entry.startedAtMs) throw new SwitchGone();
    await switches.write({ ...all, [entry.connectorId]: entry });
  });

/** A worker died while it sent: whether the change arrived is found out by `Check again`. */
export const mendSwitches = (world: World) =>
  world.inTurn('switches', async () => {
    const all = Object.entries((await switches.read()) ?? {});
    if (!all.some(([, { state }]) => state === 'sending')) return;
    const failure = { code: 'switch/interrupted' } as const;
    const mended = all.map(([id, entry]) => [
      id,
      entry.state === 'sending' ? { ...entry, state: 'unclear', failure } : entry,
    ]);
    await switches.write(Object.fromEntries(mended));
  });
