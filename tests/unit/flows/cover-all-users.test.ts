import { beforeEach, describe, expect, it } from 'vitest';
import type { CoverageRun } from '../../../lib/domain/coverage-run.ts';
import { bad } from '../../../lib/domain/result.ts';
import { inCoverage } from '../../../lib/facts/coverage-database.ts';
import {
  allRows,
  openStage,
  runNow,
  runOnce,
  type Stage,
  smallCompany,
  startWith,
  untilSettled,
  user,
  WORKSPACE,
} from './a-coverage.ts';
import { answered, createCompany, idOf, refused } from './simulated-company.ts';
import { ORG } from './simulated-server.ts';
import { factNow, tick } from './simulated-world.ts';

let stage: Stage;
beforeEach(async () => {
  stage = await openStage();
});

describe('everybody against everybody', () => {
  it('finds each by Username, by another column, or says why not', async () => {
    const { run, rows } = await runOnce(stage);
    expect(run).toMatchObject({ state: 'done', addresses: 10, crmUsers: 11, way: 'scan' });
    expect(rows.map(({ email, verdict, field }) => [email.split('@')[0], verdict, field])).toEqual([
      ['ann', 'username', 'domainname'],
      ['bob', 'field', 'internalemailaddress'],
      ['cleo', 'field', 'personalemailaddress'],
      ['dan', 'field', 'new_mail'],
      ['eve', 'ambiguous', 'internalemailaddress'],
      ['fay', 'disabled', 'domainname'],
      ['gus', 'access-mode', 'internalemailaddress'],
      ['hal', 'field', 'internalemailaddress'],
      ['ivy', 'field', 'internalemailaddress'],
      ['nobody', 'not-found', undefined],
    ]);
    expect(rows.map(({ at }) => at)).toEqual(rows.map((_row, at) => at));
    expect(rows[1]).toEqual({
      at: 1,
      email: 'bob@contoso.com',
      name: 'BOB',
      verdict: 'field',
      field: 'internalemailaddress',
      userId: idOf(2),
      userName: 'User 2',
      email2: 'bob@home.example',
    });
    expect(rows[4]?.carriers).toBe(2);
  });

  it('counts the verdicts, and tells which one column would cover most', async () => {
    const { run } = await runOnce(stage);
    expect(run?.counts).toEqual({
      username: 1,
      field: 5,
      ambiguous: 1,
      disabled: 1,
      'access-mode': 1,
      'not-found': 1,
    });
    expect(run?.fields.map(({ field, count, wouldCover }) => [field, count, wouldCover])).toEqual([
      ['internalemailaddress', 3, 3],
      ['new_mail', 1, 3],
      ['domainname', 1, 1],
      ['personalemailaddress', 1, 1],
    ]);
  });

  it('leaves out who is inactive, has no address or comes twice, and says how many', async () => {
    const { run } = await runOnce(stage);
    expect(run?.leftOut).toEqual({ inactive: 1, withoutAddress: 1, duplicates: 1 });
  });

  it('counts the usable CRM users that no address belongs to', async () => {
    stage.company.users.push(user(12, {}), user(13, { isdisabled: true }));
    const { run } = await runOnce(stage);
    expect(run?.crmUsersUnmapped).toBe(1);
  });

  it('asks the organisation once for the columns and once a page', async () => {
    await runOnce(stage);
    expect(stage.company.requests).toHaveLength(1 + 3);
    expect((await runNow())?.requests).toBe(1 + 3);
  });

  it('only the columns that are compared are asked for, and nobody is asked for in another name', async () => {
    await runOnce(stage);
    expect(stage.company.requests[1]).toBe(
      'GET systemusers?$select=systemuserid,fullname,isdisabled,accessmode,domainname,internalemailaddress,personalemailaddress,new_mail',
    );
  });
});

