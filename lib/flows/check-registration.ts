import type { MapsimiseApi } from '../clients/mapsimise/api.ts';
import { type Failure, withService } from '../domain/failure.ts';
import { type Connector, siteUrlOf } from '../domain/mapsimise.ts';
import { parseOrgUrl } from '../domain/org-url.ts';
import {
  connectorsOf,
  findOurs,
  isInDoubt,
  type JournalEntry,
  LOOK_AGAIN_MS,
} from '../domain/registration.ts';
import { bad, type Result } from '../domain/result.ts';
import { journal } from '../facts/facts.ts';
import { readEntry, removeEntry, writeEntry } from '../facts/journal.ts';
import { openMapsimise } from './ask-offer.ts';
import { forgetAgain, forgetWork } from './forget-work.ts';
import { showAttention } from './watch-expiry.ts';
import type { World } from './world.ts';

/** An open attempt is looked at again after this, by alarm. */
export const CHECK_SOON_MS = 30_000;

/**
 * Asks the server, several times over half a minute, whether an unclear create made a connector. It never creates.
 * Exactly one of ours is adopted; none at the end means that it was not made; several are shown to the person.
 */
export async function checkRegistration(
  world: World,
  api: MapsimiseApi,
  entry: JournalEntry,
): Promise<void> {
  const checking: JournalEntry = { ...entry, state: 'checking' };
  await writeEntry(checking);
  let listed = false;
  let failure: Failure | undefined = entry.failure;
  let waitedMs = 0;
  for (const atMs of LOOK_AGAIN_MS) {
    await world.wait(atMs - waitedMs);
    waitedMs = atMs;
    const list = await api.listConnectors();
    listed = list.ok;
    if (!list.ok) {
      failure = list.failure;
      continue;
    }
    const finding = findOurs(checking, list.value);
    if (finding.found === 'ours') return adopt(world, api, checking, finding.connector);
    if (finding.found === 'several') return conflict(checking, finding.ids);
  }
  if (listed) {
    const absent = withService<Failure>({ code: 'registration/absent' }, entry.failure?.service);
    return writeEntry({ ...checking, state: 'absent', failure: absent });
  }
  await writeEntry({ ...checking, state: 'unclear', ...(failure && { failure }) });
}

async function adopt(world: World, api: MapsimiseApi, entry: JournalEntry, connector: Connector) {
  const { failure: _resolved, ...known } = entry;
  const created: JournalEntry = { ...known, state: 'created', connectorId: connector.id };
  await writeEntry(created);
  return confirmCreated(world, api, created);
}

const conflict = (entry: JournalEntry, ids: string[]) =>
  writeEntry({ ...entry, state: 'conflict', failure: { code: 'registration/conflict', ids } });

/** Reads a created connector back, counts all of its organisation (another machine may have made one), then wipes. */
export async function confirmCreated(
  world: World,
  api: MapsimiseApi,
  entry: JournalEntry,
): Promise<void> {
  const id = entry.connectorId ?? '';
  const [read, list] = await Promise.all([api.read(id), listUntilSeen(world, api, id)]);
  if (!list.ok) {
    await writeEntry({ ...entry, state: 'unclear', failure: list.failure });
    return world.setAlarm('registration-check', world.nowMs() + CHECK_SOON_MS);
  }
  const all = connectorsOf(entry.org, list.value);
  if (all.length > 1)
    return conflict(
      entry,
      all.map(({ id }) => id),
    );
  const differs = read.ok ? differencesOf(entry, read.value) : [];
  const isForgotten = await forgetWork(world, entry);
  const left: Failure = { code: 'storage/not-wiped', scheme: entry.scheme ?? 'dataverse' };
  await writeEntry({
    ...entry,
    state: 'verified',
    countAfter: all.length,
    ...(differs.length > 0 && { differs }),
    ...(!isForgotten && { failure: left }),
  });
  if (isForgotten) await world.clearAlarm('registration-check');
  else await world.setAlarm('registration-check', world.nowMs() + CHECK_SOON_MS);
}

/** The list in which a new connector stands, or else the last that could be had: it may be shown there late. */
async function listUntilSeen(world: World, api: MapsimiseApi, id: string) {
  let list: Result<Connector[], Failure> = bad({ code: 'registration/unclear' });
  let waitedMs = 0;
  for (const atMs of LOOK_AGAIN_MS) {
    await world.wait(atMs - waitedMs);
    waitedMs = atMs;
    list = await api.listConnectors();
    if (list.ok && list.value.some((connector) => connector.id === id)) break;
  }
  return list;
}

function differencesOf(entry: JournalEntry, connector: Connector): string[] {
  const place = parseOrgUrl(connector.organisationUrl);
  const isSameOrg = place.ok && place.value.url === entry.org;
  return [
    ...(isSameOrg ? [] : ['OrganisationUrl']),
    ...(connector.name === entry.name ? [] : ['Name']),
  ];
}

/** `Check again`, pressed by the person or due by alarm. */
export async function checkAgain(world: World, key: string): Promise<void> {
  const org = (await readEntry(key))?.org;
  // The same lock as the create: while that is still at work, it will find out by itself.
  await world.alone(`register|${org}`, async () => {
    const entry = await readEntry(key);
    if (!entry || !(isInDoubt(entry) || entry.state === 'created')) return;
    const opened = await openMapsimise(world);
    if (!opened.ok) return writeEntry({ ...entry, failure: opened.failure });
    const { api } = opened.value;
    const me = await api.me();
    if (!me.ok) return writeEntry({ ...entry, failure: me.failure });
    if (me.value.userId !== entry.accountId)
      return writeEntry({
        ...entry,
        failure: {
          code: 'registration/account-changed',
          expected: entry.accountName,
          actual: me.value.email,
        },
      });
    // Its id was in the server's own answer: only the reading back is left.
    // One of another version may not say where its connector is seen.
    const known = { ...entry, openUrl: entry.openUrl || siteUrlOf(opened.value.site) };
    if (entry.connectorId) return confirmCreated(world, api, known);
    return checkRegistration(world, api, known);
  });
  await showAttention(world);
}

/**
 * What a worker finds that has just woken: attempts that nobody is working on any more. One that was not sent is
 * dropped; one that may have been sent is open, and is checked soon even if nobody opens the popup.
 */
export async function mendJournal(world: World): Promise<void> {
  const entries = (await journal.read()) ?? [];
  for (const entry of entries) {
    const isWiped = await forgetAgain(world, entry);
    if (entry.state === 'prepared') await removeEntry(entry.key);
    if (['posting', 'checking', 'created'].includes(entry.state))
      await writeEntry({
        ...entry,
        state: 'unclear',
        failure: { code: 'registration/interrupted' },
      });
    if (!isWiped || isInDoubt(entry) || entry.state === 'created')
      await world.setAlarm('registration-check', world.nowMs() + CHECK_SOON_MS);
  }
  if (entries.length > 0) await showAttention(world);
}

/** The alarm: every open attempt is checked, and what could not be wiped is tried again until it is gone. */
export async function checkAllOpen(world: World): Promise<void> {
  let isLeft = false;
  for (const entry of (await journal.read()) ?? []) {
    if (!(await forgetAgain(world, entry))) isLeft = true;
    if (isInDoubt(entry) || entry.state === 'created') await checkAgain(world, entry.key);
  }
  if (isLeft) await world.setAlarm('registration-check', world.nowMs() + CHECK_SOON_MS);
  await showAttention(world);
}
