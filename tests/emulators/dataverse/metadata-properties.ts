export const TYPE = 'Microsoft.Dynamics.CRM.StringAttributeMetadata';

/** What a property is, for $filter: a primitive, an enumeration, or something with a `Value`. */
export type PropertyType =
  | 'Edm.String'
  | 'Edm.Boolean'
  | 'Edm.Int32'
  | 'Edm.Guid'
  | { enumeration: string }
  | { complex: string; hasValue: boolean };

// Source: Web API reference, AttributeMetadata and StringAttributeMetadata EntityTypes
export const PROPERTIES: Readonly<Record<string, PropertyType>> = {
  LogicalName: 'Edm.String',
  SchemaName: 'Edm.String',
  EntityLogicalName: 'Edm.String',
  AttributeOf: 'Edm.String',
  DisplayName: { complex: 'Label', hasValue: false },
  AttributeType: { enumeration: 'AttributeTypeCode' },
  AttributeTypeName: { complex: 'AttributeTypeDisplayName', hasValue: true },
  Format: { enumeration: 'StringFormat' },
  FormatName: { complex: 'StringFormatName', hasValue: true },
  MaxLength: 'Edm.Int32',
  IsCustomAttribute: 'Edm.Boolean',
  IsManaged: 'Edm.Boolean',
  IsLogical: 'Edm.Boolean',
  IsPrimaryName: 'Edm.Boolean',
  IsSecured: 'Edm.Boolean',
  IsValidForRead: 'Edm.Boolean',
  IsValidForCreate: 'Edm.Boolean',
  IsValidForUpdate: 'Edm.Boolean',
  MetadataId: 'Edm.Guid',
};

/** Properties that the real type has and this emulator does not play. */
// Source: the same
export const ELSEWHERE: readonly string[] = [
  'AutoNumberFormat',
  'CanBeSecuredForCreate',
  'CanBeSecuredForRead',
  'CanBeSecuredForUpdate',
  'CanModifyAdditionalSettings',
  'ColumnNumber',
  'CreatedOn',
  'DatabaseLength',
  'DeprecatedVersion',
  'Description',
  'ExternalName',
  'FormulaDefinition',
  'HasChanged',
  'ImeMode',
  'InheritsFrom',
  'IntroducedVersion',
  'IsAuditEnabled',
  'IsCustomizable',
  'IsDataSourceSecret',
  'IsFilterable',
  'IsGlobalFilterEnabled',
  'IsLocalizable',
  'IsPrimaryId',
  'IsRenameable',
  'IsRequiredForForm',
  'IsRetrievable',
  'IsSearchable',
  'IsSortableEnabled',
  'IsValidForAdvancedFind',
  'IsValidForForm',
  'IsValidForGrid',
  'IsValidODataAttribute',
  'LinkedAttributeId',
  'ModifiedOn',
  'RequiredLevel',
  'SourceType',
  'SourceTypeMask',
  'YomiOf',
];
