import { describe, expect, it } from 'vitest';
import {
  type Carriers,
  type CoverageJudgement,
  judgeCoverage,
  userStateOf,
} from '../../../lib/domain/coverage.ts';
import { createTally } from '../../../lib/domain/coverage-tally.ts';
import { chooseWay, planQuestions } from '../../../lib/domain/coverage-way.ts';

const COLUMNS = ['domainname', 'internalemailaddress', 'personalemailaddress', 'new_mail'];
const one = (user: number, state: Carriers['state'] = 'usable'): Carriers => ({
  count: 1,
  user,
  state,
});
const several = (count: number): Carriers => ({ count, user: 9, state: 'usable' });

describe('who is Mapsimise taken for, by who carries the address in which column', () => {
  it.each<[string, (Carriers | undefined)[], CoverageJudgement]>([
    ['nobody carries it', [], { verdict: 'not-found' }],
    ['Username decides', [one(1), one(2)], { verdict: 'username', column: 0, user: 1 }],
    [
      'a disabled user with that Username decides too',
      [one(1, 'disabled'), one(2)],
      { verdict: 'disabled', column: 0, user: 1 },
    ],
    [
      'two with one Username',
      [several(2), one(2)],
      { verdict: 'ambiguous', column: 0, carriers: 2 },
    ],
    ['the first column', [undefined, one(2), one(3)], { verdict: 'field', column: 1, user: 2 }],
    [
      'a column of one before a column of several',
      [undefined, several(3), one(2)],
      { verdict: 'field', column: 2, user: 2 },
    ],
    [
      'a usable user before one that is not',
      [undefined, one(2, 'disabled'), one(3)],
      { verdict: 'field', column: 2, user: 3 },
    ],
    [
      'nobody usable',
      [undefined, one(2, 'access-mode'), several(4)],
      { verdict: 'access-mode', column: 1, user: 2 },
    ],
    [
      'several everywhere',
      [undefined, several(3), several(2)],
      { verdict: 'ambiguous', column: 1, carriers: 3 },
    ],
  ])('%s', (_case, carriers, judgement) => {
    expect(judgeCoverage(COLUMNS, (column) => carriers[column])).toEqual(judgement);
  });
});

it.each([
  [{ isDisabled: false, accessMode: 0 }, 'usable'],
  [{ isDisabled: true, accessMode: 0 }, 'disabled'],
  [{ isDisabled: true, accessMode: 4 }, 'disabled'],
  [{ isDisabled: false, accessMode: 4 }, 'access-mode'],
])('%j is %s', (user, state) => {
  expect(userStateOf(user)).toBe(state);
});

describe('the tally', () => {
  const columns = COLUMNS.map((logicalName) => ({
    logicalName,
    label: logicalName,
    isEmail: true,
    isCustom: false,
    isSecured: false,
  }));

  it('tells what each column alone would cover, best first, and leaves out what nobody uses', () => {
    const tally = createTally(3, columns);
    tally.add(0, 1, 'usable', [0, 3]);
    tally.add(1, 2, 'usable', [3]);
    tally.add(2, 3, 'disabled', [1]);
    expect(tally.fields()).toEqual([
      { field: 'new_mail', label: 'new_mail', count: 1, wouldCover: 2 },
      { field: 'domainname', label: 'domainname', count: 1, wouldCover: 1 },
      { field: 'internalemailaddress', label: 'internalemailaddress', count: 0, wouldCover: 0 },
    ]);
    expect(tally.count()).toMatchObject({ username: 1, field: 1, disabled: 1, 'not-found': 0 });
  });

  it('a column in which a second user carries an address covers it no more', () => {
    const tally = createTally(1, columns);
    tally.add(0, 1, 'usable', [1]);
    expect(tally.fields()[0]?.wouldCover).toBe(1);
    tally.add(0, 2, 'usable', [1]);
    expect(tally.fields()[0]?.wouldCover).toBe(0);
    expect(tally.judge(0)).toEqual({ verdict: 'ambiguous', column: 1, carriers: 2 });
  });
});

describe('to read everybody, or to ask', () => {
  it.each<[string, Parameters<typeof chooseWay>[0], string]>([
    ['a few addresses', { addresses: 10, columns: 40, from: 'list' }, 'ask'],
    ['two thousand of a list', { addresses: 2_000, columns: 40, from: 'list' }, 'ask'],
    ['more than two thousand', { addresses: 2_001, columns: 40, from: 'list' }, 'scan'],
    [
      'as many Mapsimise users as fit into a page',
      { addresses: 1_000, columns: 40, from: 'mapsimise' },
      'scan',
    ],
    [
      'an organisation of one page',
      { addresses: 10, columns: 40, from: 'list', knownUsers: 300 },
      'scan',
    ],
    [
      'an organisation of many pages',
      { addresses: 10, columns: 40, from: 'list', knownUsers: 60_000 },
      'ask',
    ],
  ])('%s', (_case, given, way) => {
    expect(chooseWay(given)).toBe(way);
  });

  it('no question has more conditions than the organisation takes, whatever the columns', () => {
    for (const columns of [1, 4, 45, 400, 900]) {
      const { perQuestion } = planQuestions(2_000, columns);
      expect(perQuestion).toBeGreaterThanOrEqual(1);
      expect(perQuestion === 1 || perQuestion * columns <= 500).toBe(true);
    }
  });
});
