import { readFileSync } from 'node:fs';
import { CUSTOM_COLUMNS } from './user-columns.ts';

export type EdmType =
  | 'Edm.Guid'
  | 'Edm.String'
  | 'Edm.Int32'
  | 'Edm.Int64'
  | 'Edm.Boolean'
  | 'Edm.Double'
  | 'Edm.Decimal'
  | 'Edm.DateTimeOffset';

export type TableName =
  | 'systemuser'
  | 'role'
  | 'privilege'
  | 'businessunit'
  | 'account'
  | 'contact'
  | 'lead';

export type Navigation = { to: TableName; many: boolean; column?: string };

export type Table = {
  name: TableName;
  set: string;
  key: string;
  primaryName: string;
  typeCode: number;
  label: string;
  readPrivilege: string;
  columns: Readonly<Record<string, EdmType>>;
  navigations: Readonly<Record<string, Navigation>>;
};

// Source: microsoft/terraform-provider-power-platform, recorded bodies with every column of the
// table; types of the columns that matter from Microsoft Learn, Web API entity reference. Columns
// that are null in the recording and not named below are taken for strings.
const systemuserColumns: Record<string, EdmType> = {
  ...recordedColumns('tf_systemuser.json', {
    systemuserid: 'Edm.Guid',
    ownerid: 'Edm.Guid',
    organizationid: 'Edm.Guid',
    applicationid: 'Edm.Guid',
    azureactivedirectoryobjectid: 'Edm.Guid',
    address1_latitude: 'Edm.Double',
    address1_longitude: 'Edm.Double',
    address2_latitude: 'Edm.Double',
    address2_longitude: 'Edm.Double',
    createdon: 'Edm.DateTimeOffset',
    modifiedon: 'Edm.DateTimeOffset',
    overriddencreatedon: 'Edm.DateTimeOffset',
    versionnumber: 'Edm.Int64',
    caltype: 'Edm.Int32',
    address1_addressid: 'Edm.Guid',
    address2_addressid: 'Edm.Guid',
    address1_utcoffset: 'Edm.Int32',
    address2_utcoffset: 'Edm.Int32',
    azuredeletedon: 'Edm.DateTimeOffset',
    entityimageid: 'Edm.Guid',
    entityimage_timestamp: 'Edm.Int64',
    exchangerate: 'Edm.Decimal',
    importsequencenumber: 'Edm.Int32',
    passporthi: 'Edm.Int32',
    passportlo: 'Edm.Int32',
    processid: 'Edm.Guid',
    stageid: 'Edm.Guid',
    timezoneruleversionnumber: 'Edm.Int32',
    utcconversiontimezonecode: 'Edm.Int32',
  }),
  ...Object.fromEntries(CUSTOM_COLUMNS.map((name): [string, EdmType] => [name, 'Edm.String'])),
};
const businessunitColumns = recordedColumns('tf_businessunit.json', {
  businessunitid: 'Edm.Guid',
  createdon: 'Edm.DateTimeOffset',
  modifiedon: 'Edm.DateTimeOffset',
  versionnumber: 'Edm.Int64',
});

/** Columns that a row of a person or a company has. Source: Web API reference, account/contact/lead. */
const addressed = {
  emailaddress1: 'Edm.String',
  telephone1: 'Edm.String',
  address1_line1: 'Edm.String',
  address1_city: 'Edm.String',
  address1_postalcode: 'Edm.String',
  address1_stateorprovince: 'Edm.String',
  address1_country: 'Edm.String',
  address1_composite: 'Edm.String',
  address1_latitude: 'Edm.Double',
  address1_longitude: 'Edm.Double',
  statecode: 'Edm.Int32',
  statuscode: 'Edm.Int32',
  createdon: 'Edm.DateTimeOffset',
  modifiedon: 'Edm.DateTimeOffset',
  versionnumber: 'Edm.Int64',
  _ownerid_value: 'Edm.Guid',
  _owningbusinessunit_value: 'Edm.Guid',
} as const;

