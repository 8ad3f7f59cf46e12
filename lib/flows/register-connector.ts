import type { MapsimiseApi } from '../clients/mapsimise/api.ts';
import type { Draft, Workspace } from '../domain/connection.ts';
import type { Failure } from '../domain/failure.ts';
import { type ConnectorCredentials, siteUrlOf } from '../domain/mapsimise.ts';
import type { OrgUrl } from '../domain/org-url.ts';
import { lockOf } from '../domain/purchase.ts';
import {
  connectorsOf,
  entryOf,
  isDefiniteRefusal,
  type JournalEntry,
  markerOf,
} from '../domain/registration.ts';
import { draftOf, journal, offerOf, reportOf } from '../facts/facts.ts';
import { removeEntry, writeEntry } from '../facts/journal.ts';
import { readSecret } from '../facts/secrets.ts';
import { judgeAccount, openMapsimise } from './ask-offer.ts';
import { CHECK_SOON_MS, checkRegistration, confirmCreated } from './check-registration.ts';
import { refusalNow } from './obey-policy.ts';
import { showAttention } from './watch-expiry.ts';
import type { World } from './world.ts';

/**
 * Confirm Purchase: one click, one connector, whatever dies in between. The journal is written before the request
 * and awaited; a create whose outcome is unclear is never repeated before the server was asked what exists.
 *
 * Takes   handle  names the values the person saw; anything edited since refuses
 * Gives   nothing: what is known is in the journal
 */
export async function registerConnector(
  world: World,
  workspace: Workspace,
  handle: string,
): Promise<void> {
  const org = (await reportOf(workspace).read())?.proof?.org;
  if (!org) return;
  await world.alone(`register|${org}`, () => registerAlone(world, workspace, handle));
  await showAttention(world);
}

async function registerAlone(world: World, workspace: Workspace, handle: string): Promise<void> {
  const [{ draft, secret }, report, offer, entries] = await Promise.all([
    readValues(world, workspace),
    reportOf(workspace).read(),
    offerOf(workspace).read(),
    journal.read(),
  ]);
  const entry = entryOf(entries, workspace, report?.proof?.org);
  if (lockOf({ draft, report, offer, entry }, world.nowMs()) || draft?.handle !== handle) return;
  if (!report?.proof || offer?.state !== 'offered' || secret === undefined) return;
  const refusal = await refusalNow({
    organisationUrl: report.proof.org,
    scheme: draft.scheme,
  });
  if (refusal) return void (await refuseOffer(workspace, refusal));
  const opened = await openMapsimise(world);
  if (!opened.ok) return void (await refuseOffer(workspace, opened.failure));
  const { api, site } = opened.value;
  const org = report.proof.org as OrgUrl;
  // An earlier try that certainly made nothing lends its key: should it have arrived after all, the server sees it.
  const earlier = entries?.find((one) => one.org === org && one.state === 'absent');

  const prepared: JournalEntry = {
    v: 1,
    key: earlier?.key ?? world.newId(),
    workspace,
    accountId: offer.account.userId,
    accountName: `${offer.account.organisation.name} · ${offer.account.email}`,
    org,
    organisationId: report.proof.organisationId,
    clientId: report.proof.clientId,
    scheme: draft.scheme,
    name: report.proof.name.slice(0, 100),
    handle,
    state: 'prepared',
    preparedAtMs: world.nowMs(),
    idsBefore: [],
    openUrl: siteUrlOf(site),
  };
  try {
    await writeEntry(prepared);
  } catch {
    return refuseOffer(workspace, { code: 'storage/failed' });
  }
  const credentials = credentialsOf(draft, report.proof.clientId, secret);
  for (let looks = 0; looks < MOST_LOOKS; looks++) {
    const lookedAtMs = world.nowMs();
    const ready = await lookBefore(api, prepared, offer.account.userId, site);
    if ('failure' in ready) {
      if (ready.failure.code === 'mapsimise/already-registered')
        await offerOf(workspace).write({ ...offer, existing: ready.existing ?? [] });
      return writeEntry({ ...prepared, state: 'failed', failure: ready.failure });
    }
    const before = { entry: { ...prepared, idsBefore: ready.idsBefore }, lookedAtMs };
    const sent = await post(world, api, before, (key) =>
      api.create(
        {
          name: prepared.name,
          organisationUrl: org,
          quoteId: offer.quote.quoteId,
          externalReference: markerOf(key),
          impersonateUsers: draft.impersonateUsers,
          credentials,
        },
        key,
      ),
    );
    if (sent !== 'looked-too-long-ago') return;
  }
  const { host } = new URL(prepared.openUrl);
  const failure: Failure = { code: 'net/no-reply', host, waitedMs: LOOK_HOLDS_MS };
  await writeEntry({ ...prepared, state: 'failed', failure });
}

