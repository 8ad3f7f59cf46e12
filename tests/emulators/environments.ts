import { ORGANISATIONS, type Organisation, TENANTS } from './people.ts';
import type { World } from './world.ts';

/** An environment as discovery and the Power Platform's own API know it. */
export type Environment = {
  id: string;
  displayName: string;
  tenantId: string;
  sku: 'Production' | 'Sandbox' | 'Trial' | 'Default';
  /** `location` of the Power Platform, `Region` of discovery. */
  location: string;
  region: string;
  isDefault?: true;
  isDisabled?: true;
  /** Absent where there is no Dataverse. */
  organisation?: Pick<
    Organisation,
    'organizationId' | 'uniqueName' | 'version' | 'url' | 'host' | 'apiHost' | 'datacenterId'
  >;
};

const PLACES: Readonly<Record<Organisation['geo'], Pick<Environment, 'location' | 'region'>>> = {
  EMEA: { location: 'europe', region: 'EMEA' },
  NA: { location: 'unitedstates', region: 'NA' },
  GBR: { location: 'unitedkingdom', region: 'GBR' },
};
const EUROPE = { location: 'europe', region: 'EMEA' };

function played(organisation: Organisation): Environment {
  return {
    id: organisation.environmentId,
    displayName: organisation.friendlyName,
    tenantId: organisation.tenantId,
    sku: organisation.type === 'CustomerTest' ? 'Sandbox' : 'Production',
    ...(PLACES[organisation.geo] ?? EUROPE),
    organisation,
  };
}

/** One that is listed, and whose host answers 404. */
function listed(
  name: string,
  environment: Pick<Environment, 'id' | 'displayName' | 'sku'> & Partial<Environment>,
  ids: { organizationId: string; uniqueName: string },
): Environment {
  return {
    tenantId: TENANTS.contoso,
    ...EUROPE,
    ...environment,
    organisation: {
      ...ids,
      version: '9.2.24104.00187',
      host: `${name}.crm4.dynamics.com`,
      apiHost: `${name}.api.crm4.dynamics.com`,
      url: `https://${name}.crm4.dynamics.com`,
      datacenterId: ORGANISATIONS.contoso.datacenterId,
    },
  };
}

/** Where there are apps and no database. */
export const APPS_ONLY_ID = 'a1c3e5f7-9b2d-4e6f-8a10-2c4e6f8a0b1d';
export const DEFAULT_ID = `Default-${TENANTS.contoso}`;
export const TRIAL_ID = 'e4a7c2d9-1f58-4b63-8d07-6b9c3e5f2a18';
export const DISABLED_ID = 'f5b8d3ea-2069-4c74-9e18-7cad4f603b29';

export const ENVIRONMENTS: readonly Environment[] = [
  ...Object.values(ORGANISATIONS).map(played),
  listed(
    'contoso-trial',
    { id: TRIAL_ID, displayName: 'Contoso Trial', sku: 'Trial' },
    {
      organizationId: '3f6b8d1a-5c72-4e09-a4d8-2b7e9c0f1d53',
      uniqueName: 'unq3f6b8d1a5c724e09a4d82b7e9c0f1',
    },
  ),
  listed(
    'contoso-legacy',
    { id: DISABLED_ID, displayName: 'Contoso Legacy', sku: 'Production', isDisabled: true },
    {
      organizationId: '407c9e2b-6d83-4f1a-b5e9-3c8fad102e64',
      uniqueName: 'unq407c9e2b6d834f1ab5e93c8fad102',
    },
  ),
  listed(
    'contoso-default',
    { id: DEFAULT_ID, displayName: 'Contoso (default)', sku: 'Default', isDefault: true },
    {
      organizationId: '518daf3c-7e94-402b-86fa-4d90be213f75',
      uniqueName: 'unq518daf3c7e94402b86fa4d90be213',
    },
  ),
  {
    id: APPS_ONLY_ID,
    displayName: 'Apps only',
    tenantId: TENANTS.contoso,
    sku: 'Production',
    ...EUROPE,
  },
];

/** Those of a world: the usual ones, and as many more as it says, each the same in every run. */
export function environmentsOf({ environments = 0 }: World): readonly Environment[] {
  return [...ENVIRONMENTS, ...Array.from({ length: environments }, (_, index) => nth(index + 1))];
}

const SKUS = ['Production', 'Sandbox', 'Trial'] as const;

function nth(number: number): Environment {
  const digits = String(number).padStart(12, '0');
  return listed(
    `subsidiary${number}`,
    {
      id: `6a1c2e3f-0000-4a5b-8c6d-${digits}`,
      displayName: `Subsidiary ${number}`,
      sku: SKUS[number % SKUS.length] ?? 'Production',
    },
    {
      organizationId: `7b2d3f40-0000-4b6c-9d7e-${digits}`,
      uniqueName: `unqsubsidiary${number}`,
    },
  );
}

export function environmentById(world: World, id: string): Environment | undefined {
  return environmentsOf(world).find((one) => one.id.toLowerCase() === id.toLowerCase());
}
