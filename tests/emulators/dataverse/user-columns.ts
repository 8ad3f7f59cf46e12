/** A column of systemuser that the String cast of its attributes lists. */
export type UserColumn = {
  logicalName: string;
  schemaName: string;
  label: string | null;
  format: StringFormat;
  maxLength: number;
  isCustom: boolean;
  isReadable: boolean;
  isWritable: boolean;
  /** Column security is on: who has no field permission reads null. */
  isSecured: boolean;
  /** The look-up that this is the name of; such a column is listed and is no property of a row. */
  attributeOf: string | null;
};
export type StringFormat = 'Text' | 'Email' | 'Phone' | 'Url' | 'PhoneticGuide';

type Told = [schemaName: string, label: string | null, format: StringFormat, maxLength: number];

// Source: powerapps-docs, reference/entities/systemuser.md, "Writable columns": schema name,
// DisplayName, FormatName and MaxLength of every column whose type is String
const WRITABLE: readonly Told[] = [
  ['Address1_City', 'City', 'Text', 128],
  ['Address1_Country', 'Country/Region', 'Text', 128],
  ['Address1_County', 'Address 1: County', 'Text', 128],
  ['Address1_Fax', 'Address 1: Fax', 'Text', 64],
  ['Address1_Line1', 'Street 1', 'Text', 1024],
  ['Address1_Line2', 'Street 2', 'Text', 1024],
  ['Address1_Line3', 'Street 3', 'Text', 1024],
  ['Address1_Name', 'Address 1: Name', 'Text', 100],
  ['Address1_PostalCode', 'ZIP/Postal Code', 'Text', 40],
  ['Address1_PostOfficeBox', 'Address 1: Post Office Box', 'Text', 40],
  ['Address1_StateOrProvince', 'State/Province', 'Text', 128],
  ['Address1_Telephone1', 'Main Phone', 'Phone', 64],
  ['Address1_Telephone2', 'Other Phone', 'Phone', 50],
  ['Address1_Telephone3', 'Pager', 'Phone', 50],
  ['Address1_UPSZone', 'Address 1: UPS Zone', 'Text', 4],
  ['Address2_City', 'Other City', 'Text', 128],
  ['Address2_Country', 'Other Country/Region', 'Text', 128],
  ['Address2_County', 'Address 2: County', 'Text', 128],
  ['Address2_Fax', 'Address 2: Fax', 'Text', 50],
  ['Address2_Line1', 'Other Street 1', 'Text', 1024],
  ['Address2_Line2', 'Other Street 2', 'Text', 1024],
  ['Address2_Line3', 'Other Street 3', 'Text', 1024],
  ['Address2_Name', 'Address 2: Name', 'Text', 100],
  ['Address2_PostalCode', 'Other ZIP/Postal Code', 'Text', 40],
  ['Address2_PostOfficeBox', 'Address 2: Post Office Box', 'Text', 40],
  ['Address2_StateOrProvince', 'Other State/Province', 'Text', 128],
  ['Address2_Telephone1', 'Address 2: Telephone 1', 'Phone', 50],
  ['Address2_Telephone2', 'Address 2: Telephone 2', 'Phone', 50],
  ['Address2_Telephone3', 'Address 2: Telephone 3', 'Phone', 50],
  ['Address2_UPSZone', 'Address 2: UPS Zone', 'Text', 4],
  ['DomainName', 'User Name', 'Text', 1024],
  ['EmployeeId', 'Employee', 'Text', 100],
  ['FirstName', 'First Name', 'Text', 256],
  ['GovernmentId', 'Government', 'Text', 100],
  ['HomePhone', 'Home Phone', 'Phone', 50],
  ['InternalEMailAddress', 'Primary Email', 'Email', 100],
  ['JobTitle', 'Job Title', 'Text', 100],
  ['LastName', 'Last Name', 'Text', 256],
  ['MiddleName', 'Middle Name', 'Text', 50],
  ['MobileAlertEMail', 'Mobile Alert Email', 'Email', 100],
  ['MobilePhone', 'Mobile Phone', 'Phone', 64],
  ['NickName', 'Nickname', 'Text', 50],
  ['PersonalEMailAddress', 'Email 2', 'Email', 100],
  ['PhotoUrl', 'Photo URL', 'Url', 200],
  ['Salutation', 'Salutation', 'Text', 20],
  ['SharePointEmailAddress', 'SharePoint Email Address', 'Text', 1024],
  ['Skills', 'Skills', 'Text', 100],
  ['Title', 'Title', 'Text', 128],
  ['TraversedPath', '(Deprecated) Traversed Path', 'Text', 1250],
  ['WindowsLiveID', 'Windows Live ID', 'Email', 1024],
  ['YammerEmailAddress', 'Yammer Email', 'Email', 200],
  ['YammerUserId', 'Yammer User ID', 'Text', 128],
  ['YomiFirstName', 'Yomi First Name', 'PhoneticGuide', 64],
  ['YomiLastName', 'Yomi Last Name', 'PhoneticGuide', 64],
  ['YomiMiddleName', 'Yomi Middle Name', 'PhoneticGuide', 50],
];