describe('a list', () => {
  const text =
    'E-mail;Name\nann@contoso.com;Ann\nbob@contoso.com;Bob\nnonsense;X\nbob@contoso.com;\n';

  it('a short one is asked for in batches, with the same verdicts', async () => {
    stage = await openStage(smallCompany(), { isCounted: false });
    const { run, rows } = await runOnce(stage, { from: 'list', text, name: 'people.csv' });
    expect(run).toMatchObject({
      state: 'done',
      way: 'ask',
      addresses: 2,
      source: { from: 'list', name: 'people.csv' },
      list: { junk: 1, duplicates: 1, header: 'E-mail' },
    });
    expect(rows.map(({ verdict, userId }) => [verdict, userId])).toEqual([
      ['username', idOf(1)],
      ['field', idOf(2)],
    ]);
    expect(stage.company.requests.map((request) => request.split('?')[0])).toEqual([
      expect.stringContaining('EntityDefinitions'),
      'POST $batch',
    ]);
    expect(run?.crmUsersUnmapped).toBeUndefined();
  });

  it('a user who carries addresses of several questions counts once for each', async () => {
    const emails = Array.from({ length: 250 }, (_, at) => `p${at}@contoso.com`);
    const users = [user(1, { internalemailaddress: emails[0] ?? '', new_mail: emails[240] ?? '' })];
    const many = await openStage(createCompany(users, []), { isCounted: false });
    const { run, rows } = await runOnce(many, { from: 'list', text: emails.join('\n') });
    expect(run?.way).toBe('ask');
    expect(rows[0]).toMatchObject({ verdict: 'field', userId: idOf(1) });
    expect(rows[240]).toMatchObject({ verdict: 'field', userId: idOf(1) });
    expect(run?.counts['not-found']).toBe(248);
  });

  it('one without any address says so, with the lines that were not understood', async () => {
    const { run } = await runOnce(stage, { from: 'list', text: 'nothing\nhere' });
    expect(run).toMatchObject({
      state: 'failed',
      failure: { code: 'coverage/no-addresses' },
      list: { junk: 2, problems: [{ line: 1, text: 'nothing' }, { line: 2 }] },
    });
    expect(stage.company.requests).toEqual([]);
  });
});

describe('what comes in its way', () => {
  it('a busy organisation is waited for as long as it asks, and until when is shown', async () => {
    const waited: number[] = [];
    const shown: (number | undefined)[] = [];
    const life = stage.wake({
      onWait: (ms) => {
        waited.push(ms);
        void runNow().then((run) => shown.push(run?.waitingUntilMs));
      },
    });
    stage.company.next(refused(429, '0x80072322', 'Too many', '25'));
    await startWith(life, { from: 'mapsimise' });
    const run = await untilSettled(life);
    expect(run).toMatchObject({ state: 'done', addresses: 10 });
    expect(run?.waitingUntilMs).toBeUndefined();
    expect(waited).toEqual([10_000, 10_000, 5_000]);
    expect(shown[0]).toEqual(expect.any(Number));
  });

  it('a first page that is too large, or does not come in time, is asked for in smaller ones', async () => {
    const life = stage.wake();
    const answer = stage.company.answer;
    let pages = 0;
    stage.company.answer = (ask) => {
      if (!ask.url.includes('systemusers?') || ++pages > 1) return answer(ask);
      stage.company.asksFor = 500;
      return { kind: 'too-large', host: 'x', limitBytes: 1 };
    };
    await startWith(life, { from: 'mapsimise' });
    expect(await untilSettled(life)).toMatchObject({ state: 'done', crmUsers: 11 });
  });

  it('a token that has run out is renewed unseen', async () => {
    stage.company.token = 'second';
    let given = 0;
    const life = stage.wake({
      userToken: async () => ({
        ok: true,
        value: {
          value: given++ === 0 ? 'first' : 'second',
          tenantId: '',
          objectId: '',
          username: 'a',
        },
      }),
    });
    await startWith(life, { from: 'mapsimise' });
    expect((await untilSettled(life))?.state).toBe('done');
    expect(given).toBe(2);
  });

  it('a right that was taken away in between is named, and Continue goes on from there', async () => {
    const { company } = stage;
    const life = stage.wake();
    const answer = company.answer;
    let pages = 0;
    company.answer = (ask) => {
      const isPage = ask.url.includes('systemusers?');
      if (isPage && ++pages >= 2)
        return refused(403, '0x80040220', 'is missing prvReadUser privilege');
      return answer(ask);
    };
    await startWith(life, { from: 'mapsimise' });
    expect(await untilSettled(life)).toMatchObject({
      state: 'failed',
      failure: { code: 'org/privilege-missing', privilege: 'prvReadUser' },
      pages: 1,
    });
    company.answer = answer;
    company.requests.length = 0;
    await life.press('coverage.resume', { workspace: WORKSPACE });
    const run = await untilSettled(life);
    expect(run).toMatchObject({ state: 'done', crmUsers: 11 });
    expect(run?.failure).toBeUndefined();
    expect(company.requests).toHaveLength(2);
  });

  it.each([
    ['another organisation', 'https://evil.crm4.dynamics.com/api/data/v9.2/systemusers?x=1'],
    ['another table', `${WORKSPACE}/api/data/v9.2/accounts?x=1`],
    ['no address', 'nowhere'],
  ])('a next page in %s is not asked for', async (_where, link) => {
    const life = stage.wake();
    stage.company.next(
      stage.company.answer({
        purpose: { for: 'dataverse-pages', org: WORKSPACE as never },
        url: `${WORKSPACE}/api/data/v9.2/EntityDefinitions`,
      }) as never,
      answered(200, { value: [], '@odata.nextLink': link }),
    );
    await startWith(life, { from: 'mapsimise' });
    expect((await untilSettled(life))?.failure).toMatchObject({ code: 'coverage/paging-broken' });
  });

  it('without a secret and without a sign-in both ways are named', async () => {
    const life = stage.wake({ userToken: async () => bad({ code: 'sign-in/needed' }) });
    await startWith(life, { from: 'mapsimise' });
    expect((await untilSettled(life))?.failure).toMatchObject({ code: 'coverage/no-access' });
  });

  it('an own server is told that it is not read yet', async () => {
    const life = stage.wake();
    const workspace = 'https://crm.contoso.local/Contoso';
    await life.press('coverage.start', { workspace, source: { from: 'mapsimise' } });
    expect(await factNow('local', `coverage-run:${workspace}`)).toMatchObject({
      state: 'failed',
      failure: { code: 'coverage/on-premises' },
    });
  });

  it('Cancel ends it, nothing more is asked, and Continue comes to the same end', async () => {
    const life = stage.wake();
    const answer = stage.company.answer;
    stage.company.answer = (ask) => {
      if (ask.url.includes('$skiptoken=8'))
        void life.press('coverage.cancel', { workspace: WORKSPACE });
      return answer(ask);
    };
    await startWith(life, { from: 'mapsimise' });
    expect((await untilSettled(life))?.state).toBe('cancelled');
    stage.company.answer = answer;
    await life.press('coverage.resume', { workspace: WORKSPACE });
    const run = await untilSettled(life);
    expect(run?.state).toBe('done');
    const rows = await allRows(run);
    const undisturbed = await runOnce(await openStage());
    expect(rows).toEqual(undisturbed.rows);
    expect(run?.counts).toEqual(undisturbed.run?.counts);
  });
});

