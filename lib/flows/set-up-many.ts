import { type DraftFields, NOTHING_TYPED } from '../domain/connection.ts';
import { judgeBought, judgeTested, type Many, type ManyLine, mendMany } from '../domain/many.ts';
import type { OrgUrl } from '../domain/org-url.ts';
import { entryOf, isInDoubt, isSettled } from '../domain/registration.ts';
import { draftOf, journal, offerOf, reportOf } from '../facts/facts.ts';
import { putAway } from '../facts/journal.ts';
import { severalEnvironments } from '../facts/many.ts';
import { checkAgain } from './check-registration.ts';
import { forgetAgain } from './forget-work.ts';
import { registerConnector } from './register-connector.ts';
import { runTest } from './run-test.ts';
import { showAttention } from './watch-expiry.ts';
import type { World } from './world.ts';

export type ManyAsk = {
  environments: { org: OrgUrl; name: string }[];
  clientId: string;
  impersonateUsers: boolean;
  /** Absent when it did not change: then the one that each environment has kept counts. */
  newSecret?: string | undefined;
};

/** `Test all`: one environment after the other, each with its own test and offer. What is bought stays bought. */
export async function testMany(world: World, ask: ManyAsk): Promise<void> {
  await world.alone('many', async () => {
    const { clientId, impersonateUsers, environments, newSecret } = ask;
    const before = (await severalEnvironments.read())?.lines ?? [];
    const settled = before.filter(({ state }) => state === 'bought' || state === 'open');
    const isSettled = (org: OrgUrl) => settled.some((line) => line.org === org);
    const lines: ManyLine[] = [
      ...settled,
      ...environments
        .filter(({ org }) => !isSettled(org))
        .map(({ org, name }) => ({ org, name, state: 'waiting' as const })),
    ];
    const many = openMany({ state: 'testing', clientId, impersonateUsers, lines });
    await many.write();
    for (const { org, state } of lines) {
      if (state !== 'waiting') continue;
      if (!(await many.put(org, { state: 'testing' }))) return;
      // What was entered for this one before: where it is asked for, it would be asked for again.
      const tenant = (await draftOf(org).read())?.tenant;
      const fields: DraftFields = {
        ...NOTHING_TYPED,
        organisationUrl: org,
        clientId,
        impersonateUsers,
        ...(tenant && { tenant }),
      };
      await runTest(world, { workspace: org, fields, ...(newSecret && { newSecret }) });
      const [report, offer] = [await reportOf(org).read(), await offerOf(org).read()];
      await many.put(org, judgeTested(report, offer));
    }
    await many.end();
  });
}

/** Confirm Purchase of all that passed, one after the other; each is journalled by itself. */
export async function buyMany(world: World): Promise<void> {
  await world.alone('many', async () => {
    const now = await severalEnvironments.read();
    if (!now) return;
    const many = openMany({ ...now, state: 'buying' });
    await many.write();
    for (const { org, state } of now.lines) {
      if (state !== 'passed' && state !== 'open') continue;
      if (!(await many.put(org, { state: 'buying' }))) return;
      const entry = await entryFor(org);
      if (state === 'open' && entry) await checkAgain(world, entry.key);
      const handle = (await draftOf(org).read())?.handle;
      if (state === 'passed' && handle) await registerConnector(world, org, handle);
      await many.put(org, judgeBought(await entryFor(org)));
    }
    await many.end();
  });
}

const entryFor = async (org: OrgUrl) => entryOf(await journal.read(), org, org);

function openMany(many: Many) {
  let now = many;
  const write = () => severalEnvironments.write(now);
  /** Was everything forgotten meanwhile? Then nothing is written any more, and nothing more is tested or bought. */
  const goOn = async (next: Many): Promise<boolean> => {
    if (!(await severalEnvironments.read())) return false;
    now = next;
    await write();
    return true;
  };
  return {
    write,
    put(org: OrgUrl, change: Partial<ManyLine>) {
      const lines = now.lines.map((line) =>
        line.org === org ? { org, name: line.name, price: line.price, ...change } : line,
      );
      return goOn({ ...now, lines: lines as ManyLine[] });
    },
    end: () => goOn({ ...now, state: 'ready' }),
  };
}

/**
 * The list was read to its end, or is not wanted. How a purchase ended goes with it, as far as the list told it: what is
 * open, or is not wiped yet, stays in the set-up of its organisation.
 */
export async function dismissMany(world: World): Promise<void> {
  for (const { org, state, failure } of (await severalEnvironments.read())?.lines ?? []) {
    const entry = await entryFor(org);
    if (!entry || !isSettled(entry)) continue;
    const ended = judgeBought(entry);
    const isTold = ended.state === state && ended.failure?.code === failure?.code;
    if (isTold && (await forgetAgain(world, entry))) await putAway(entry);
  }
  await severalEnvironments.forget();
  await showAttention(world);
}

/** A worker died over it. The journal was mended before. */
export async function mendSeveral(): Promise<void> {
  const many = await severalEnvironments.read();
  if (!many || many.state === 'ready') return;
  const entries = await journal.read();
  const isSent = (org: OrgUrl) => {
    const entry = entryOf(entries, org, org);
    return entry && (isInDoubt(entry) || entry.state !== 'prepared') ? entry : undefined;
  };
  await severalEnvironments.write(mendMany(many, isSent));
}
