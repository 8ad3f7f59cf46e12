import type { Failure } from './failure.ts';

/** A text column of the user table that could hold somebody's Mapsimise email. */
export type Column = {
  logicalName: string;
  label: string;
  isEmail: boolean;
  isCustom: boolean;
  /** Column security is on: what is read as empty may be filled. */
  isSecured: boolean;
};

export const USERNAME = 'domainname';
export const EMAIL_2 = 'personalemailaddress';
/** The order in which people and Mapsimise look; every other column follows by its label. */
export const LOOKED_AT_FIRST = [USERNAME, 'internalemailaddress', EMAIL_2];

/** The signed-in person's own row. `values` holds what is in each column, '' for nothing. */
export type Person = {
  userId: string;
  fullName: string;
  isDisabled: boolean;
  accessMode: number;
  isLicensed: boolean | undefined;
  /** Undefined where the organisation has no such column: on one's own server. */
  hasEntraId: boolean | undefined;
  values: Record<string, string>;
};

/** Another user who carries the address: name and the columns in which it stands, nothing else. */
export type Bearer = { fullName: string; isDisabled: boolean; columns: string[] };

export type MappingRow = {
  column: Column;
  value: string;
  match: 'match' | 'no match' | 'several';
  /** How many users carry the address in this column, the person among them. */
  count: number;
};

/** Does the address stand in this column? */
export const isFound = ({ match }: Pick<MappingRow, 'match'>) => match !== 'no match';

export type Verdict =
  | { verdict: 'by-username' }
  | { verdict: 'configured'; column: Column }
  | { verdict: 'in-column'; column: Column }
  | { verdict: 'ambiguous'; column: Column; count: number }
  | { verdict: 'another'; column: Column; fullName: string; isDisabled: boolean }
  | { verdict: 'not-found' };

export type MappingRemark =
  | { remark: 'case-differs'; column: Column }
  | { remark: 'spaces-around'; column: Column }
  | { remark: 'domain-user'; value: string }
  | { remark: 'guest' }
  | { remark: 'email-is-not-username'; value: string }
  | { remark: 'configured-elsewhere'; column: Column }
  | { remark: 'configured-unknown'; logicalName: string }
  | { remark: 'disabled' }
  | { remark: 'access-mode'; mode: AccessMode }
  | { remark: 'unlicensed' }
  | { remark: 'no-entra-id' }
  | { remark: 'secured-columns'; columns: Column[] }
  | { remark: 'many-bearers' };

/** Source: webapi/reference/systemuser, accessmode. Read-Write (0) is what everybody has. */
const ACCESS_MODES = {
  1: 'administrative',
  2: 'read',
  3: 'support',
  4: 'non-interactive',
  5: 'delegated-admin',
} as const;
export type AccessMode = (typeof ACCESS_MODES)[keyof typeof ACCESS_MODES];

export type MappingResult = {
  person: Pick<Person, 'userId' | 'fullName'>;
  rows: MappingRow[];
  verdict: Verdict;
  remarks: MappingRemark[];
};

/** What is known of the last look at one's own mapping. */
export type Mapping = { email: string; tookMs?: number; roundTrips?: number } & (
  | { state: 'looking' }
  | { state: 'failed'; failure: Failure }
  | ({ state: 'done'; saved?: SavedEmail } & MappingResult)
);
export type SavedEmail = { state: 'saving' | 'saved' } | { state: 'refused'; failure: Failure };

export type MappingCase = {
  email: string;
  columns: readonly Column[];
  person: Person;
  others: readonly Bearer[];
  /** More users carry the address than were read. */
  isCut: boolean;
  /** The column that the organisation's connector maps by, where that is known. */
  configured?: string | undefined;
};

/** Addresses are alike whatever their case and the blanks around them, as Dataverse compares them. */
export const isAlike = (one: string, other: string) =>
  one.trim() !== '' && one.trim().toLowerCase() === other.trim().toLowerCase();

/** Columns as people look for them: Username, Primary Email, Email 2, other e-mail columns, then the rest by label. */
export function sortColumns(columns: readonly Column[]): Column[] {
  const rank = ({ logicalName, isEmail, isCustom }: Column) => {
    const at = LOOKED_AT_FIRST.indexOf(logicalName);
    return at >= 0 ? at : 3 + (isEmail ? 0 : isCustom ? 1 : 2);
  };
  return [...columns].sort((a, b) => rank(a) - rank(b) || a.label.localeCompare(b.label));
}

