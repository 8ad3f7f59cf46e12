import { beforeAll, describe, expect, it } from 'vitest';
import type { Draft } from '../../../lib/domain/connection.ts';
import type { TestReport } from '../../../lib/domain/report.ts';
import { readyToBuy, untruthOf, wrongEndOf } from './a-purchase.ts';
import { CREATE_FAULTS, type CreateFault, ORG } from './simulated-server.ts';
import {
  createUniverse,
  type Entry,
  journalNow,
  type Kept,
  kept,
  type Life,
} from './simulated-world.ts';

const OWN = 'https://crm.contoso.local/Contoso';
const USERNAME = 'CONTOSO\\müller&söhne';
const PASSWORD = ' CANARY-P-&<"\'%+/=é]]> ';
const newest = async () => (await journalNow())[0] as (Entry & { scheme?: string }) | undefined;

/** What the browser holds right before Confirm Purchase of a connector for a company's own server. */
async function readyForOwnServer(): Promise<Kept> {
  const ready = JSON.parse(JSON.stringify(await readyToBuy()).replaceAll(ORG, OWN)) as Kept;
  const draft = ready.local[`draft:${OWN}`] as Draft;
  const report = ready.session[`report:${OWN}`] as TestReport;
  Object.assign(draft, { scheme: 'ifd', username: USERNAME, impersonateUsers: true });
  Object.assign(report, { scheme: 'ifd', clientId: '' });
  Object.assign(report.proof ?? {}, { clientId: '' });
  ready.session[`secret:draft:${OWN}`] = PASSWORD;
  return ready;
}

let ready: Kept;
beforeAll(async () => {
  ready = await readyForOwnServer();
});
const buy = async (life: Life) => {
  const draft = (await kept()).local[`draft:${OWN}`] as Draft | undefined;
  await life.press('connector.register', { workspace: OWN, handle: draft?.handle ?? '' });
};

describe('a connector for a company’s own server', () => {
  it('is created with the user name and the password that passed, to the letter, and no client id', async () => {
    const { server, wake } = await createUniverse(ready);
    await buy(wake());
    const creates = server.asked.filter(({ question }) => question === 'create');
    expect(creates).toHaveLength(1);
    expect(JSON.parse(creates[0]?.ask.body ?? '')).toEqual({
      Name: 'Acme',
      OrganisationUrl: OWN,
      Scheme: 'DynamicsIfd',
      QuoteId: 'quote-1',
      ExternalReference: `mcx:${creates[0]?.ask.headers?.['Idempotency-Key']}`,
      ImpersonateUsers: true,
      Username: USERNAME,
      Password: PASSWORD,
    });
  });

  it('leaves no password behind, in the journal or anywhere', async () => {
    const { wake } = await createUniverse(ready);
    await buy(wake());
    expect(await newest()).toMatchObject({ state: 'verified', scheme: 'ifd' });
    const left = await kept();
    expect(JSON.stringify(left)).not.toContain('CANARY-P');
    expect(left.local[`draft:${OWN}`]).toBeUndefined();
  });

  it('is not bought when the scheme was changed after the test', async () => {
    const { server, wake } = await createUniverse(ready);
    const life = wake();
    const draft = ready.local[`draft:${OWN}`] as Draft;
    const { hasSecret: _no, handle, ...fields } = draft;
    await life.press('draft.keep', { workspace: OWN, fields: { ...fields, scheme: 'dataverse' } });
    await life.press('connector.register', { workspace: OWN, handle });
    await buy(life);
    expect(server.countOf('create')).toBe(0);
  });
});

/** The person presses what is offered: Check again where it is open, else Confirm Purchase. */
async function pressNext(life: Life) {
  const entry = await newest();
  if (entry && ['verified', 'conflict'].includes(entry.state)) return;
  if (entry?.state === 'unclear') await life.press('registration.check', { key: entry.key });
  else await buy(life);
}

async function wrongsOf(fault: CreateFault): Promise<string[]> {
  const wrongs: string[] = [];
  for (let diesAt = 1; diesAt <= 400; diesAt++) {
    const universe = await createUniverse(ready);
    universe.server.createFaults = [fault];
    const life = universe.wake({ diesAt });
    await Promise.race([buy(life), life.over]);
    const hasDied = life.isOver();
    if (hasDied) await life.over;
    let wrong = untruthOf(universe, await newest());
    const next = universe.wake();
    for (let press = 0; press < 5; press++) {
      await pressNext(next);
      wrong ??= untruthOf(universe, await newest());
    }
    const beTwo = fault === 'sent twice by the browser';
    wrong ??= wrongEndOf(universe, await newest(), { beTwo });
    if (wrong) wrongs.push(`death at step ${diesAt}: ${wrong}`);
    if (!hasDied) return diesAt > 60 ? wrongs : [...wrongs, `only ${diesAt} steps to die at`];
  }
  return [...wrongs, 'the purchase did not end'];
}

describe('one click makes one connector, wherever the worker dies', { timeout: 60_000 }, () => {
  it.each(CREATE_FAULTS)('when the create is answered: %s', async (fault) => {
    expect(await wrongsOf(fault)).toEqual([]);
  });
});
