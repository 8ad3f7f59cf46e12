import { ORGANISATIONS, TENANTS } from '../people.ts';

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

export type Directory = {
  tenantId: string;
  displayName: string;
  cloud: Cloud;
  domains: readonly string[];
  /** The organisations whose URL is a resource here. */
  resourceHosts: readonly string[];
};

const DIRECTORIES: readonly Directory[] = [
  {
    tenantId: TENANTS.contoso,
    displayName: 'Contoso',
    cloud: 'commercial',
    domains: ['contoso.com', 'contoso.onmicrosoft.com'],
    resourceHosts: hostsOf(TENANTS.contoso),
  },
  {
    tenantId: TENANTS.fabrikam,
    displayName: 'Fabrikam',
    cloud: 'commercial',
    domains: ['fabrikam.com', 'fabrikam.onmicrosoft.com'],
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

/** Paths that stand for no tenant in particular. */
// Source: Microsoft Learn, v2-protocols "Endpoints"; consumers (personal accounts) is not played
export function isTenantless(tenant: string): boolean {
  return tenant === 'common' || tenant === 'organizations';
}

export function directoryById(tenantId: string): Directory | undefined {
  return DIRECTORIES.find((directory) => directory.tenantId === tenantId);
}

export function readsAsTenant(tenant: string): boolean {
  return GUID.test(tenant) || DOMAIN.test(tenant);
}
