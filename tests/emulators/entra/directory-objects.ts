import { SIGN_IN_CLIENTS } from '../accounts.ts';
import { deterministicGuid } from '../dataverse/guid.ts';
import {
  APPLICATION_NAME,
  CLIENT_ID,
  ORGANISATIONS,
  SECRET,
  SECRET_ID,
  SERVICE_PRINCIPAL_ID,
  TENANTS,
} from '../people.ts';
import type { World } from '../world.ts';

/** A client secret. What is removed is kept, so that tests can see what there was. */
export type Secret = {
  keyId: string;
  displayName: string | null;
  hint: string;
  secretText: string;
  startDateTime: string;
  endDateTime: string;
  removed: boolean;
  /** How many more times it is unknown where it is used. */
  waits: number;
};

export type ServicePrincipal = { id: string; waits: number };

/** An application of one directory, and how much of it has not spread yet. */
export type Application = {
  id: string;
  appId: string;
  tenantId: string;
  displayName: string;
  signInAudience: string;
  tags: readonly string[];
  createdDateTime: string;
  secrets: Secret[];
  servicePrincipal: ServicePrincipal | undefined;
  deleted: boolean;
  waits: { graph: number; tokenEndpoint: number; dataverse: number };
};

/** What contoso's application of ours has for tags, in the worlds where there is one. */
export const OUR_TAGS = ['MapsimiseConnect', `org:${ORGANISATIONS.contoso.organizationId}`];
export const OUR_APPLICATION = {
  id: deterministicGuid('application of ours'),
  appId: deterministicGuid('client id of ours'),
  servicePrincipalId: deterministicGuid('service principal of ours'),
  displayName: 'Mapsimise Connect (Contoso)',
} as const;

export const NO_WAITS = { graph: 0, tokenEndpoint: 0, dataverse: 0 } as const;

/** The applications that are there when a world begins. */
export function createApplications(world: World): Application[] {
  const { applications = 'made-by-hand' } = world.provisioning ?? {};
  return [
    ownSignIn(),
    ...(applications === 'made-by-hand' ? [madeByHand()] : []),
    ...(applications === 'ours' ? [ours()] : []),
  ];
}

function madeByHand(): Application {
  return {
    ...BASIC,
    id: deterministicGuid(`application ${CLIENT_ID}`),
    appId: CLIENT_ID,
    displayName: APPLICATION_NAME,
    secrets: [
      {
        keyId: SECRET_ID,
        displayName: 'Mapsimise',
        hint: SECRET.slice(0, 3),
        secretText: SECRET,
        startDateTime: '2024-03-15T16:21:58Z',
        endDateTime: '2099-03-15T16:21:58Z',
        removed: false,
        waits: 0,
      },
    ],
    servicePrincipal: { id: SERVICE_PRINCIPAL_ID, waits: 0 },
  };
}

function ours(): Application {
  const { id, appId, displayName, servicePrincipalId } = OUR_APPLICATION;
  return {
    ...BASIC,
    id,
    appId,
    displayName,
    tags: OUR_TAGS,
    secrets: [],
    servicePrincipal: { id: servicePrincipalId, waits: 0 },
  };
}

/** The application that the extension's people sign in to: it stands in contoso's list, too. */
function ownSignIn(): Application {
  return {
    ...BASIC,
    id: deterministicGuid('application of the sign-in'),
    appId: SIGN_IN_CLIENTS.own,
    displayName: 'Mapsimise Connect sign-in',
    signInAudience: 'AzureADMultipleOrgs',
    secrets: [],
    servicePrincipal: { id: deterministicGuid('service principal of the sign-in'), waits: 0 },
  };
}

const BASIC = {
  tenantId: TENANTS.contoso,
  signInAudience: 'AzureADMyOrg',
  tags: [],
  createdDateTime: '2024-03-15T16:21:58Z',
  deleted: false,
  waits: NO_WAITS,
};

export function applicationOf(
  applications: readonly Application[],
  tenantId: string,
  clientId: string,
): Application | undefined {
  const wanted = clientId.toLowerCase();
  return applications.find(
    (one) => one.tenantId === tenantId && one.appId === wanted && !one.deleted,
  );
}

/** True as often as something is still on its way; each look counts. */
export function isOnItsWay<Key extends string>(waits: Record<Key, number>, where: Key): boolean {
  if (!(waits[where] > 0)) return false;
  waits[where] -= 1;
  return true;
}
