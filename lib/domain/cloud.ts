/** One of Microsoft's clouds: which hosts serve an organisation, by the end of its host name. */
export type Cloud = {
  name: 'Commercial' | 'GCC' | 'GCC High' | 'DoD' | 'China';
  /** An organisation's host ends with this, after a dot. The longest one that fits decides. */
  orgSuffix: string;
  /** The first is ours to use; the others are believed too when a challenge names them. */
  authorityHosts: readonly [string, ...string[]];
  graphHost: string;
  discoveryHost: string;
  bapHost: string;
  powerAppsHost: string;
  bapScope: `https://${string}/.default`;
  makerHost: string;
  adminHost: string;
};

const WORLDWIDE_AUTHORITY = ['login.microsoftonline.com', 'login.windows.net'] as const;
const US_AUTHORITY = ['login.microsoftonline.us'] as const;

/**
 * Every cloud we know. A new one is a new row, nothing else.
 * Source  microsoft/terraform-provider-power-platform, constants.go (authority, BAP, Power Apps, scopes);
 *         microsoft/PowerApps-Samples, DiscoveryService/REST/Cloud.cs (discovery); MicrosoftDocs/power-platform,
 *         powerapps-us-government.md (portals). `login.windows.net` is what old tenants' challenges still name.
 *         From memory: the makers of DoD and China, the Graph of DoD.
 */
export const CLOUDS: readonly Cloud[] = [
  {
    name: 'GCC',
    orgSuffix: 'crm9.dynamics.com',
    authorityHosts: WORLDWIDE_AUTHORITY,
    graphHost: 'graph.microsoft.com',
    discoveryHost: 'globaldisco.crm9.dynamics.com',
    bapHost: 'gov.api.bap.microsoft.us',
    powerAppsHost: 'gov.api.powerapps.us',
    bapScope: 'https://service.powerapps.us/.default',
    makerHost: 'make.gov.powerapps.us',
    adminHost: 'gcc.admin.powerplatform.microsoft.us',
  },
  {
    name: 'Commercial',
    orgSuffix: 'dynamics.com',
    authorityHosts: WORLDWIDE_AUTHORITY,
    graphHost: 'graph.microsoft.com',
    discoveryHost: 'globaldisco.crm.dynamics.com',
    bapHost: 'api.bap.microsoft.com',
    powerAppsHost: 'api.powerapps.com',
    bapScope: 'https://service.powerapps.com/.default',
    makerHost: 'make.powerapps.com',
    adminHost: 'admin.powerplatform.microsoft.com',
  },
  {
    name: 'GCC High',
    orgSuffix: 'microsoftdynamics.us',
    authorityHosts: US_AUTHORITY,
    graphHost: 'graph.microsoft.us',
    discoveryHost: 'globaldisco.crm.microsoftdynamics.us',
    bapHost: 'high.api.bap.microsoft.us',
    powerAppsHost: 'high.api.powerapps.us',
    bapScope: 'https://high.service.apps.appsplatform.us/.default',
    makerHost: 'make.high.powerapps.us',
    adminHost: 'high.admin.powerplatform.microsoft.us',
  },
  {
    name: 'DoD',
    orgSuffix: 'appsplatform.us',
    authorityHosts: US_AUTHORITY,
    graphHost: 'dod-graph.microsoft.us',
    discoveryHost: 'globaldisco.crm.appsplatform.us',
    bapHost: 'api.bap.appsplatform.us',
    powerAppsHost: 'api.apps.appsplatform.us',
    bapScope: 'https://service.apps.appsplatform.us/.default',
    makerHost: 'make.apps.appsplatform.us',
    adminHost: 'admin.appsplatform.us',
  },
  {
    name: 'China',
    orgSuffix: 'dynamics.cn',
    authorityHosts: ['login.partner.microsoftonline.cn', 'login.chinacloudapi.cn'],
    graphHost: 'microsoftgraph.chinacloudapi.cn',
    discoveryHost: 'globaldisco.crm.dynamics.cn',
    bapHost: 'api.bap.partner.microsoftonline.cn',
    powerAppsHost: 'api.powerapps.cn',
    bapScope: 'https://service.powerapps.cn/.default',
    makerHost: 'make.powerapps.cn',
    adminHost: 'ppac.partner.microsoftonline.cn',
  },
];

/** The cloud of an organisation's, maker's or admin centre's host; undefined on-premises. */
export function cloudOf(host: string): Cloud | undefined {
  const name = host.toLowerCase();
  return CLOUDS.find(
    (cloud) =>
      name.endsWith(`.${cloud.orgSuffix}`) || name === cloud.makerHost || name === cloud.adminHost,
  );
}

/** Source: MicrosoftDocs/power-platform, new-datacenter-regions.md; DataverseServiceClient, DiscoveryServers.cs. */
const REGIONS: Record<string, string> = {
  crm: 'North America',
  crm2: 'South America',
  crm3: 'Canada',
  crm4: 'Europe (EMEA)',
  crm5: 'Asia Pacific',
  crm6: 'Oceania',
  crm7: 'Japan',
  crm8: 'India',
  crm9: 'US Government (GCC)',
  crm11: 'United Kingdom',
  crm12: 'France',
  crm14: 'South Africa',
  crm15: 'United Arab Emirates',
  crm16: 'Germany',
  crm17: 'Switzerland',
  crm19: 'Norway',
  crm20: 'Singapore',
  crm21: 'Korea',
  crm22: 'Sweden',
};
const NATIONAL_REGIONS: Partial<Record<Cloud['name'], string>> = {
  'GCC High': 'US Government (GCC High)',
  DoD: 'US Government (DoD)',
  China: 'China (21Vianet)',
};

/** A name to show for where an organisation lives, never to decide by: new regions appear. Empty on-premises. */
export function regionOf(host: string): string {
  const cloud = cloudOf(host);
  const label = host.toLowerCase().split('.').at(-3) ?? '';
  if (!cloud || !/^crm\d{0,2}$/.test(label)) return '';
  return NATIONAL_REGIONS[cloud.name] ?? REGIONS[label] ?? label;
}
