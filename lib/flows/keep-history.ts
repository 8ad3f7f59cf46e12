import { nameOf } from '../domain/account.ts';
import type { Workspace } from '../domain/connection.ts';
import { learn, prune, recordOf, recordsOf } from '../domain/history.ts';
import type { TestReport } from '../domain/report.ts';
import { knownOrganisations, testHistory } from '../facts/connector-facts.ts';
import { accountLook, environmentOf, offerOf } from '../facts/facts.ts';
import type { World } from './world.ts';

const LOCK = 'history';

/** A test came to its end: that is kept for 90 days, and which organisation it proved for good. Never a secret. */
export async function noteTest(world: World, workspace: Workspace, report: TestReport) {
  const record = recordOf(report, await whoTests(workspace));
  if (!record) return;
  await world.inTurn(LOCK, async () => {
    const { proof } = report;
    if (proof)
      await knownOrganisations.write(learn((await knownOrganisations.read()) ?? [], proof));
    await testHistory.write(prune([record, ...((await testHistory.read()) ?? [])], world.nowMs()));
  });
}

/** Whose key it is; else who is signed in on the page. */
async function whoTests(workspace: Workspace): Promise<string> {
  const look = await accountLook.read();
  if (look?.state === 'known') return nameOf(look.account);
  const offer = await offerOf(workspace).read();
  if (offer?.state === 'offered') return nameOf(offer.account);
  const page = workspace === 'elsewhere' ? undefined : await environmentOf(workspace).read();
  return page?.report?.user?.fullName || 'somebody at this browser';
}

/** What is older than 90 days goes. */
export const pruneHistory = (world: World) =>
  world.inTurn(LOCK, async () => {
    const all = (await testHistory.read()) ?? [];
    const left = prune(all, world.nowMs());
    if (left.length < all.length) await testHistory.write(left);
  });

/** The tests of one organisation go, also those under an earlier address of it, and what they taught. */
export const forgetHistoryOf = (world: World, org: string) =>
  world.inTurn(LOCK, async () => {
    const [all, known] = [
      (await testHistory.read()) ?? [],
      (await knownOrganisations.read()) ?? [],
    ];
    const gone = new Set(recordsOf(org, all, known));
    await testHistory.write(all.filter((record) => !gone.has(record)));
    await knownOrganisations.write(known.filter(({ addresses }) => !addresses.includes(org)));
  });
