import { type OrgUrl, parseOrgUrl } from '../../../lib/domain/org-url.ts';
import type { JournalEntry } from '../../../lib/domain/registration.ts';
import { writeEntry } from '../../../lib/facts/journal.ts';
import { openMapsimise } from '../../../lib/flows/ask-offer.ts';
import { ORG } from './simulated-server.ts';
import {
  API_KEY,
  createUniverse,
  type Entry,
  FIELDS,
  factNow,
  journalNow,
  type Kept,
  kept,
  type Life,
  SECRET,
  setUp,
  testNow,
  type Universe,
  WORKSPACE,
} from './simulated-world.ts';

/** What the browser holds right before Confirm Purchase: values typed, test passed, offer made. */
export async function readyToBuy(): Promise<Kept> {
  const universe = await createUniverse();
  const life = universe.wake();
  await setUp(life);
  await testNow(life);
  return kept();
}

/** A person at the popup: presses what it offers next. */
export type Person = (life: Life) => Promise<void>;

const draftNow = () =>
  factNow<{ handle: string; hasSecret: boolean }>('local', `draft:${WORKSPACE}`);
const reportNow = () =>
  factNow<{ handle: string; state: string }>('session', `report:${WORKSPACE}`);
export const newestEntry = async () => (await journalNow())[0];
export const handleNow = async () => (await draftNow())?.handle ?? '';

/** Check again where the outcome is open; else, while nothing was bought, test and Confirm Purchase. */
export const pressNext: Person = async (life) => {
  const entry = await newestEntry();
  if (entry && ['verified', 'conflict'].includes(entry.state)) return;
  if (!(await factNow('session', 'has-api-key')))
    await life.press('api-key.keep', { newKey: API_KEY });
  if (entry?.state === 'unclear') return life.press('registration.check', { key: entry.key });
  const draft = await draftNow();
  if (!draft?.hasSecret)
    await life.press('draft.keep', { workspace: WORKSPACE, fields: FIELDS, newSecret: SECRET });
  const report = await reportNow();
  if (report?.state !== 'passed' || report.handle !== (await handleNow())) await testNow(life);
  else if ((await factNow<{ state: string }>('session', `offer:${WORKSPACE}`))?.state !== 'offered')
    await life.press('offer.ask', { workspace: WORKSPACE });
  await confirmPurchase(life);
};

export const confirmPurchase: Person = async (life) =>
  life.press('connector.register', { workspace: WORKSPACE, handle: await handleNow() });

/** How it must not be done: no journal, and a second try whenever the first brought no clear answer. */
export const pressBlindly: Person = async (life) => {
  if ((await newestEntry())?.state === 'verified') return;
  const opened = await openMapsimise(life.world);
  const place = parseOrgUrl(ORG);
  if (!opened.ok || !place.ok) throw new Error('the blind variant is not ready');
  const org = place.value.url as OrgUrl;
  for (let tries = 0; tries < 2; tries++) {
    const made = await opened.value.api.create(
      {
        name: 'Acme',
        organisationUrl: org,
        quoteId: 'quote-1',
        externalReference: 'mcx:blind',
        impersonateUsers: false,
        credentials: { clientId: FIELDS.clientId, clientSecret: SECRET },
      },
      'blind',
    );
    if (made.ok) return writeEntry(blindEntry(org, made.value.id));
  }
};

const blindEntry = (org: OrgUrl, connectorId: string): JournalEntry => ({
  v: 1,
  key: 'blind',
  workspace: WORKSPACE,
  accountId: 'user-1',
  accountName: 'Contoso',
  org,
  organisationId: '',
  clientId: FIELDS.clientId,
  name: 'Acme',
  handle: 'blind',
  state: 'verified',
  preparedAtMs: 0,
  idsBefore: [],
  openUrl: '',
  connectorId,
});

/** What the screen may say at any moment, given what the server really holds. Undefined when it is true. */
export function untruthOf(
  { server }: Universe,
  entry: Entry | undefined,
  isConflictPutAway = false,
): string | undefined {
  const count = server.connectors.length;
  const is = `${count} connectors, ${server.pending()} coming, and the journal says ${entry?.state}`;
  if (entry?.state === 'verified')
    return count === 1 && server.connectors[0]?.Id === entry.connectorId ? undefined : is;
  if (entry?.state === 'conflict') return count > 1 ? undefined : is;
  if (count > 1) return isConflictPutAway || OPEN.includes(entry?.state ?? '') ? undefined : is;
  if (entry?.state === 'absent') return count + server.pending() === 0 ? undefined : is;
  return undefined;
}

const OPEN = ['posting', 'created', 'unclear', 'checking'];

/** In the end: exactly one connector and we know it, or two that the browser sent and we say so. */
export function wrongEndOf(
  universe: Universe,
  entry: Entry | undefined,
  may: { beTwo?: boolean; bePutAway?: boolean } = {},
): string | undefined {
  const count = universe.server.connectors.length;
  const isOne = count === 1 && entry?.state === 'verified';
  const isTwo = may.beTwo && count === 2 && entry?.state === 'conflict';
  if (isOne || isTwo) return untruthOf(universe, entry);
  const isPutAway = !entry || entry.failure?.code === 'mapsimise/already-registered';
  if (may.bePutAway && isPutAway && (count === 1 || (may.beTwo && count === 2))) return undefined;
  return `${count} connectors in the end, and the journal says ${entry?.state} ${entry?.failure?.code}`;
}
