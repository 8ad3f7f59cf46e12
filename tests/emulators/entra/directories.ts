import {
  APPLICATION_NAME,
  CLIENT_ID,
  ORGANISATIONS,
  SECRET,
  SERVICE_PRINCIPAL_ID,
  TENANTS,
} from '../people.ts';

// Source: microsoft/terraform-provider-power-platform constants.go and Microsoft Learn
// "national clouds": each cloud has its own sign-in hosts
const SIGN_IN_HOSTS: Readonly<Record<string, Cloud>> = {
  'login.microsoftonline.com': 'commercial',
  'login.windows.net': 'commercial',
  'login.microsoftonline.us': 'us-government',
  'login.chinacloudapi.cn': 'china',
  'login.partner.microsoftonline.cn': 'china',
};

export type Cloud = 'commercial' | 'us-government' | 'china';

export type Application = { name: string; clientId: string; secret: string; objectId: string };

export type Directory = {
  tenantId: string;
  displayName: string;
  cloud: Cloud;
  domains: readonly string[];
  applications: readonly Application[];
  /** The organisations whose URL is a resource here. */
  resourceHosts: readonly string[];
};

const connect: Application = {
  name: APPLICATION_NAME,
  clientId: CLIENT_ID,
  secret: SECRET,
  objectId: SERVICE_PRINCIPAL_ID,
};

const DIRECTORIES: readonly Directory[] = [
  {
    tenantId: TENANTS.contoso,
    displayName: 'Contoso',
    cloud: 'commercial',
    domains: ['contoso.com', 'contoso.onmicrosoft.com'],
    applications: [connect],
    resourceHosts: hostsOf(TENANTS.contoso),
  },
  {
    tenantId: TENANTS.fabrikam,
    displayName: 'Fabrikam',
    cloud: 'commercial',
    domains: ['fabrikam.com', 'fabrikam.onmicrosoft.com'],
    applications: [],
    resourceHosts: hostsOf(TENANTS.fabrikam),
  },
];

function hostsOf(tenantId: string): string[] {
  return Object.values(ORGANISATIONS)
    .filter((organisation) => organisation.tenantId === tenantId)
    .flatMap((organisation) => [organisation.host, organisation.apiHost]);
}

export function cloudOf(host: string): Cloud | undefined {
  return SIGN_IN_HOSTS[host];
}

export function directoryNamed(tenant: string, cloud: Cloud): Directory | undefined {
  const wanted = tenant.toLowerCase();
  return DIRECTORIES.find(
    (directory) =>
      directory.cloud === cloud &&
      (directory.tenantId === wanted || directory.domains.includes(wanted)),
  );
}

const GUID = /^[0-9a-f]{8}-(?:[0-9a-f]{4}-){3}[0-9a-f]{12}$/i;
const DOMAIN = /^(?=.{1,253}$)(?:[a-z0-9](?:[a-z0-9-]{0,61}[a-z0-9])?\.)+[a-z]{2,}$/i;

export function readsAsTenant(tenant: string): boolean {
  return GUID.test(tenant) || DOMAIN.test(tenant);
}
