import type { Row, Value } from '../dataverse/row.ts';
import type { Table } from '../dataverse/tables.ts';
import { NS } from '../soap/namespaces.ts';
import { escapeXml } from '../soap/xml.ts';
import { CONTRACTS } from './contracts.ts';

const GENERIC = `xmlns:b="${CONTRACTS.generic}"`;

/** One value as an SDK answer writes it: its type, and the text of its element. */
export type Typed = { type: string; namespace: string; content: string };

export const guid = (id: string): Typed => ({
  type: 'guid',
  namespace: CONTRACTS.serialization,
  content: id,
});
export const simple = (type: string, value: string | number | boolean): Typed => ({
  type,
  namespace: CONTRACTS.schema,
  content: escapeXml(String(value)),
});
export const complex = (type: string, namespace: string, content: string): Typed => ({
  type,
  namespace,
  content,
});

export function pair(key: string, { type, namespace, content }: Typed): string {
  return `<a:KeyValuePairOfstringanyType><b:key>${key}</b:key><b:value i:type="c:${type}" xmlns:c="${namespace}">${content}</b:value></a:KeyValuePairOfstringanyType>`;
}

/** `ExecuteResponse` with the results of one request. */
// Source: public clients that read it (TinderBox/dynamics_crm, AlexaCRM/php-crm-toolkit); order of the
// members: alphabetical, as data contracts are
export function executeResponse(
  name: string,
  namespace: string,
  results: Readonly<Record<string, Typed>>,
): string {
  const pairs = Object.entries(results).map(([key, value]) => pair(key, value));
  return `<ExecuteResponse xmlns="${CONTRACTS.services}"><ExecuteResult i:type="d:${name}Response" xmlns:a="${CONTRACTS.xrm}" xmlns:i="${NS.instance}" xmlns:d="${namespace}"><a:ResponseName>${name}</a:ResponseName><a:Results ${GENERIC}>${pairs.join('')}</a:Results></ExecuteResult></ExecuteResponse>`;
}

export type Column = { key: string; value: Typed };
export type Found = { id: string; logicalName: string; columns: readonly Column[] };

// Source: the same; members of Entity in SDK 9
export function entity({ id, logicalName, columns }: Found): string {
  const pairs = columns.map(({ key, value }) => pair(key, value)).join('');
  return `<a:Attributes ${GENERIC}>${pairs}</a:Attributes><a:EntityState i:nil="true"/><a:FormattedValues ${GENERIC}/><a:Id>${id}</a:Id><a:KeyAttributes xmlns:b="${CONTRACTS.xrm71}" xmlns:c="${CONTRACTS.generic}"/><a:LogicalName>${logicalName}</a:LogicalName><a:RelatedEntities ${GENERIC}/><a:RowVersion i:nil="true"/>`;
}

export type Collection = {
  name: string;
  found: readonly Found[];
  more: boolean;
  pagingCookie: string | undefined;
  total: number;
};

export function entityCollection(collection: Collection): string {
  const { name, found, more, pagingCookie, total } = collection;
  const entities = found.map((one) => `<a:Entity>${entity(one)}</a:Entity>`).join('');
  const cookie =
    pagingCookie === undefined
      ? '<a:PagingCookie i:nil="true"/>'
      : `<a:PagingCookie>${escapeXml(pagingCookie)}</a:PagingCookie>`;
  return `<a:Entities>${entities}</a:Entities><a:EntityName>${name}</a:EntityName><a:MinActiveRowVersion>-1</a:MinActiveRowVersion><a:MoreRecords>${more}</a:MoreRecords>${cookie}<a:TotalRecordCount>${total}</a:TotalRecordCount><a:TotalRecordCountLimitExceeded>false</a:TotalRecordCountLimitExceeded>`;
}

/** What a look-up column leads to. */
const TARGETS: Readonly<Record<string, string>> = {
  ownerid: 'systemuser',
  primarycontactid: 'contact',
  parentcustomerid: 'account',
  parentsystemuserid: 'systemuser',
  businessunitid: 'businessunit',
  owningbusinessunit: 'businessunit',
  parentbusinessunitid: 'businessunit',
  organizationid: 'organization',
  parentrootroleid: 'role',
};
const CHOICES = [
  'statecode',
  'statuscode',
  'accessmode',
  'caltype',
  'userlicensetype',
  'isinherited',
];

/** One column of a row, in the SDK's types; nothing where there is no value. */
// Source: Microsoft.Xrm.Sdk: Guid, EntityReference, OptionSetValue, and .NET's own types
export function typedValue(table: Table, column: string, row: Row): Typed | undefined {
  const value: Value = row[column] ?? null;
  if (value === null) return undefined;
  const lookUp = /^_(\w+)_value$/.exec(column)?.[1];
  if (lookUp !== undefined) return reference(TARGETS[lookUp] ?? lookUp, String(value));
  if (CHOICES.includes(column)) {
    return complex('OptionSetValue', CONTRACTS.xrm, `<a:Value>${value}</a:Value>`);
  }
  const types = {
    'Edm.Guid': 'guid',
    'Edm.String': 'string',
    'Edm.Int32': 'int',
    'Edm.Int64': 'long',
    'Edm.Boolean': 'boolean',
    'Edm.Double': 'double',
    'Edm.Decimal': 'decimal',
    'Edm.DateTimeOffset': 'dateTime',
  } as const;
  const type = types[table.columns[column] ?? 'Edm.String'];
  return type === 'guid' ? guid(String(value)) : simple(type, value);
}

const reference = (name: string, id: string) =>
  complex(
    'EntityReference',
    CONTRACTS.xrm,
    `<a:Id>${id}</a:Id><a:KeyAttributes xmlns:d="${CONTRACTS.xrm71}" xmlns:e="${CONTRACTS.generic}"/><a:LogicalName>${name}</a:LogicalName><a:Name i:nil="true"/><a:RowVersion i:nil="true"/>`,
  );

export const aliased = (name: string, attribute: string, value: Typed): Typed =>
  complex(
    'AliasedValue',
    CONTRACTS.xrm,
    `<a:AttributeLogicalName>${attribute}</a:AttributeLogicalName><a:EntityLogicalName>${name}</a:EntityLogicalName><a:NeedFormatting>true</a:NeedFormatting><a:ReturnType>0</a:ReturnType><a:Value i:type="f:${value.type}" xmlns:f="${value.namespace}">${value.content}</a:Value>`,
  );
