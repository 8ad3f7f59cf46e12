import type { Workspace } from '../domain/connection.ts';
import { type OrgUrl, parseOrgUrl } from '../domain/org-url.ts';
import { closeInterrupted, type TestReport } from '../domain/report.ts';
import { namesKept } from '../facts/fact.ts';
import { offerOf, reportOf, tenantOf } from '../facts/facts.ts';
import { askOffer } from './ask-offer.ts';
import { keepDraft, noteUse, type Typed } from './keep-draft.ts';
import { noteTest } from './keep-history.ts';
import { testByScheme } from './test-by-scheme.ts';
import type { World } from './world.ts';

/** The tests under way in this worker, so that Cancel finds them. May be lost with the worker: then nothing runs. */
const running = new Map<Workspace, AbortController>();

/** Test Connection was pressed: keeps the values, tests exactly them, and asks Mapsimise beside it. */
export async function runTest(world: World, typed: Typed): Promise<void> {
  const { workspace } = typed;
  dropTest(workspace);
  const control = new AbortController();
  running.set(workspace, control);
  // A run that was replaced by a newer one, or whose draft was forgotten, writes no more.
  const isCurrent = () => running.get(workspace) === control;
  try {
    await testTyped(world, typed, control.signal, isCurrent);
  } finally {
    if (isCurrent()) running.delete(workspace);
  }
}

async function testTyped(
  world: World,
  typed: Typed,
  signal: AbortSignal,
  isCurrent: () => boolean,
): Promise<void> {
  const { workspace } = typed;
  const { draft, secret } = await keepDraft(world, typed);
  const noted = secret === '' ? undefined : noteUse(world);
  const write = async (now: TestReport) => {
    if (isCurrent()) await reportOf(workspace).write(now);
  };
  const test = testByScheme({ ...world, write }, draft, secret, signal);
  const offer = refreshOffer(world, workspace, draft.organisationUrl, isCurrent);
  const [{ report, tenantId }] = await Promise.all([test, offer, noted]);
  if (report.proof && tenantId && isCurrent())
    await tenantOf(report.proof.org as OrgUrl).write({
      tenantId,
      ...(wasEntered(report) && { isEntered: true }),
    });
  if (isCurrent()) await noteTest(world, workspace, report);
}

const wasEntered = ({ steps }: TestReport) =>
  steps.some(({ remarks }) => remarks.some(({ remark }) => remark === 'tenant-entered'));

export function cancelTest(workspace: Workspace): void {
  running.get(workspace)?.abort();
}

/** The draft is forgotten: its test ends, and writes nothing any more. */
export function dropTest(workspace: Workspace): void {
  cancelTest(workspace);
  running.delete(workspace);
}

export const dropAllTests = () => [...running.keys()].forEach(dropTest);

/** Asks Mapsimise for its offer to the organisation of this address, and writes it down while that is still wanted. */
export async function refreshOffer(
  world: World,
  workspace: Workspace,
  organisationUrl: string,
  isWanted = () => true,
) {
  if (!isWanted()) return;
  const place = parseOrgUrl(organisationUrl);
  if (!place.ok || place.value.kind === 'maker') return offerOf(workspace).forget();
  await offerOf(workspace).write({ state: 'asking' });
  const offer = await askOffer(world, place.value.url);
  if (isWanted()) await offerOf(workspace).write(offer);
}

/** Another account or place may see another price: what was offered before holds no longer. */
export async function forgetOffers(): Promise<void> {
  for (const workspace of (await namesKept('session', 'offer:')) as Workspace[])
    await offerOf(workspace).forget();
}

/** What a worker finds that has just woken: runs that its predecessor was cut off from. */
export async function mendReports(): Promise<void> {
  for (const workspace of (await namesKept('session', 'report:')) as Workspace[]) {
    const report = await reportOf(workspace).read();
    if (report?.state === 'running') await reportOf(workspace).write(closeInterrupted(report));
  }
  for (const workspace of (await namesKept('session', 'offer:')) as Workspace[])
    if ((await offerOf(workspace).read())?.state === 'asking') await offerOf(workspace).forget();
}