/** Judges one person's mapping. No network, no clock. */
export function judgeMapping(given: MappingCase): MappingResult {
  const rows = sortColumns(given.columns).map((column) => rowOf(column, given));
  return {
    person: { userId: given.person.userId, fullName: given.person.fullName },
    rows,
    verdict: verdictOf(rows, given),
    remarks: remarksOf(rows, given),
  };
}

function rowOf(column: Column, { email, person, others }: MappingCase): MappingRow {
  const value = person.values[column.logicalName] ?? '';
  const isMine = isAlike(value, email);
  const bearers = others.filter(({ columns }) => columns.includes(column.logicalName)).length;
  const count = bearers + (isMine ? 1 : 0);
  const match = !isMine ? 'no match' : count > 1 ? 'several' : 'match';
  return { column, value, match, count };
}

function verdictOf(rows: readonly MappingRow[], { others, configured }: MappingCase): Verdict {
  const chosen = rows.find(({ column }) => column.logicalName === configured);
  if (chosen?.match === 'several')
    return { verdict: 'ambiguous', column: chosen.column, count: chosen.count };
  if (chosen?.match === 'match' && configured !== USERNAME)
    return { verdict: 'configured', column: chosen.column };
  const mine = rows.filter(({ match }) => match !== 'no match');
  if (mine[0]?.column.logicalName === USERNAME) return { verdict: 'by-username' };
  const clear = mine.find(({ match }) => match === 'match');
  const taken = bearerIn(others, USERNAME, rows);
  // Whoever has the address as Username is who Mapsimise acts as, whatever stands in another column of mine.
  if (taken) return taken;
  if (clear) return { verdict: 'in-column', column: clear.column };
  const [several] = mine;
  if (several) return { verdict: 'ambiguous', column: several.column, count: several.count };
  for (const { column } of rows) {
    const other = bearerIn(others, column.logicalName, rows);
    if (other) return other;
  }
  return { verdict: 'not-found' };
}

function bearerIn(
  others: readonly Bearer[],
  logicalName: string,
  rows: readonly MappingRow[],
): Verdict | undefined {
  const bearer = others.find(({ columns }) => columns.includes(logicalName));
  const column = rows.find((row) => row.column.logicalName === logicalName)?.column;
  if (!bearer || !column) return undefined;
  const { fullName, isDisabled } = bearer;
  return { verdict: 'another', column, fullName, isDisabled };
}

function remarksOf(rows: readonly MappingRow[], given: MappingCase): MappingRemark[] {
  const { email, person, configured, isCut } = given;
  const remarks: MappingRemark[] = [];
  const username = person.values[USERNAME] ?? '';
  for (const { column, value, match } of rows) {
    if (match === 'no match') continue;
    if (value !== value.trim()) remarks.push({ remark: 'spaces-around', column });
    else if (value !== email.trim()) remarks.push({ remark: 'case-differs', column });
  }
  if (/^[^\\@]+\\[^\\]+$/.test(username)) remarks.push({ remark: 'domain-user', value: username });
  else if (username.includes('#EXT#')) remarks.push({ remark: 'guest' });
  else if (username !== '' && !isAlike(username, email))
    remarks.push({ remark: 'email-is-not-username', value: username });
  if (configured && configured !== USERNAME) remarks.push(...configuredRemarks(rows, configured));
  if (person.isDisabled) remarks.push({ remark: 'disabled' });
  const mode = ACCESS_MODES[person.accessMode as keyof typeof ACCESS_MODES];
  if (mode) remarks.push({ remark: 'access-mode', mode });
  if (person.isLicensed === false) remarks.push({ remark: 'unlicensed' });
  if (person.hasEntraId === false) remarks.push({ remark: 'no-entra-id' });
  const secured = rows.filter(({ column, value }) => column.isSecured && value === '');
  if (secured.length > 0 && rows.every(({ match }) => match === 'no match'))
    remarks.push({ remark: 'secured-columns', columns: secured.map(({ column }) => column) });
  if (isCut) remarks.push({ remark: 'many-bearers' });
  return remarks;
}

function configuredRemarks(rows: readonly MappingRow[], configured: string): MappingRemark[] {
  const row = rows.find(({ column }) => column.logicalName === configured);
  if (!row) return [{ remark: 'configured-unknown', logicalName: configured }];
  return row.match === 'no match' ? [{ remark: 'configured-elsewhere', column: row.column }] : [];
}

const EMAIL = /^[^\s@]{1,64}@[^\s@]{1,190}\.[^\s@]{2,63}$/;

/** Is this an address that could stand in an e-mail column? Columns hold 100 characters. */
export const isEmailAddress = (text: string) =>
  text.trim().length <= 100 && EMAIL.test(text.trim());
