import { entraIdOf } from './dataverse/ids.ts';
import { ORGANISATIONS, TENANTS } from './people.ts';

/**
 * Who can sign in with a user name and a password, and to which applications. Tests take their
 * constants from here; nothing in this file exists outside this machine.
 */

/** The applications that people sign in to. The first is the extension's own. */
export const SIGN_IN_CLIENTS = {
  /** Platform Mobile and desktop: public, PKCE, multi-tenant. */
  own: '5d0c1e7a-3b52-4c7e-9a41-0f2b6c8d9e10',
  /** The same, registered as a single-page application. */
  singlePage: '5d0c1e7a-3b52-4c7e-9a41-0f2b6c8d9e11',
  /** As the first, for accounts of contoso's tenant alone. */
  singleTenant: '5d0c1e7a-3b52-4c7e-9a41-0f2b6c8d9e12',
} as const;

/** Everybody's. Characters that a careless encoder breaks are in it. */
export const PASSWORD = 'CANARY-P-Sunny+day&7!<"\'%/=é';

// Source: Microsoft Learn, Entra built-in roles: names and template ids
export const DIRECTORY_ROLES = {
  'Global Administrator': '62e90394-69f5-4237-9190-012177145e10',
  'Application Administrator': '9b895d92-2cd3-44c7-9d02-a6ac2d5ea5c3',
  'Cloud Application Administrator': '158c047a-c907-4556-b7ef-446551a6b5f7',
} as const;
export type DirectoryRole = keyof typeof DIRECTORY_ROLES;

export type Account = {
  fullName: string;
  userName: string;
  tenantId: string;
  /** In the home tenant, and so in Dataverse's `azureactivedirectoryobjectid`. */
  objectId: string;
  roles: readonly DirectoryRole[];
  conditionalAccess?: 'blocked';
  /** Has not consented to anything yet, whatever the world says. */
  unconsented?: true;
};

function account(
  fullName: string,
  userName: string,
  roles: readonly DirectoryRole[] = [],
  more: Partial<Account> = {},
): Account {
  const objectId = entraIdOf(fullName);
  return { fullName, userName, tenantId: TENANTS.contoso, objectId, roles, ...more };
}

export const ACCOUNTS = {
  /** Makes applications, and is System Administrator in contoso's organisations. */
  administrator: account('Megan Bowen', 'megan.bowen@contoso.com', ['Application Administrator']),
  /** System Administrator in contoso, nothing in the directory. */
  crmAdministrator: account('Grady Archie', 'grady.archie@contoso.com'),
  /** Makes applications, and is a salesperson in contoso. */
  directoryAdministrator: account('Lynne Robbins', 'lynne.robbins@contoso.com', [
    'Cloud Application Administrator',
  ]),
  /** Makes applications, and is in no organisation. */
  newcomer: account('Ingrid Holm', 'ingrid.holm@contoso.com', ['Application Administrator']),
  /** A salesperson. */
  seller: account('Adele Vance', 'adele.vance@contoso.com'),
  /** Of fabrikam's tenant; a guest of contoso's in the world `guest`. */
  foreigner: account('Robin Fenwick', 'robin.fenwick@fabrikam.com', [], {
    tenantId: TENANTS.fabrikam,
  }),
  /** Conditional Access lets her in nowhere. */
  blocked: account('Lee Gu', 'lee.gu@contoso.com', [], { conditionalAccess: 'blocked' }),
  /** Is asked for her consent once. */
  unconsented: account('Joni Sherman', 'joni.sherman@contoso.com', ['Application Administrator'], {
    unconsented: true,
  }),
} as const satisfies Record<string, Account>;

export const ALL_ACCOUNTS: readonly Account[] = Object.values(ACCOUNTS);

/** Who Robin is in contoso's tenant when she is a guest there. */
export const GUEST_OBJECT_ID = entraIdOf('Robin Fenwick as a guest of contoso');

// Source: microsoft/terraform-provider-power-platform constants.go: hosts and audiences
export const CLOUD_HOSTS = {
  signIn: 'login.microsoftonline.com',
  graph: 'graph.microsoft.com',
  discovery: 'globaldisco.crm.dynamics.com',
  bap: 'api.bap.microsoft.com',
  bapAudience: 'service.powerapps.com',
} as const;

/** Scopes as a client asks for them. */
export const SCOPES = {
  graph: `https://${CLOUD_HOSTS.graph}/Application.ReadWrite.All`,
  dataverse: `${ORGANISATIONS.contoso.url}/user_impersonation`,
  discovery: `https://${CLOUD_HOSTS.discovery}/user_impersonation`,
  bap: `https://${CLOUD_HOSTS.bapAudience}/.default`,
} as const;
