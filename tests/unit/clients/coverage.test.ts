// @vitest-environment node
import 'fake-indexeddb/auto';
import { IDBFactory } from 'fake-indexeddb';
import { afterAll, beforeAll, beforeEach, describe, expect, it, vi } from 'vitest';
import { send } from '../../../lib/clients/egress.ts';
import type { Workspace } from '../../../lib/domain/connection.ts';
import type { CoverageRun } from '../../../lib/domain/coverage-run.ts';
import { good } from '../../../lib/domain/result.ts';
import { readRepairLines } from '../../../lib/facts/coverage-repair.ts';
import { readRange } from '../../../lib/facts/coverage-rows.ts';
import { ACCOUNTS, type Account, SCOPES } from '../../emulators/accounts.ts';
import type { ExpectedCoverage } from '../../emulators/control.ts';
import { API_KEYS, ORGANISATIONS } from '../../emulators/people.ts';
import type { WorldName } from '../../emulators/worlds.ts';
import { fetchThrough, type Sent } from '../emulators/fetch-through.ts';
import { Person } from '../emulators/person.ts';
import { type Visitor, visit } from '../emulators/visitor.ts';
import { createUniverse, factNow, type Life, tick } from '../flows/simulated-world.ts';

/** The clients and the flow against Dataverse and Mapsimise as they are played, through the extension's own gate. */
const ORG = ORGANISATIONS.contoso.url as Workspace;

let visitor: Visitor;
let sent: Sent[];
beforeAll(async () => {
  visitor = await visit();
});
beforeEach(() => {
  sent = [];
  vi.stubGlobal('fetch', fetchThrough(visitor, sent));
});
afterAll(() => visitor.leave());

/** As Adele on the page, whose sight the emulator's own count has, or as somebody who may write users. */
async function enter(world: WorldName, account: Account = ACCOUNTS.seller): Promise<Life> {
  await visitor.setWorld(world);
  const universe = await createUniverse();
  universe.server.answer = (ask) => send(ask);
  const { access_token: value } = await new Person(visitor).tokens(SCOPES.dataverse, { account });
  const { tenantId, userName: username } = account;
  const userToken = async () => good({ value, tenantId, objectId: '', username });
  const life = universe.wake({ userToken, database: new IDBFactory() });
  await life.press('settings.keep', { organisation: 'contoso', region: 'eugb' });
  await life.press('api-key.keep', { newKey: API_KEYS.administrator });
  return life;
}

const runNow = () => factNow<CoverageRun>('local', `coverage-run:${ORG}`);
async function untilDone(isOver: (run: CoverageRun | undefined) => boolean) {
  for (;;) {
    const run = await runNow();
    if (isOver(run)) return run;
    await tick();
  }
}
const isSettled = (run: CoverageRun | undefined) => run !== undefined && run.state !== 'running';

async function cover(life: Life, source: { from: 'mapsimise' } | { from: 'list'; text: string }) {
  await life.press('coverage.start', { workspace: ORG, source });
  const run = await untilDone(isSettled);
  return { run, rows: await readRange(run?.id ?? '', 0, 200_000) };
}
const crmRequests = () => sent.filter(({ url }) => url.startsWith(`${ORG}/api/`));

/** What the emulator works out by the plainest means, in our words. */
const wanted = ({ counts, fields }: ExpectedCoverage) => ({
  counts,
  fields: fields.map(({ field, wouldCover }) => [field, wouldCover]).sort(),
});
const found = (run: CoverageRun | undefined) => ({
  counts: run?.counts,
  fields: run?.fields
    .filter(({ wouldCover }) => wouldCover > 0)
    .map(({ field, wouldCover }) => [field, wouldCover])
    .sort(),
});

