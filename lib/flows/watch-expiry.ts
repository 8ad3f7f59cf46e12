import { describeAttention, describeWarning } from '../domain/catalogue/attention.ts';
import {
  dueWarning,
  healthOf,
  needsAttention,
  type SecretDate,
} from '../domain/connector-health.ts';
import { newsOf } from '../domain/registration.ts';
import { connectorList, secretDates, testHistory, watchedAt } from '../facts/connector-facts.ts';
import { journal } from '../facts/facts.ts';
import { pruneHistory } from './keep-history.ts';
import { speakAsChosen } from './speak.ts';
import type { World } from './world.ts';

const DAY_MS = 86_400_000;
const LOCK = 'secret-dates';

/** Keeps until when a connector's secret is valid. Another end than before is warned of anew. */
export async function keepSecretDate(
  world: World,
  given: Omit<SecretDate, 'warned'>,
): Promise<void> {
  await world.inTurn(LOCK, async () => {
    const all = (await secretDates.read()) ?? [];
    const before = all.find(({ connectorId }) => connectorId === given.connectorId);
    const warned = before?.expiresAtMs === given.expiresAtMs ? before.warned : [];
    const others = all.filter((one) => one !== before);
    await secretDates.write([{ ...given, warned }, ...others]);
  });
  await watchExpiry(world);
}

export async function forgetSecretDate(world: World, id: string): Promise<void> {
  await world.inTurn(LOCK, async () => {
    const all = (await secretDates.read()) ?? [];
    if (all.some(({ connectorId }) => connectorId === id))
      await secretDates.write(all.filter(({ connectorId }) => connectorId !== id));
  });
  await showAttention(world);
}

/**
 * Once a day, and on every start: tells of secrets that end soon, each warning once, whatever the clock does. It is
 * noted before it is told: a worker that dies in between tells nothing rather than twice, and the badge says it still.
 */
export async function watchExpiry(world: World): Promise<void> {
  if (!(await isAnythingKept())) return showAttention(world);
  await world.setAlarm('expiry-watch', world.nowMs() + DAY_MS);
  await watchedAt.write(world.nowMs());
  await pruneHistory(world);
  // Who turns notifications on later is told then what is due.
  if (await world.mayNotify()) await tellWhatIsDue(world);
  await showAttention(world);
}

const tellWhatIsDue = (world: World) =>
  world.inTurn(LOCK, async () => {
    await speakAsChosen(world);
    for (const date of (await secretDates.read()) ?? []) {
      const warning = dueWarning(date, world.nowMs());
      if (warning === undefined) continue;
      const told: SecretDate = { ...date, warned: [...date.warned, warning] };
      const all = (await secretDates.read()) ?? [];
      await secretDates.write(
        all.map((one) => (one.connectorId === date.connectorId ? told : one)),
      );
      await world.notify(
        `secret-${date.connectorId}-${warning}`,
        describeWarning(date, world.nowMs()),
      );
    }
  });

const isAnythingKept = async () =>
  ((await secretDates.read()) ?? []).length > 0 || ((await testHistory.read()) ?? []).length > 0;

/** What the toolbar button shows: how a purchase ended, and how many connectors somebody should look after. */
export async function showAttention(world: World): Promise<void> {
  const [dates, list] = [(await secretDates.read()) ?? [], await connectorList.read()];
  const listed = list?.connectors ?? [];
  // Before the list was read in this session, the dates alone must do.
  const unlisted = dates.filter((date) => !listed.some(({ id }) => id === date.connectorId));
  const bare = unlisted.map(({ connectorId, name }) => ({
    id: connectorId,
    name,
    organisationUrl: '',
  }));
  const dateOf = (id: string) => dates.find(({ connectorId }) => connectorId === id);
  const count = [...listed, ...bare].filter((connector) =>
    needsAttention(healthOf({ connector, date: dateOf(connector.id) }, world.nowMs())),
  ).length;
  const purchase = newsOf((await journal.read()) ?? []);
  await speakAsChosen(world);
  const { text, title } = describeAttention(count, purchase);
  await world.showBadge(text, title);
}

/** On waking: the daily look, where it is due; else its alarm, which an update may have taken away. */
export async function mendWatch(world: World): Promise<void> {
  if (!(await isAnythingKept())) return;
  const lastMs = await watchedAt.read();
  const isDue = lastMs === undefined || Math.abs(world.nowMs() - lastMs) >= DAY_MS;
  if (isDue) return watchExpiry(world);
  await world.setAlarm('expiry-watch', lastMs + DAY_MS);
  await showAttention(world); // The button forgets its number when the browser ends.
}