describe('what is forgotten', () => {
  it('Forget takes the rows with it', async () => {
    const { life, run } = await runOnce(stage);
    await life.press('coverage.forget', { workspace: WORKSPACE });
    expect(await runNow()).toBeUndefined();
    expect(await allRows(run)).toEqual([]);
  });

  it('another run takes the place of the one before, rows and all', async () => {
    const { life, run } = await runOnce(stage);
    await startWith(life, { from: 'list', text: 'ann@contoso.com' });
    const second = await untilSettled(life);
    expect(second?.id).not.toBe(run?.id);
    expect(await allRows(run)).toEqual([]);
    expect(await allRows(second)).toHaveLength(1);
  });

  it('Forget everything takes them with it, also while one runs', async () => {
    const { life, run } = await runOnce(stage);
    await life.press('coverage.start', { workspace: WORKSPACE, source: { from: 'mapsimise' } });
    await life.press('everything.forget', {});
    expect(await runNow()).toBeUndefined();
    expect(await allRows(run)).toEqual([]);
  });
});

it('two organisations that start at the same moment keep both, whichever of them is first', async () => {
  const source = { from: 'list', text: 'ann@contoso.com\nbob@contoso.com' } as const;
  const other = ORG.replace('acme', 'other');
  for (let at = 1; at < 60; at++) {
    stage = await openStage();
    const starts: Promise<void>[] = [];
    const startBoth = () => starts.push(life.press('coverage.start', { workspace: other, source }));
    const life = stage.wake({ onStep: (step) => void (step === at && queueMicrotask(startBoth)) });
    await Promise.all([startWith(life, source), tick()]);
    if (starts.length === 0) break;
    await Promise.all(starts);
    const runs = [await runNow(), await factNow<CoverageRun>('local', `coverage-run:${other}`)];
    const kept = await inCoverage((database) => database.getAllKeys('checkpoints'));
    expect(kept.toSorted(), `started at step ${at}`).toEqual(runs.map((run) => run?.id).toSorted());
    life.kill();
    await life.over;
  }
});
