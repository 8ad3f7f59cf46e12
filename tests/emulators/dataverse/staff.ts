import { APPLICATION_NAME, CLIENT_ID, SERVICE_PRINCIPAL_ID } from '../people.ts';
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
  /** Further text columns, standard and custom, by logical name. */
  columns?: Readonly<Record<string, string>>;
  disabled?: boolean;
  /** Softly: the row stays, with `deletedstate` 1. */
  deleted?: boolean;
  licensed?: false;
  /** Source: Microsoft Learn, systemuser.accessmode: 0 Read-Write … 5 Delegated Admin. */
  accessMode?: 0 | 1 | 2 | 3 | 4 | 5;
  /** `azureactivedirectoryobjectid`; null where the row was never matched with the directory. */
  entraId?: string | null;
  roles: readonly RoleName[];
  /** Roles that come with a team. */
  teamRoles?: readonly RoleName[];
  application?: { clientId: string; objectId: string };
};

/** What a world changes about somebody. */
export type PersonChange = Partial<Omit<Person, 'fullName' | 'application'>>;

// Source: microsoft/terraform-provider-power-platform api_application.go: accessmode 4; the name
// with "# " and the domain name are as Dataverse makes them for an application user (recorded body)
export function applicationPerson(clientId: string, objectId: string, name: string): Person {
  return {
    fullName: `# ${name}`,
    userName: `${clientId}@contoso.onmicrosoft.com`,
    email: null,
    accessMode: 4,
    licensed: false,
    roles: [],
    application: { clientId, objectId },
  };
}

export const APPLICATION_USER: Person = {
  ...applicationPerson(CLIENT_ID, SERVICE_PRINCIPAL_ID, APPLICATION_NAME),
  roles: ['Mapsimise Service', 'Delegate'],
};