describe('everybody of a company, as the services are played', () => {
  it('every verdict, person by person', async () => {
    const life = await enter('coverage-small');
    const expected = await visitor.expectedCoverage({ rows: true });
    const { run, rows } = await cover(life, { from: 'mapsimise' });
    expect([run?.state, run?.failure]).toEqual(['done', undefined]);
    expect(found(run)).toEqual(wanted(expected));
    const seen = rows.map(({ email, verdict, userId, carriers }) => [
      email,
      verdict,
      userId,
      carriers,
    ]);
    expect(seen).toEqual(
      expected.rows?.map(({ email, verdict, userId, carriers }) => [
        email,
        verdict,
        userId,
        carriers,
      ]),
    );
    expect(run?.leftOut?.inactive).toBe(expected.inactive);
  });

  it('the same by a list in batches', async () => {
    const life = await enter('coverage-small');
    const expected = await visitor.expectedCoverage({ rows: true });
    const text = (expected.rows ?? []).map(({ email }) => email).join('\n');
    const { run } = await cover(life, { from: 'list', text });
    expect(run?.way).toBe('ask');
    expect(found(run)).toEqual(wanted(expected));
    expect(crmRequests().map(({ method }) => method)).toEqual(['GET', 'POST']);
  });

  it('ten thousand: two pages and the columns, and no more', async () => {
    const life = await enter('coverage-10k');
    const expected = await visitor.expectedCoverage();
    const { run } = await cover(life, { from: 'mapsimise' });
    expect(run).toMatchObject({ state: 'done', way: 'scan', crmUsers: expected.crmUsers });
    expect(found(run)).toEqual(wanted(expected));
    expect(crmRequests()).toHaveLength(3);
    expect(run?.requests).toBe(3);
  });

  it('a limit of the service is waited out as long as it says', async () => {
    const life = await enter('coverage-10k');
    const expected = await visitor.expectedCoverage();
    await visitor.armServiceProtection({ after: 2, seconds: 0 });
    const { run } = await cover(life, { from: 'mapsimise' });
    expect(run?.state).toBe('done');
    expect(found(run)).toEqual(wanted(expected));
    expect(await visitor.serviceProtection()).toMatchObject({ refused: 1, tooEarly: 0 });
  });
});

describe('Email 2 of a chosen set', () => {
  it('is written, each with its own result, and put back', async () => {
    const life = await enter('coverage-small', ACCOUNTS.administrator);
    const { run, rows } = await cover(life, { from: 'mapsimise' });
    const all = rows.map(({ at }) => at);
    await life.press('coverage.repair', { workspace: ORG, rows: all, overwrite: true });
    const repaired = await untilDone((now) => now?.repair?.state !== 'running');
    const lines = await readRepairLines(run?.id ?? '');
    expect(repaired?.repair).toMatchObject({ state: 'done', failed: 0 });
    const held = lines.filter(({ state, why }) => state === 'done' || why === 'already');
    expect(lines.filter(({ state }) => state === 'done').length).toBeGreaterThan(10);
    const again = await cover(life, { from: 'mapsimise' });
    for (const { at, email } of held)
      expect(again.rows[at]?.email2?.trim().toLowerCase()).toBe(email.toLowerCase());
  });

  it('Undo leaves everything as it was', async () => {
    const life = await enter('coverage-small', ACCOUNTS.administrator);
    const { rows } = await cover(life, { from: 'mapsimise' });
    const all = rows.map(({ at }) => at);
    await life.press('coverage.repair', { workspace: ORG, rows: all, overwrite: true });
    await untilDone((now) => now?.repair?.state !== 'running');
    await life.press('coverage.undo-repair', { workspace: ORG });
    const undone = await untilDone((now) => now?.repair?.state !== 'undoing');
    expect(undone?.repair).toMatchObject({ state: 'undone', undoable: 0 });
    const again = await cover(life, { from: 'mapsimise' });
    expect(again.rows).toEqual(rows);
  });

  it('who may not write users is told which privilege is missing, and nobody else is written', async () => {
    const life = await enter('coverage-small');
    const { run, rows } = await cover(life, { from: 'mapsimise' });
    const some = rows.filter(({ verdict }) => verdict === 'username').map(({ at }) => at);
    await life.press('coverage.repair', { workspace: ORG, rows: some, overwrite: true });
    const refused = await untilDone((now) => now?.repair?.state !== 'running');
    const lines = await readRepairLines(run?.id ?? '');
    const others = lines.filter(({ userName }) => userName !== ACCOUNTS.seller.fullName);
    expect(others.map(({ state }) => state)).not.toContain('done');
    const codes = others.flatMap(({ failure }) => failure?.code ?? []);
    expect([...new Set(codes)]).toEqual(['coverage/write-refused']);
    expect(refused?.repair?.failed).toBe(codes.length);
  });
});
