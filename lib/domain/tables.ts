/** The tables for which Mapsimise makes geocoding rules when a connector is created, so the ones a test must read. */
export const MAPPED_TABLES = ['account', 'contact', 'lead', 'systemuser'] as const;
export type TableName = (typeof MAPPED_TABLES)[number];

/** The tables that a person maps: without one of them readable there is nothing to draw. */
export const CUSTOMER_TABLES = ['account', 'contact', 'lead'] as const satisfies TableName[];

/** What people call the table, its entity set in the Web API, its key column and its read privilege. */
export const TABLES: Record<
  TableName,
  { label: string; entitySet: string; key: string; privilege: string }
> = {
  account: {
    label: 'Account',
    entitySet: 'accounts',
    key: 'accountid',
    privilege: 'prvReadAccount',
  },
  contact: {
    label: 'Contact',
    entitySet: 'contacts',
    key: 'contactid',
    privilege: 'prvReadContact',
  },
  lead: { label: 'Lead', entitySet: 'leads', key: 'leadid', privilege: 'prvReadLead' },
  systemuser: {
    label: 'User',
    entitySet: 'systemusers',
    key: 'systemuserid',
    privilege: 'prvReadUser',
  },
};
