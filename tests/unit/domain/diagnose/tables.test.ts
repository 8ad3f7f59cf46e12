import { describe, expect, it } from 'vitest';
import { judgeTables, type TableReading } from '../../../../lib/domain/diagnose/tables.ts';
import type { Failure } from '../../../../lib/domain/failure.ts';
import type { TableName } from '../../../../lib/domain/tables.ts';

const NO_DEPTHS = new Map<string, string>();
const rows = (table: TableName, count = 1): TableReading => ({ table, rows: count });
const refused = (table: TableName, privilege = ''): TableReading => ({
  table,
  failure: { code: 'org/privilege-missing', privilege },
});
const broken = (
  table: TableName,
  failure: Failure = { code: 'org/busy', host: 'h' },
): TableReading => ({
  table,
  failure,
});
const all = (...readings: TableReading[]) => judgeTables(readings, NO_DEPTHS);

describe('enough can be read', () => {
  it.each<[string, TableReading[], object[]]>([
    ['everything', [rows('account'), rows('contact'), rows('lead'), rows('systemuser')], []],
    [
      'one of the three',
      [rows('account'), refused('contact', 'prvReadContact'), refused('lead'), rows('systemuser')],
      [
        {
          remark: 'tables-refused',
          tables: ['contact', 'lead'],
          privileges: ['prvReadContact', 'prvReadLead'],
        },
      ],
    ],
    [
      'the three but not the users',
      [rows('account'), rows('contact'), rows('lead'), refused('systemuser')],
      [{ remark: 'tables-refused', tables: ['systemuser'], privileges: ['prvReadUser'] }],
    ],
    [
      'one that is empty',
      [rows('account', 0), rows('contact'), rows('lead'), rows('systemuser')],
      [{ remark: 'tables-empty', tables: ['account'] }],
    ],
    [
      'one that was too busy to say',
      [rows('account'), broken('contact'), rows('lead'), rows('systemuser')],
      [{ remark: 'tables-unclear', tables: ['contact'] }],
    ],
  ])('%s', (_what, readings, remarks) => {
    expect(all(...readings)).toMatchObject({ remarks });
  });

  it('own rows only is said instead of empty', () => {
    const verdict = judgeTables(
      [rows('account', 0), rows('contact', 5), rows('lead'), rows('systemuser')],
      new Map([
        ['prvReadAccount', 'Basic'],
        ['prvReadContact', 'Basic'],
        ['prvReadLead', 'Global'],
      ]),
    );
    expect(verdict).toMatchObject({
      remarks: [{ remark: 'tables-own-rows-only', tables: ['account', 'contact'] }],
    });
  });
});

describe('nothing to draw', () => {
  it('three refused tables fail, and each missing privilege is named once', () => {
    expect(
      all(
        refused('account', 'prvReadX'),
        refused('contact', 'prvReadX'),
        refused('lead'),
        rows('systemuser'),
      ),
    ).toEqual({
      failure: {
        code: 'org/no-table-readable',
        tables: ['account', 'contact', 'lead'],
        privileges: ['prvReadX', 'prvReadLead'],
      },
    });
  });

  it('another failure than a refusal is the one to tell', () => {
    const readings = [
      refused('account'),
      broken('contact', { code: 'org/unavailable', host: 'h' }),
      refused('lead'),
    ];
    expect(all(...readings)).toEqual({ failure: { code: 'org/unavailable', host: 'h' } });
  });

  it('the users alone are not enough', () => {
    expect(
      all(broken('account'), broken('contact'), broken('lead'), rows('systemuser')),
    ).toMatchObject({
      failure: { code: 'org/busy' },
    });
  });
});