// Source: Web API entity type reference: set names, keys, navigation names; type codes as printed
// in privilege errors (OTC)
export const TABLES: Readonly<Record<TableName, Table>> = {
  systemuser: {
    name: 'systemuser',
    set: 'systemusers',
    key: 'systemuserid',
    primaryName: 'fullname',
    typeCode: 8,
    label: 'User',
    readPrivilege: 'prvReadUser',
    columns: systemuserColumns,
    navigations: {
      systemuserroles_association: { to: 'role', many: true },
      businessunitid: { to: 'businessunit', many: false, column: '_businessunitid_value' },
      parentsystemuserid: { to: 'systemuser', many: false, column: '_parentsystemuserid_value' },
    },
  },
  role: {
    name: 'role',
    set: 'roles',
    key: 'roleid',
    primaryName: 'name',
    typeCode: 1036,
    label: 'Security Role',
    readPrivilege: 'prvReadRole',
    columns: {
      roleid: 'Edm.Guid',
      name: 'Edm.String',
      ismanaged: 'Edm.Boolean',
      isinherited: 'Edm.Int32',
      _businessunitid_value: 'Edm.Guid',
      _parentrootroleid_value: 'Edm.Guid',
      _roletemplateid_value: 'Edm.Guid',
      organizationid: 'Edm.Guid',
      createdon: 'Edm.DateTimeOffset',
      modifiedon: 'Edm.DateTimeOffset',
      versionnumber: 'Edm.Int64',
    },
    navigations: {
      roleprivileges_association: { to: 'privilege', many: true },
      systemuserroles_association: { to: 'systemuser', many: true },
      businessunitid: { to: 'businessunit', many: false, column: '_businessunitid_value' },
    },
  },
  privilege: {
    name: 'privilege',
    set: 'privileges',
    key: 'privilegeid',
    primaryName: 'name',
    typeCode: 1023,
    label: 'Privilege',
    readPrivilege: 'prvReadPrivilege',
    columns: {
      privilegeid: 'Edm.Guid',
      name: 'Edm.String',
      accessright: 'Edm.Int32',
      canbebasic: 'Edm.Boolean',
      canbelocal: 'Edm.Boolean',
      canbedeep: 'Edm.Boolean',
      canbeglobal: 'Edm.Boolean',
      versionnumber: 'Edm.Int64',
    },
    navigations: { roleprivileges_association: { to: 'role', many: true } },
  },
  businessunit: {
    name: 'businessunit',
    set: 'businessunits',
    key: 'businessunitid',
    primaryName: 'name',
    typeCode: 10,
    label: 'Business Unit',
    readPrivilege: 'prvReadBusinessUnit',
    columns: businessunitColumns,
    navigations: {
      parentbusinessunitid: {
        to: 'businessunit',
        many: false,
        column: '_parentbusinessunitid_value',
      },
    },
  },
  account: {
    name: 'account',
    set: 'accounts',
    key: 'accountid',
    primaryName: 'name',
    typeCode: 1,
    label: 'Account',
    readPrivilege: 'prvReadAccount',
    columns: {
      accountid: 'Edm.Guid',
      name: 'Edm.String',
      accountnumber: 'Edm.String',
      websiteurl: 'Edm.String',
      revenue: 'Edm.Decimal',
      numberofemployees: 'Edm.Int32',
      _primarycontactid_value: 'Edm.Guid',
      ...addressed,
    },
    navigations: {
      primarycontactid: { to: 'contact', many: false, column: '_primarycontactid_value' },
      owninguser: { to: 'systemuser', many: false, column: '_ownerid_value' },
    },
  },
  contact: {
    name: 'contact',
    set: 'contacts',
    key: 'contactid',
    primaryName: 'fullname',
    typeCode: 2,
    label: 'Contact',
    readPrivilege: 'prvReadContact',
    columns: {
      contactid: 'Edm.Guid',
      fullname: 'Edm.String',
      firstname: 'Edm.String',
      lastname: 'Edm.String',
      jobtitle: 'Edm.String',
      _parentcustomerid_value: 'Edm.Guid',
      ...addressed,
    },
    navigations: {
      parentcustomerid_account: { to: 'account', many: false, column: '_parentcustomerid_value' },
      owninguser: { to: 'systemuser', many: false, column: '_ownerid_value' },
    },
  },
  lead: {
    name: 'lead',
    set: 'leads',
    key: 'leadid',
    primaryName: 'fullname',
    typeCode: 4,
    label: 'Lead',
    readPrivilege: 'prvReadLead',
    columns: {
      leadid: 'Edm.Guid',
      fullname: 'Edm.String',
      firstname: 'Edm.String',
      lastname: 'Edm.String',
      subject: 'Edm.String',
      companyname: 'Edm.String',
      ...addressed,
    },
    navigations: {
      owninguser: { to: 'systemuser', many: false, column: '_ownerid_value' },
    },
  },
};

export function tableOfSet(set: string): Table | undefined {
  return Object.values(TABLES).find((table) => table.set === set);
}

function recordedColumns(file: string, known: Record<string, EdmType>): Record<string, EdmType> {
  const url = new URL(`../../fixtures/samples/${file}`, import.meta.url);
  const row = JSON.parse(readFileSync(url, 'utf8')) as Record<string, unknown>;
  const columns: Record<string, EdmType> = {};
  for (const [name, value] of Object.entries(row)) {
    if (name.includes('@') || Array.isArray(value)) continue;
    columns[name] = known[name] ?? typeSeen(name, value);
  }
  return columns;
}

function typeSeen(name: string, value: unknown): EdmType {
  if (/^_.+_value$/.test(name)) return 'Edm.Guid';
  if (typeof value === 'boolean') return 'Edm.Boolean';
  if (typeof value === 'number') return 'Edm.Int32';
  return 'Edm.String';
}
