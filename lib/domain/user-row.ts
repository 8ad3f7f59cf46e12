import { isGuid } from './guid.ts';
import { type Bearer, type Column, isAlike, type Person } from './mapping.ts';

/** A row of the user table as it was read: only what was asked for is looked at, and each value is judged here. */
export type UserRow = Record<string, unknown>;

const textIn = (row: UserRow, name: string): string => {
  const value = Object.hasOwn(row, name) ? row[name] : undefined;
  return typeof value === 'string' ? value.slice(0, 1_000) : '';
};

/** The signed-in person's own row. What is absent or of another kind counts as empty. */
export function personIn(row: UserRow, columns: readonly Column[]): Person {
  const values = columns.map(({ logicalName }) => [logicalName, textIn(row, logicalName)] as const);
  return {
    userId: textIn(row, 'systemuserid'),
    fullName: textIn(row, 'fullname'),
    isDisabled: row.isdisabled === true,
    accessMode: typeof row.accessmode === 'number' ? row.accessmode : 0,
    isLicensed: typeof row.islicensed === 'boolean' ? row.islicensed : undefined,
    // An own server has no such column at all, which says nothing about the person.
    hasEntraId: Object.hasOwn(row, 'azureactivedirectoryobjectid')
      ? isGuid(textIn(row, 'azureactivedirectoryobjectid'))
      : undefined,
    values: Object.fromEntries(values),
  };
}

/** Of another user only the name is kept, and in which columns the address stands; no value of theirs. */
export function bearerIn(row: UserRow, columns: readonly Column[], email: string): Bearer {
  const carrying = columns.filter(({ logicalName }) => isAlike(textIn(row, logicalName), email));
  return {
    fullName: textIn(row, 'fullname').slice(0, 200),
    isDisabled: row.isdisabled === true,
    columns: carrying.map(({ logicalName }) => logicalName),
  };
}
