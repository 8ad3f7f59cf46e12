import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { explain } from '../../../lib/domain/catalogue/explain.ts';
import type { Failure } from '../../../lib/domain/failure.ts';
import type { JournalEntry } from '../../../lib/domain/registration.ts';
import type { TestReport } from '../../../lib/domain/report.ts';
import { ORGANISATIONS } from '../../emulators/people.ts';
import { newestEntry as rawEntry } from '../flows/a-purchase.ts';
import { factNow } from '../flows/simulated-world.ts';
import { arm, enter, keptOf, type Outside, openOutside, type Run } from './a-fault.ts';
import { screenOfPurchase, screenOfTest } from './on-screen.tsx';
import { PASS_ROWS } from './pass-rows.ts';
import { REGISTER_ROWS } from './register-rows.ts';
import { TEST_ROWS } from './test-rows.ts';

const newestEntry = rawEntry as () => Promise<JournalEntry | undefined>;

let outside: Outside;
beforeAll(async () => {
  outside = await openOutside();
});
afterAll(() => outside.close());

async function expectNothingLost(run: Run) {
  const { draft, secret } = await keptOf(run);
  expect(draft).toMatchObject({ ...run.fields, hasSecret: true });
  expect(secret).toBe(run.secret);
}

describe('a test that meets a fault', { timeout: 30_000 }, () => {
  it.each(TEST_ROWS)('$row: $what', async (row) => {
    const run = await enter(outside, row);
    arm(outside, row.faults);
    const report = await run.test();
    const failed = report?.steps.filter(({ outcome }) => outcome === 'failed') ?? [];
    expect(failed.map(({ id, failure }) => [id, failure?.code])).toEqual([[row.step, row.code]]);
    const failure = failed[0]?.failure as Failure;
    const words = await screenOfTest(report as TestReport, failure);
    for (const said of row.says) expect(words).toMatch(said);
    expect(explain(failure).retriable).toBe(row.isRetriable ?? false);
    const asked = outside.wire.sent.filter((one) => row.asksNobodyAt?.test(one));
    expect(asked).toEqual([]);
    // A password that was refused is never tried again by itself: the account would be locked.
    const isPassword = (one: string) => one.includes('usernamemixed');
    expect(outside.wire.sent.filter(isPassword).length).toBeLessThanOrEqual(1);
    if (row.hasRequestId) expect(words).toMatch(/Request id \S+|Trace id \S+/);
    expect(report).toMatchObject({ state: 'failed' });
    expect(report?.proof).toBeUndefined();
    await expectNothingLost(run);
    const again = await run.test();
    expect(again?.state).toBe('failed');
    expect(await outside.control.connectors()).toEqual([]);
    arm(outside);
    await outside.control.setWorld(row.fields?.scheme === 'ifd' ? 'ifd' : 'happy');
    if (!row.isTyped) expect((await run.test())?.state).toBe('passed');
  });
});

const jumpOf =
  ({ clock }: Run) =>
  (ms: number) => {
    clock.nowMs += ms;
  };

describe('a test that gets over a fault by itself', { timeout: 30_000 }, () => {
  it.each(PASS_ROWS)('$row: $what', async ({ faults, waits = [], remark, ...row }) => {
    const run = await enter(outside, row);
    arm(outside, faults?.(jumpOf(run)));
    const report = await run.test();
    expect(report?.steps.filter(({ failure }) => failure)).toEqual([]);
    expect(report?.state).toBe('passed');
    expect(run.waits).toEqual(waits);
    const remarks = report?.steps.flatMap((step) => step.remarks.map((one) => one.remark)) ?? [];
    if (remark) expect(remarks).toContain(remark);
    await expectNothingLost(run);
    expect(await outside.control.connectors()).toEqual([]);
  });
});

describe('a purchase that meets a fault', { timeout: 30_000 }, () => {
  it.each(REGISTER_ROWS)('$row: $what', async (row) => {
    let isStorageFull = false;
    const failsToStore = (_area: string, keys: string[]) =>
      isStorageFull && keys.includes('journal:v1');
    const run = await enter(outside, { ...row, life: { failsToStore } });
    expect((await run.test())?.state).toBe('passed');
    outside.wire.sent.length = 0;
    isStorageFull = row.storageFails ?? false;
    arm(outside, row.faults?.(jumpOf(run)));
    await buy(run);
    isStorageFull = false;
    const creates = outside.wire.sent.filter((one) => CREATE.test(one));
    expect(creates).toHaveLength(row.creates);
    const entry = await newestEntry();
    expect(entry?.state).toBe(row.state);
    const failure = (entry?.failure ?? (await offerFailureOf(run))) as Failure | undefined;
    if (row.code) expect(failure?.code).toBe(row.code);
    if (row.state !== 'verified' && failure) {
      const words = await screenOfPurchase(row.state && entry, failure);
      for (const said of row.says ?? []) expect(words).toMatch(said);
    }
    expect(await countOfContoso()).toBe(row.first);
    if (row.state !== 'verified') await expectNothingLost(run);
    // Retry, once: the fault is gone, and nothing is typed anew.
    arm(outside, row.retried === 0 ? row.faults?.(() => {}) : []);
    if (!row.state) await run.test();
    if (entry?.state !== 'verified') await buy(run);
    expect(await countOfContoso()).toBe(row.retried);
    if (row.retried === 1 && row.first === 0) expect((await newestEntry())?.state).toBe('verified');
  });
});

const CREATE = /^POST \S+\/connectors$/;

async function buy({ life, fields }: Run) {
  const workspace = fields.organisationUrl;
  const draft = await factNow<{ handle: string }>('local', `draft:${workspace}`);
  await life.press('connector.register', { workspace, handle: draft?.handle ?? '' });
}

const offerFailureOf = async ({ fields }: Run) =>
  (await factNow<{ failure?: Failure }>('session', `offer:${fields.organisationUrl}`))?.failure;

const countOfContoso = async () => {
  const all = await outside.control.connectors();
  return all.filter((one) => one.OrganisationUrl.startsWith(ORGANISATIONS.contoso.url)).length;
};