/** What the list showed is not relied on any longer: a computer may have slept for hours since. */
const LOOK_HOLDS_MS = 60_000;
const MOST_LOOKS = 3;

/** What passed: the id as it was tidied for the test, the user name to the letter. */
const credentialsOf = (draft: Draft, clientId: string, secret: string): ConnectorCredentials =>
  draft.scheme === 'ifd'
    ? { username: draft.username, password: secret }
    : { clientId, clientSecret: secret };

/** In turn with the edits: a secret that is just being kept must not go with values that passed before it. */
const readValues = (world: World, workspace: Workspace) =>
  world.inTurn(`draft|${workspace}`, async () => ({
    draft: await draftOf(workspace).read(),
    secret: await readSecret(`draft:${workspace}`),
  }));

const refuseOffer = (workspace: Workspace, failure: Failure) =>
  offerOf(workspace).write({ state: 'refused', failure });

type Ready =
  | { idsBefore: string[] }
  | { failure: Failure; existing?: ReturnType<typeof connectorsOf> };

/** The last look before the create: still the same account, still allowed, still nothing registered. */
async function lookBefore(
  api: MapsimiseApi,
  entry: JournalEntry,
  accountId: string,
  site: Parameters<typeof judgeAccount>[1],
): Promise<Ready> {
  const [me, list] = await Promise.all([api.me(), api.listConnectors()]);
  if (!me.ok) return { failure: me.failure };
  if (me.value.userId !== accountId) {
    const actual = me.value.email;
    return {
      failure: { code: 'registration/account-changed', expected: entry.accountName, actual },
    };
  }
  const account = judgeAccount(me.value, site);
  if (!account.ok) return { failure: account.failure };
  if (!list.ok) return { failure: list.failure };
  const existing = connectorsOf(entry.org, list.value);
  const [first] = existing;
  if (first) {
    const { id: connectorId, name } = first;
    const openUrl = entry.openUrl;
    return {
      failure: { code: 'mapsimise/already-registered', connectorId, name, openUrl },
      existing,
    };
  }
  return { idsBefore: list.value.map(({ id }) => id) };
}

async function post(
  world: World,
  api: MapsimiseApi,
  { entry, lookedAtMs }: { entry: JournalEntry; lookedAtMs: number },
  create: (key: string) => ReturnType<MapsimiseApi['create']>,
): Promise<'looked-too-long-ago' | undefined> {
  const posting: JournalEntry = { ...entry, state: 'posting', postedAtMs: world.nowMs() };
  // Should this worker die now, another is woken to look, even if nobody opens the popup.
  await world.setAlarm('registration-check', world.nowMs() + CHECK_SOON_MS);
  try {
    await writeEntry(posting);
  } catch {
    await refuseOffer(entry.workspace as Workspace, { code: 'storage/failed' });
    await removeEntry(entry.key);
    return undefined;
  }
  if (world.nowMs() - lookedAtMs > LOOK_HOLDS_MS) return 'looked-too-long-ago';
  // Nothing may be awaited between the journal and the request.
  const answer = await create(entry.key);
  if (answer.ok) {
    const created: JournalEntry = { ...posting, state: 'created', connectorId: answer.value.id };
    await writeEntry(created);
    await confirmCreated(world, api, created);
  } else if (isDefiniteRefusal(answer.failure)) {
    await writeEntry({ ...posting, state: 'failed', failure: answer.failure });
  } else {
    const unclear: JournalEntry = { ...posting, state: 'unclear', failure: answer.failure };
    await writeEntry(unclear);
    await checkRegistration(world, api, unclear);
  }
  return undefined;
}
