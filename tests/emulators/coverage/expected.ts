import { veiled } from '../dataverse/column-security.ts';
import type { Database } from '../dataverse/database.ts';
import type { Row } from '../dataverse/row.ts';
import { TABLES } from '../dataverse/tables.ts';
import { USER_COLUMNS } from '../dataverse/user-columns.ts';
import { ADELE, ORGANISATIONS } from '../people.ts';
import type { Scene } from '../scene.ts';
import { mapsimiseUsers } from './mapsimise-users.ts';
import type { Verdict } from './small-company.ts';

export type ExpectedRow = {
  email: string;
  verdict: Verdict;
  field?: string;
  userId?: string;
  carriers?: number;
};
export type ExpectedCoverage = {
  crmUsers: number;
  /** Without the inactive ones. */
  addresses: number;
  inactive: number;
  counts: Record<Verdict, number>;
  /** By how many each would cover as the one configured field; those with none are left out. */
  fields: { field: string; wouldCover: number }[];
  /** How many have the verdict `field` for each. */
  byField: Record<string, number>;
  rows?: ExpectedRow[];
};

/** Columns in the order in which people look. */
const FIRST = ['domainname', 'internalemailaddress', 'personalemailaddress'];
const COLUMNS: readonly string[] = [
  ...FIRST,
  ...USER_COLUMNS.filter(
    ({ logicalName, isReadable, attributeOf }) =>
      isReadable && attributeOf === null && !FIRST.includes(logicalName),
  ).map(({ logicalName }) => logicalName),
];

type Carried = Map<string, Row[]>;

/** Everybody against everybody by the plainest means, as whoever stands on the page sees the rows. */
export function expectCoverage({ databases, world }: Scene, withRows: boolean): ExpectedCoverage {
  const database = databases.get(ORGANISATIONS.contoso.host);
  const adele = database?.users.find(({ person }) => person.fullName === ADELE.fullName);
  if (!database || !adele) throw new Error('nobody is on the page');
  const caller = { user: adele, application: false };
  const seen = everyRow(database).map((row) => veiled(caller, database, TABLES.systemuser, row));
  const carried = new Map(
    COLUMNS.map((name): [string, Carried] => [name, carriersIn(seen, name)]).filter(
      ([, by]) => by.size > 0,
    ),
  );
  const { count, at } = mapsimiseUsers(world);
  const users = Array.from({ length: count }, (_, index) => at(index));
  const rows = users.filter(({ Active }) => Active).map(({ Email }) => judge(Email, carried));
  const keys = rows.map(({ email }) => folded(email));
  return {
    crmUsers: seen.length,
    addresses: rows.length,
    inactive: users.length - rows.length,
    counts: countVerdicts(rows),
    fields: [...carried]
      .map(([field, by]) => ({ field, wouldCover: countCovered(keys, by) }))
      .filter(({ wouldCover }) => wouldCover > 0)
      .sort((a, b) => b.wouldCover - a.wouldCover),
    byField: countFields(rows),
    ...(withRows && { rows }),
  };
}

function everyRow({ users, crowd }: Database): Row[] {
  const named = users.map(({ row }): Row => row);
  return crowd
    ? [...named, ...Array.from({ length: crowd.size }, (_, index) => crowd.rowAt(index))]
    : named;
}

const folded = (text: string) => text.trim().toLowerCase();

function carriersIn(rows: readonly Row[], column: string): Carried {
  const carried: Carried = new Map();
  for (const row of rows) {
    const value = row[column];
    if (typeof value !== 'string' || value.trim() === '') continue;
    const known = carried.get(folded(value));
    if (known) known.push(row);
    else carried.set(folded(value), [row]);
  }
  return carried;
}

/**
 * Username first: whoever has the address there is who Mapsimise acts as. Then the first column that exactly one carries
 * it in, and best one who may be acted as.
 */
function judge(email: string, carried: ReadonlyMap<string, Carried>): ExpectedRow {
  const key = folded(email);
  const places = COLUMNS.flatMap((field) => {
    const bearers = carried.get(field)?.get(key);
    return bearers ? { field, bearers } : [];
  });
  const [first] = places;
  const counted = first?.field === 'domainname' ? [first] : places;
  const single = counted.filter(({ bearers }) => bearers.length === 1);
  const chosen = single.find(({ bearers }) => bearers.every(isFit)) ?? single[0];
  const [one] = chosen?.bearers ?? [];
  if (chosen && one) {
    return {
      email,
      verdict: verdictOf(one, chosen.field),
      field: chosen.field,
      userId: String(one.systemuserid),
    };
  }
  const [several] = counted;
  if (!several) return { email, verdict: 'not-found' };
  return { email, verdict: 'ambiguous', carriers: several.bearers.length };
}

function verdictOf(row: Row, field: string): Verdict {
  if (row.isdisabled) return 'disabled';
  if (!isFit(row)) return 'access-mode';
  return field === 'domainname' ? 'username' : 'field';
}

/** Enabled, and with the access mode that people have. */
const isFit = ({ isdisabled, accessmode }: Row) => !isdisabled && accessmode === 0;

function countCovered(keys: readonly string[], by: Carried): number {
  return keys.filter((key) => {
    const bearers = by.get(key);
    return bearers?.length === 1 && bearers.every(isFit);
  }).length;
}

function countVerdicts(rows: readonly ExpectedRow[]): Record<Verdict, number> {
  const counts: Record<Verdict, number> = {
    username: 0,
    field: 0,
    ambiguous: 0,
    disabled: 0,
    'access-mode': 0,
    'not-found': 0,
  };
  for (const { verdict } of rows) counts[verdict] += 1;
  return counts;
}

function countFields(rows: readonly ExpectedRow[]): Record<string, number> {
  const counts: Record<string, number> = {};
  for (const { verdict, field = '' } of rows) {
    if (verdict === 'field') counts[field] = (counts[field] ?? 0) + 1;
  }
  return counts;
}
