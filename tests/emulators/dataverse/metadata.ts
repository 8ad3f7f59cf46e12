import { depthHeld, privilegeDenied, refuseWithoutRoles } from './access.ts';
import type { Database } from './database.ts';
import { deterministicGuid } from './guid.ts';
import { compileMetadataFilter } from './metadata-filter.ts';
import { ELSEWHERE, PROPERTIES, TYPE } from './metadata-properties.ts';
import { badQuery, noProperty, notPlayed, Refusal } from './refusal.ts';
import type { Segment } from './resource-path.ts';
import type { Asked } from './rows.ts';
import { TABLES } from './tables.ts';
import { USER_COLUMNS, type UserColumn } from './user-columns.ts';

type Answered = Record<string, unknown>;

/** `EntityDefinitions(LogicalName='systemuser')/Attributes/Microsoft.Dynamics.CRM.StringAttributeMetadata`. */
// Source: powerapps-docs, webapi/query-metadata-web-api: path, cast, $select and $filter, no paging;
// `@odata.context` as in tests/fixtures/samples/tf_entitydefinition_attributes.json
export function answerMetadata(asked: Asked, [first, second, third, ...more]: Segment[]): Answered {
  const name = /^LogicalName='(\w+)'$/.exec(first?.inner ?? '')?.[1];
  if (name === undefined || second?.name !== 'Attributes' || second.inner !== undefined) {
    throw notPlayed('EntityDefinitions');
  }
  if (!Object.hasOwn(TABLES, name)) {
    // Source: web-service-error-codes, 0x80040217; the words are assumed
    throw new Refusal(404, '0x80040217', `Could not find an entity with name '${name}'.`);
  }
  const cast = third && third.name === TYPE && third.inner === undefined;
  if (name !== 'systemuser' || !cast || more[0]) throw notPlayed('EntityDefinitions');
  refuseUnprivileged(asked);
  const select = readSelect(asked);
  const filter = asked.options.get('$filter');
  const all = USER_COLUMNS.filter(({ logicalName }) => !asked.database.lacks?.has(logicalName)).map(
    (column) => attribute(column, asked.database),
  );
  const rows = filter === undefined ? all : all.filter(compileMetadataFilter(filter));
  return {
    '@odata.context': `${asked.root}/$metadata#EntityDefinitions('${name}')/Attributes/${TYPE}(${select.join(',')})`,
    value: rows.map((row) =>
      Object.fromEntries([...new Set([...select, 'MetadataId'])].map((one) => [one, row[one]])),
    ),
  };
}

// Source: security-roles-privileges (privilege "Entity", which the basic roles hold at
// Organization); that the refusal names prvReadEntity, with this type code, is assumed
function refuseUnprivileged({ caller }: Asked): void {
  refuseWithoutRoles(caller);
  if (depthHeld(caller, 'prvReadEntity')) return;
  const table = { name: 'entity', typeCode: 9800, label: 'Entity' } as const;
  throw privilegeDenied(caller, 'prvReadEntity', table);
}

function readSelect({ options }: Asked): string[] {
  for (const name of options.keys()) {
    if (['$select', '$filter'].includes(name) || name.startsWith('@')) continue;
    if (name === '$expand') throw notPlayed('$expand on attributes');
    // Source: microsoft/PowerPlatform-DataverseClient-Python#74 ($top on EntityDefinitions)
    throw badQuery(`The query parameter ${name} is not supported.`);
  }
  const select = options.get('$select');
  if (select === undefined) throw notPlayed('attributes without $select');
  const names = select.split(',').map((one) => one.trim());
  for (const name of names) {
    // Source: OData library, ExpressionToken_IdentifierExpected
    if (name === '') throw badQuery(`Identifier expected at position ${select.length}.`);
    if (Object.hasOwn(PROPERTIES, name)) continue;
    if (ELSEWHERE.includes(name)) throw notPlayed(`the property ${name}`);
    throw noProperty(name, 'StringAttributeMetadata');
  }
  return names;
}

// Source: Web API reference, StringAttributeMetadata; shapes of Label, LocalizedLabel and
// BooleanManagedProperty as in query-metadata-web-api
function attribute(column: UserColumn, { organisation, secured }: Database): Answered {
  const id = deterministicGuid(`${organisation.name} attribute ${column.logicalName}`);
  return {
    LogicalName: column.logicalName,
    SchemaName: column.schemaName,
    EntityLogicalName: 'systemuser',
    DisplayName: label(column.label, id, !column.isCustom),
    AttributeType: 'String',
    AttributeTypeName: { Value: 'StringType' },
    // Source: the systemuser reference page: Format has no member for telephone numbers
    Format: column.format === 'Phone' ? 'Text' : column.format,
    FormatName: { Value: column.format },
    MaxLength: column.maxLength,
    AttributeOf: column.attributeOf,
    IsCustomAttribute: column.isCustom,
    IsManaged: !column.isCustom,
    IsLogical: column.attributeOf !== null,
    IsPrimaryName: column.logicalName === 'fullname',
    IsSecured: secured.has(column.logicalName),
    IsValidForRead: column.isReadable,
    IsValidForCreate: column.isWritable,
    IsValidForUpdate: column.isWritable,
    MetadataId: id,
  };
}

/** A column without a name has no label at all; an emptied one has an empty one. */
function label(text: string | null, id: string, isManaged: boolean): Answered {
  if (text === null) return { LocalizedLabels: [], UserLocalizedLabel: null };
  const said = {
    Label: text,
    LanguageCode: 1033,
    IsManaged: isManaged,
    MetadataId: deterministicGuid(`label ${id}`),
    HasChanged: null,
  };
  return { LocalizedLabels: [said], UserLocalizedLabel: said };
}
