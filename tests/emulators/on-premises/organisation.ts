import { createDatabase, type Database } from '../dataverse/database.ts';
import type { Person } from '../dataverse/staff.ts';
import { STAFF } from '../dataverse/staff-data.ts';
import { TABLES, type Table } from '../dataverse/tables.ts';
import { ADELE, type Organisation } from '../people.ts';
import type { World } from '../world.ts';
import type { OnPremisesFaults } from './faults.ts';
import { ACCOUNTS, CRM_SERVER } from './people.ts';

/** The Entra columns, which a company's own server does not have. */
// Source: protocols of the vendor's SDK differ; that these are refused on-premises is assumed
const ENTRA_COLUMNS = [
  'azureactivedirectoryobjectid',
  'applicationid',
  'applicationiduri',
  'azurestate',
  'azuredeletedon',
  'userpuid',
];

const DOMAIN_NAMES: Readonly<Record<string, string>> = { [ADELE.fullName]: ACCOUNTS.adele.sam };

/** The organisation of the company's own CRM, as a world has it. */
export function createOnPremises(world: World): Database {
  const faults = world.onPremises;
  const database = createDatabase(organisationOf(faults), world, peopleOf(faults));
  for (const { row } of database.users) {
    for (const column of ENTRA_COLUMNS) delete row[column];
    row.windowsliveid = null;
  }
  return { ...database, lacks: new Set(ENTRA_COLUMNS) };
}

/** What the cloud has of an organisation, and this one does not, stays empty and is never told. */
function organisationOf(faults: OnPremisesFaults | undefined): Organisation {
  const { internal, organizationId, uniqueName, friendlyName } = CRM_SERVER;
  return {
    name: 'contoso-on-premises',
    host: internal.host,
    apiHost: internal.host,
    url: internal.url,
    tenantId: '',
    organizationId,
    environmentId: '',
    uniqueName,
    friendlyName,
    version: faults?.api === 'v8.2' ? CRM_SERVER.olderVersion : CRM_SERVER.version,
    geo: '',
    datacenterId: '',
    type: 'Customer',
  };
}

const SERVICE_ROLES = {
  'without-lead': ['Mapsimise Service without leads', 'Delegate'],
  'without-tables': ['Mapsimise Service without tables', 'Delegate'],
  'without-delegation': ['Mapsimise Service'],
} as const;

function peopleOf(faults: OnPremisesFaults | undefined): Person[] {
  const fault = faults?.serviceUser;
  const service = (fullName: string, sam: string): Person => ({
    fullName,
    userName: `CONTOSO\\${sam}`,
    email: `${sam}@contoso.com`,
    accessMode: 4,
    roles: ['Mapsimise Service', 'Delegate'],
  });
  const own: Person = {
    ...service('Mapsimise Service Account', ACCOUNTS.service.sam),
    ...(fault === 'disabled' ? { disabled: true as const } : {}),
    ...(fault !== undefined && fault in SERVICE_ROLES
      ? { roles: SERVICE_ROLES[fault as keyof typeof SERVICE_ROLES] }
      : {}),
  };
  return [
    ...STAFF.map((person) => ({ ...person, userName: domainNameOf(person.fullName) })),
    ...(fault === 'missing' ? [] : [own]),
    service('Müller & Söhne Service', ACCOUNTS.special.sam),
    { ...service('Disabled Service Account', ACCOUNTS.disabled.sam), disabled: true },
  ];
}

/** `CONTOSO\adelev`: the first name and the beginning of the last. */
function domainNameOf(fullName: string): string {
  const [first = '', last = ''] = fullName.toLowerCase().split(' ');
  return `CONTOSO\\${DOMAIN_NAMES[fullName] ?? `${first}${last.slice(0, 1)}`}`;
}

const { systemuser } = TABLES;

/** The tables as this server has them. */
export const ON_PREMISES_TABLES: Readonly<Record<string, Table>> = {
  ...TABLES,
  systemuser: {
    ...systemuser,
    columns: Object.fromEntries(
      Object.entries(systemuser.columns).filter(([name]) => !ENTRA_COLUMNS.includes(name)),
    ),
  },
};
