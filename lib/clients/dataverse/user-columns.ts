import * as v from 'valibot';
import { type Column, EMAIL_2, USERNAME } from '../../domain/mapping.ts';
import { literalOf } from './questions.ts';

/**
 * The text columns of the user table. Metadata answers are not paged. Source: powerapps-docs, query-metadata-web-api;
 * a recorded answer is in tests/fixtures/samples/tf_entitydefinition_attributes.json.
 */
export const USER_COLUMNS =
  "EntityDefinitions(LogicalName='systemuser')/Attributes/Microsoft.Dynamics.CRM.StringAttributeMetadata?$select=LogicalName,DisplayName,FormatName,IsCustomAttribute,IsValidForRead,IsSecured,AttributeOf";

const text = v.pipe(v.string(), v.maxLength(500));
const attribute = v.object({
  LogicalName: v.pipe(v.string(), v.regex(/^[a-z][a-z0-9_]{0,127}$/)),
  DisplayName: v.optional(
    v.nullable(
      v.object({
        UserLocalizedLabel: v.optional(v.nullable(v.object({ Label: v.nullable(text) }))),
      }),
    ),
  ),
  FormatName: v.optional(v.nullable(v.object({ Value: v.nullable(text) }))),
  IsCustomAttribute: v.optional(v.boolean(), false),
  IsValidForRead: v.optional(v.boolean(), true),
  IsSecured: v.optional(v.nullable(v.boolean())),
  AttributeOf: v.optional(v.nullable(text)),
});
export const userColumnsAnswer = v.object({ value: v.array(attribute) });

/** Formats in which an address may stand; a telephone number or a web address is none. */
const FORMATS = ['Email', 'Text'];

/**
 * The columns that can be compared. A look-up's name column (AttributeOf) is listed but refused in $select, so it
 * is left out, as is what cannot be read.
 */
export function columnsFrom({ value }: v.InferOutput<typeof userColumnsAnswer>): Column[] {
  return value
    .filter(({ AttributeOf, IsValidForRead }) => !AttributeOf && IsValidForRead)
    .filter(
      ({ LogicalName, FormatName }) =>
        LogicalName === USERNAME || FORMATS.includes(FormatName?.Value ?? 'Text'),
    )
    .map((item) => ({
      logicalName: item.LogicalName,
      label: item.DisplayName?.UserLocalizedLabel?.Label || item.LogicalName,
      isEmail: item.FormatName?.Value === 'Email',
      isCustom: item.IsCustomAttribute,
      isSecured: item.IsSecured === true,
    }));
}

/** What tells of a user's state. The last two only online organisations are sure to have. */
export const OWN_STATE = [
  'fullname',
  'isdisabled',
  'accessmode',
  'islicensed',
  'azureactivedirectoryobjectid',
] as const satisfies string[];

/** The person's own row: its state and every column that is compared. */
export function ownRow(
  userId: string,
  columns: readonly Column[],
  state: readonly string[] = OWN_STATE,
): string {
  return `systemusers(${userId})?$select=${[...new Set([...state, ...namesOf(columns)])].join(',')}`;
}

/** More bearers than this are counted, not read. */
export const MOST_BEARERS = 25;

/**
 * Everybody who carries the address in one of the columns. The columns are asked for only to tell which of them it
 * is.
 */
export function bearersOf(email: string, columns: readonly Column[]): string {
  const literal = literalOf(email);
  const filter = namesOf(columns)
    .map((name) => `${name} eq ${literal}`)
    .join(' or ');
  const select = [...new Set(['systemuserid', 'fullname', 'isdisabled', ...namesOf(columns)])];
  return `systemusers?$select=${select.join(',')}&$filter=${filter}&$top=${MOST_BEARERS}`;
}

const namesOf = (columns: readonly Column[]) => columns.map(({ logicalName }) => logicalName);

/** A user's row with columns that are known only at run time. */
export const userRow = v.pipe(
  v.record(v.string(), v.unknown()),
  v.check((row) => typeof row.systemuserid === 'string'),
);
export const userRows = v.object({ value: v.array(userRow) });

/** The address into one's own Email 2. */
export const saveEmail2 = (userId: string, email: string) => ({
  path: `systemusers(${userId})`,
  body: JSON.stringify({ [EMAIL_2]: email.trim() }),
});
