import { ADELE, APPLICATION_NAME, CLIENT_ID, SERVICE_PRINCIPAL_ID } from '../people.ts';
import type { RoleName } from './roles.ts';

export type Person = {
  fullName: string;
  /** `systemuser.domainname`, "Username" on screen. */
  userName: string;
  email: string | null;
  /** `personalemailaddress`, "Email 2" on screen. */
  email2?: string;
  mobileAlertEmail?: string;
  title?: string;
  disabled?: true;
  licensed?: false;
  /** Source: Microsoft Learn, systemuser.accessmode: 0 Read-Write … 5 Delegated Admin. */
  accessMode?: 0 | 1 | 2 | 3 | 4 | 5;
  roles: readonly RoleName[];
  application?: { clientId: string; objectId: string };
};

const sales: readonly RoleName[] = ['Salesperson'];

export const STAFF: readonly Person[] = [
  {
    fullName: ADELE.fullName,
    userName: ADELE.email,
    email: ADELE.email,
    title: 'Retail Manager',
    roles: sales,
  },
  {
    fullName: 'Alex Wilber',
    userName: 'alexw@contoso.onmicrosoft.com',
    email: 'alex.wilber@contoso.com',
    email2: 'alex.wilber@contoso.com',
    roles: sales,
  },
  {
    fullName: 'Diego Siciliani',
    userName: 'diego.siciliani@contoso.com',
    email: 'diego.siciliani@contoso.com',
    disabled: true,
    roles: sales,
  },
  {
    fullName: 'Grady Archie',
    userName: 'grady.archie@contoso.com',
    email: 'grady.archie@contoso.com',
    accessMode: 1,
    roles: ['System Administrator'],
  },
  {
    fullName: 'Henrietta Mueller',
    userName: 'henrietta.mueller@contoso.com',
    email: 'henrietta.müller@contoso.com',
    roles: sales,
  },
  {
    fullName: 'Isaiah Langer',
    userName: 'isaiah.langer@contoso.com',
    email: 'isaiah.langer@contoso.com',
    accessMode: 2,
    roles: sales,
  },
  { fullName: 'Johanna Lorenz', userName: 'johanna.lorenz@contoso.com', email: null, roles: sales },
  {
    fullName: 'Lee Gu',
    userName: 'lee.gu@contoso.com',
    email: 'lee.gu@contoso.com',
    mobileAlertEmail: 'lee@gu.example',
    roles: sales,
  },
  {
    fullName: 'Lidia Holloway',
    userName: 'lidia.holloway@contoso.com',
    email: 'shared.sales@contoso.com',
    roles: sales,
  },
  {
    fullName: 'Lynne Robbins',
    userName: 'lynne.robbins@contoso.com',
    email: 'shared.sales@contoso.com',
    roles: sales,
  },
  {
    fullName: 'Megan Bowen',
    userName: 'megan.bowen@contoso.com',
    email: 'megan.bowen@contoso.com',
    title: 'CRM Administrator',
    roles: ['System Administrator', 'Salesperson'],
  },
  {
    fullName: "Seán O'Neil",
    userName: "sean.o'neil@contoso.com",
    email: "sean.o'neil@contoso.com",
    roles: sales,
  },
  {
    fullName: 'Nestor Wilke',
    userName: 'nestor.wilke@contoso.com',
    email: 'nestor.wilke@contoso.com',
    licensed: false,
    roles: [],
  },
  {
    fullName: 'Partner Support',
    userName: 'support@partner.example',
    email: 'support@partner.example',
    accessMode: 5,
    roles: ['System Administrator'],
  },
  {
    fullName: 'Crm Integration',
    userName: 'crmoln@microsoft.com',
    email: null,
    accessMode: 4,
    roles: ['System Administrator'],
  },
];

// Source: microsoft/terraform-provider-power-platform api_application.go: accessmode 4; the name
// with "# " and the domain name are as Dataverse makes them for an application user (recorded body)
export const APPLICATION_USER: Person = {
  fullName: `# ${APPLICATION_NAME}`,
  userName: `${CLIENT_ID}@contoso.onmicrosoft.com`,
  email: null,
  accessMode: 4,
  licensed: false,
  roles: ['Mapsimise Service', 'Delegate'],
  application: { clientId: CLIENT_ID, objectId: SERVICE_PRINCIPAL_ID },
};
