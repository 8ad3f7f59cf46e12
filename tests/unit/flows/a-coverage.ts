import 'fake-indexeddb/auto';
import { IDBFactory } from 'fake-indexeddb';
import type { UserToken } from '../../../lib/auth/user-token.ts';
import type { Workspace } from '../../../lib/domain/connection.ts';
import { type CoverageRow, noCounts } from '../../../lib/domain/coverage.ts';
import type { CoverageRun } from '../../../lib/domain/coverage-run.ts';
import { good } from '../../../lib/domain/result.ts';
import { readRange } from '../../../lib/facts/coverage-rows.ts';
import { type Company, createCompany, idOf, type SimulatedUser } from './simulated-company.ts';
import { ORG } from './simulated-server.ts';
import {
  API_KEY,
  createUniverse,
  factNow,
  type Kept,
  kept,
  type Life,
  type LifeOptions,
  tick,
  type Universe,
} from './simulated-world.ts';

export const WORKSPACE = ORG as Workspace;

/** Somebody who is signed in with Microsoft. */
export const TOKEN: UserToken = {
  value: 'CANARY-T-token-of-a-person',
  tenantId: '7c9e6679-7425-40de-944b-e07fc1f90ae7',
  objectId: idOf(999),
  username: 'admin@contoso.com',
};

export const user = (at: number, more: Partial<SimulatedUser>): SimulatedUser => ({
  systemuserid: idOf(at),
  fullname: `User ${at}`,
  isdisabled: false,
  accessmode: 0,
  domainname: `u${at}@contoso.com`,
  internalemailaddress: null,
  personalemailaddress: null,
  new_mail: null,
  ...more,
});

/** A company with every verdict in it, over several pages of both. */
export function smallCompany(): Company {
  const users = [
    user(1, { domainname: 'Ann@contoso.com' }),
    user(2, { internalemailaddress: 'bob@contoso.com', personalemailaddress: 'bob@home.example' }),
    user(3, { personalemailaddress: 'cleo@contoso.com ' }),
    user(4, { new_mail: 'dan@contoso.com' }),
    user(5, { internalemailaddress: 'eve@contoso.com' }),
    user(6, { internalemailaddress: 'EVE@contoso.com' }),
    user(7, { domainname: 'fay@contoso.com', isdisabled: true }),
    user(8, { internalemailaddress: 'gus@contoso.com', accessmode: 4 }),
    user(9, { domainname: 'CONTOSO\\hal', internalemailaddress: 'hal@contoso.com' }),
    user(10, { new_mail: 'ann@contoso.com' }),
    user(11, { internalemailaddress: 'ivy@contoso.com', new_mail: 'ivy@contoso.com' }),
  ];
  const emails = ['ann', 'bob', 'cleo', 'dan', 'eve', 'fay', 'gus', 'hal', 'ivy', 'nobody'];
  const members = emails.map((name) => ({
    Email: `${name}@contoso.com`,
    FullName: name.toUpperCase(),
    Active: true,
  }));
  return createCompany(users, [
    ...members,
    { Email: 'gone@contoso.com', FullName: 'Gone', Active: false },
    { Email: 'ANN@contoso.com', FullName: 'Ann twice', Active: true },
    { Email: null, FullName: 'No address', Active: true },
  ]);
}

export type Stage = {
  company: Company;
  universe: Universe;
  database: IDBFactory;
  wake: (options?: LifeOptions) => Life;
};

let ready: Kept | undefined;

/** An earlier scan has counted so few users that to read them all is one page: so they are read. */
const COUNTED: CoverageRun = {
  id: 'before',
  workspace: WORKSPACE,
  org: ORG,
  state: 'done',
  stage: 'settling',
  source: { from: 'mapsimise' },
  way: 'scan',
  startedAtMs: 0,
  addresses: 1,
  crmUsers: 11,
  pages: 1,
  requests: 1,
  counts: noCounts(),
  fields: [],
};

/** A browser in which Options are filled in and somebody is signed in, and a company. */
export async function openStage(
  company = smallCompany(),
  { isCounted = true }: { isCounted?: boolean } = {},
): Promise<Stage> {
  ready ??= await fillInOptions();
  const counted = isCounted ? { [`coverage-run:${WORKSPACE}`]: COUNTED } : {};
  const universe = await createUniverse({ ...ready, local: { ...ready.local, ...counted } });
  const database = new IDBFactory();
  const wake = (options: LifeOptions = {}) =>
    universe.wake({
      database,
      userToken: async () => good(TOKEN),
      elsewhere: (ask) => company.answer(ask),
      ...options,
    });
  return { company, universe, database, wake };
}

async function fillInOptions(): Promise<Kept> {
  const life = (await createUniverse()).wake();
  await life.press('settings.keep', { organisation: 'contoso', region: 'eugb' });
  await life.press('api-key.keep', { newKey: API_KEY });
  life.kill();
  await life.over;
  return kept();
}

export const runNow = () => factNow<CoverageRun>('local', `coverage-run:${WORKSPACE}`);

/** Until the run has come to an end, or the worker has died. */
export async function untilSettled(life: Life): Promise<CoverageRun | undefined> {
  for (let turn = 0; turn < 20_000; turn++) {
    const run = await runNow();
    if (life.isOver() || (run && run.state !== 'running')) return run;
    await tick();
  }
  throw new Error('the run does not come to an end');
}

/** Until nothing is repaired or undone any more, or the worker has died. */
export async function untilRepaired(life: Life): Promise<CoverageRun | undefined> {
  for (let turn = 0; turn < 20_000; turn++) {
    const run = await runNow();
    const state = run?.repair?.state;
    if (life.isOver() || (state !== 'running' && state !== 'undoing')) return run;
    await tick();
  }
  throw new Error('the repair does not come to an end');
}

export const allRows = (run: CoverageRun | undefined): Promise<CoverageRow[]> =>
  readRange(run?.id ?? '', 0, 100_000);

/** A run from its start to its end, in one undisturbed life. */
export async function runOnce(
  stage: Stage,
  source: Parameters<typeof startWith>[1] = { from: 'mapsimise' },
): Promise<{ life: Life; run: CoverageRun | undefined; rows: CoverageRow[] }> {
  const life = stage.wake();
  await startWith(life, source);
  const run = await untilSettled(life);
  return { life, run, rows: await allRows(run) };
}

export const startWith = (
  life: Life,
  source: { from: 'mapsimise' } | { from: 'list'; text: string; name?: string },
) => life.press('coverage.start', { workspace: WORKSPACE, source });