// Source: the same page, "Read-only columns"
const READ_ONLY: readonly Told[] = [
  ['ApplicationIdUri', 'Application ID URI', 'Text', 1024],
  ['DefaultOdbFolderName', 'Default OneDrive for Business Folder Name', 'Text', 200],
  ['DisabledReason', 'Disabled Reason', 'Text', 500],
  ['EntityImage_URL', null, 'Url', 200],
  ['FullName', 'Full Name', 'Text', 200],
  ['UserPuid', 'User PUID', 'Text', 100],
  ['YomiFullName', 'Yomi Full Name', 'PhoneticGuide', 200],
];

/** Columns that this customer made. */
const CUSTOM: readonly (Told & { 0: `contoso_${string}` })[] = [
  ['contoso_MapsimiseLogin', 'Mapsimise Login', 'Text', 100],
  ['contoso_MailDual', 'Zweite E-Mail', 'Email', 100],
  ['contoso_SecretMail', 'Secret Mail', 'Email', 100],
  ['contoso_Legacy', '', 'Text', 100],
  ['contoso_Unnamed', null, 'Text', 100],
  ['contoso_ImportHash', 'Import Hash', 'Text', 100],
];
const SECURED = ['contoso_SecretMail'];
const NOT_READABLE = ['contoso_ImportHash'];

/** Look-ups of the table; those that lead to users have a name in kana, too. */
// Source: the same page, columns of type Lookup, and OrganizationIdName; that each has a name
// column in the String cast was measured (protocols.md 4.2); the Yomi ones are general knowledge
const TO_USERS = [
  'CreatedBy',
  'ModifiedBy',
  'CreatedOnBehalfBy',
  'ModifiedOnBehalfBy',
  'ParentSystemUserId',
];
const LOOK_UPS = [
  ...TO_USERS,
  'BusinessUnitId',
  'CalendarId',
  'DefaultMailbox',
  'MobileOfflineProfileId',
  'OrganizationId',
  'PositionId',
  'QueueId',
  'TerritoryId',
  'TransactionCurrencyId',
];

function column(told: Told, more: Partial<UserColumn> = {}): UserColumn {
  const [schemaName, label, format, maxLength] = told;
  return {
    logicalName: schemaName.toLowerCase(),
    schemaName,
    label,
    format,
    maxLength,
    isCustom: false,
    isReadable: true,
    isWritable: true,
    isSecured: false,
    attributeOf: null,
    ...more,
  };
}

const nameOf = (lookUp: string, suffix: string) =>
  column([`${lookUp}${suffix}`, null, 'Text', 100], {
    isWritable: false,
    attributeOf: lookUp.toLowerCase(),
  });

export const USER_COLUMNS: readonly UserColumn[] = [
  ...WRITABLE.map((told) => column(told)),
  ...READ_ONLY.map((told) => column(told, { isWritable: false })),
  ...CUSTOM.map((told) =>
    column(told, {
      isCustom: true,
      isSecured: SECURED.includes(told[0]),
      isReadable: !NOT_READABLE.includes(told[0]),
    }),
  ),
  ...LOOK_UPS.map((lookUp) => nameOf(lookUp, 'Name')),
  ...TO_USERS.map((lookUp) => nameOf(lookUp, 'YomiName')),
].sort((one, other) => (one.logicalName < other.logicalName ? -1 : 1));

/** The columns that a row has beside those of the recorded body. */
export const CUSTOM_COLUMNS: readonly string[] = USER_COLUMNS.filter(
  ({ isCustom, isReadable }) => isCustom && isReadable,
).map(({ logicalName }) => logicalName);
