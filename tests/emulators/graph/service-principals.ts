import { randomUUID } from 'node:crypto';
import type { PersonClaims } from '../access-token.ts';
import { type Application, applicationOf, isOnItsWay } from '../entra/directory-objects.ts';
import type { Incoming } from '../exchange.ts';
import type { Scene } from '../scene.ts';
import { readBody, readText } from './body.ts';
import type { Row } from './filter.ts';
import { badRequest, notFound, Problem } from './problem.ts';
import type { Shape } from './query.ts';

// Source: microsoft-graph-docs v1.0, resources/serviceprincipal
export const SERVICE_PRINCIPALS: Shape = {
  set: 'servicePrincipals',
  label: 'ServicePrincipal',
  properties: [
    ...['id', 'deletedDateTime', 'accountEnabled', 'alternativeNames', 'appDisplayName', 'appId'],
    ...['appOwnerOrganizationId', 'appRoleAssignmentRequired', 'displayName', 'homepage'],
    ...['servicePrincipalNames', 'servicePrincipalType', 'signInAudience', 'tags'],
    ...['appRoles', 'oauth2PermissionScopes', 'keyCredentials', 'passwordCredentials'],
  ],
  filterable: [
    'id',
    'appId',
    'displayName',
    'servicePrincipalNames',
    'servicePrincipalType',
    'tags',
  ],
};

export function listedServicePrincipals(scene: Scene, { tid }: PersonClaims): Row[] {
  return scene.applications
    .filter((one) => one.tenantId === tid && !one.deleted && one.servicePrincipal)
    .map((one) => servicePrincipalRow(one));
}

export function servicePrincipalRow(application: Application): Row {
  const { appId, displayName, servicePrincipal, signInAudience, tenantId } = application;
  return {
    id: servicePrincipal?.id ?? null,
    deletedDateTime: null,
    accountEnabled: true,
    alternativeNames: [],
    appDisplayName: displayName,
    appId,
    appOwnerOrganizationId: tenantId,
    appRoleAssignmentRequired: false,
    displayName,
    homepage: null,
    servicePrincipalNames: [appId],
    servicePrincipalType: 'Application',
    signInAudience,
    tags: [],
    appRoles: [],
    oauth2PermissionScopes: [],
    keyCredentials: [],
    passwordCredentials: [],
  };
}

/** The application behind a service principal: by its id, or by `(appId='…')`. */
export function findBehind(scene: Scene, { tid }: PersonClaims, key: string): Application {
  const appId = /^\(appId='([\w-]+)'\)$/.exec(key)?.[1]?.toLowerCase();
  const found = scene.applications.find(
    (one) =>
      one.tenantId === tid &&
      !one.deleted &&
      one.servicePrincipal &&
      (appId === undefined ? one.servicePrincipal.id === key.toLowerCase() : one.appId === appId),
  );
  if (!found) throw notFound(appId ?? key);
  return found;
}

// Source: api/serviceprincipal-post-serviceprincipals; refusals: msgraph-sdk-powershell#846 (no such
// application), Azure/azure-cli issues (already in use; that its status is 409 is assumed)
export function createServicePrincipal(
  scene: Scene,
  { tid }: PersonClaims,
  request: Incoming,
): Application {
  const body = readBody(request, ['appId', 'accountEnabled', 'displayName', 'tags']);
  const appId = readText(body, 'appId', SERVICE_PRINCIPALS.label, 36);
  if (!appId) {
    throw badRequest("A value is required for property 'appId' of resource 'ServicePrincipal'.");
  }
  const application = applicationOf(scene.applications, tid, appId);
  if (!application || isOnItsWay(application.waits, 'graph')) {
    throw badRequest(
      `The appId '${appId}' of the service principal does not reference a valid application object.`,
    );
  }
  if (application.servicePrincipal) {
    throw new Problem(
      409,
      'Request_MultipleObjectsWithSameKeyValue',
      `The service principal cannot be created, updated, or restored because the service principal name ${appId} is already in use.`,
    );
  }
  const waits = scene.world.provisioning?.replication?.servicePrincipal ?? 0;
  application.servicePrincipal = { id: randomUUID(), waits };
  return application;
}
