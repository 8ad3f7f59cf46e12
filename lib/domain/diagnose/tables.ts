import type { Failure } from '../failure.ts';
import type { Note, Remark } from '../report.ts';
import { CUSTOMER_TABLES, TABLES, type TableName } from '../tables.ts';

/** What came of reading one row of a table: how many rows there were, or why none could be read. */
export type TableReading =
  | { table: TableName; rows: number }
  | { table: TableName; failure: Failure };
/** How far a privilege reaches, as Dataverse names it. Source: webapi/reference/privilegedepth. */
export type Depths = ReadonlyMap<string, string>;

export type TablesVerdict = { failure: Failure } | { notes: Note[]; remarks: Remark[] };

/**
 * Judges what the role may read. It passes with a remark when some of Account, Contact and Lead can be read, and
 * fails when none can: then there is nothing to map.
 *
 * Takes   depths  of the read privileges, by name; empty when they could not be read
 */
export function judgeTables(readings: readonly TableReading[], depths: Depths): TablesVerdict {
  const refused = readings.filter((reading) => isRefused(reading));
  const isCustomer = ({ table }: TableReading) => CUSTOMER_TABLES.some((name) => name === table);
  if (readings.filter(isCustomer).every((reading) => 'failure' in reading))
    return allRefused(readings);
  const read = readings.filter((reading) => 'rows' in reading);
  const unclear = readings.filter((reading) => 'failure' in reading && !isRefused(reading));
  const ownOnly = read.filter(({ table }) => depths.get(TABLES[table].privilege) === 'Basic');
  const empty = read.filter((reading) => reading.rows === 0 && !ownOnly.includes(reading));
  const remarks: Remark[] = [];
  if (refused.length > 0)
    remarks.push({
      remark: 'tables-refused',
      tables: namesOf(refused),
      privileges: privilegesOf(refused),
    });
  if (unclear.length > 0) remarks.push({ remark: 'tables-unclear', tables: namesOf(unclear) });
  if (ownOnly.length > 0)
    remarks.push({ remark: 'tables-own-rows-only', tables: namesOf(ownOnly) });
  if (empty.length > 0) remarks.push({ remark: 'tables-empty', tables: namesOf(empty) });
  return { notes: [{ note: 'tables-read', tables: namesOf(read) }], remarks };
}

function allRefused(readings: readonly TableReading[]): TablesVerdict {
  const failures = readings.flatMap((reading) => ('failure' in reading ? [reading.failure] : []));
  const other = failures.find((failure) => failure.code !== 'org/privilege-missing');
  const [first] = failures;
  if (other) return { failure: other };
  const customers = readings.filter(({ table }) => table !== 'systemuser');
  return {
    failure: {
      code: 'org/no-table-readable',
      tables: namesOf(customers),
      privileges: privilegesOf(customers),
      ...(first?.service && { service: first.service }),
    },
  };
}

const isRefused = (reading: TableReading) =>
  'failure' in reading && reading.failure.code === 'org/privilege-missing';

const namesOf = (readings: readonly TableReading[]) => readings.map(({ table }) => table);

function privilegesOf(readings: readonly TableReading[]): string[] {
  const named = readings.map((reading) => {
    const failure = 'failure' in reading ? reading.failure : undefined;
    const said = failure?.code === 'org/privilege-missing' ? failure.privilege : '';
    return said || TABLES[reading.table].privilege;
  });
  return [...new Set(named)];
}
