import { applicationsWithKeysAnswer, applicationWithKeys } from '../clients/graph/secrets.ts';
import { cloudOf } from '../domain/cloud.ts';
import { CHANGE_APPLICATION } from '../domain/diagnose/graph.ts';
import type { Failure } from '../domain/failure.ts';
import { isSameGuid } from '../domain/guid.ts';
import { addressOf } from '../domain/history.ts';
import type { Connector } from '../domain/mapsimise.ts';
import type { OrgUrl } from '../domain/org-url.ts';
import { bad, good, type Result } from '../domain/result.ts';
import type { RotationPlan } from '../domain/rotation.ts';
import { readEntraApplication } from '../facts/person.ts';
import { rotationPlans } from '../facts/rotation-facts.ts';
import { openMapsimise } from './ask-offer.ts';
import { askTenant } from './ask-tenant.ts';
import { connectorNamed } from './list-connectors.ts';
import { refusalNow } from './obey-policy.ts';
import { openLines } from './provision-run.ts';
import { personNow } from './sign-in.ts';
import type { World } from './world.ts';

/** `Rotate secret` was opened: which application, which secrets, who may change them. Nothing is changed. */
export const planRotation = (world: World, connectorId: string) =>
  world.inTurn(`rotation-plan|${connectorId}`, async () => {
    await notePlan(world, connectorId, { state: 'looking' });
    const connector = await connectorNamed(connectorId);
    const person = await personNow();
    const found = connector ? await look(world, connector) : undefined;
    if (person !== (await personNow())) return notePlan(world, connectorId, undefined);
    if (!found) return notePlan(world, connectorId, undefined);
    const plan = found.ok ? found.value : ({ state: 'refused', failure: found.failure } as const);
    await notePlan(world, connectorId, plan);
  });

export const notePlan = (world: World, connectorId: string, plan: RotationPlan | undefined) =>
  world.inTurn('rotation-plans', async () => {
    const { [connectorId]: _before, ...others } = (await rotationPlans.read()) ?? {};
    await rotationPlans.write(plan ? { ...others, [connectorId]: plan } : others);
  });

type Ready = Extract<RotationPlan, { state: 'ready' }>;

async function look(world: World, connector: Connector): Promise<Result<Ready, Failure>> {
  const place = placeOf(connector);
  if (!place) return bad({ code: 'rotation/not-dataverse', name: connector.name });
  const refusal = await refusalNow({ organisationUrl: place.org });
  if (refusal) return bad(refusal);
  const opened = await openMapsimise(world);
  if (!opened.ok) return opened;
  const [me, list] = await Promise.all([opened.value.api.me(), opened.value.api.listConnectors()]);
  if (!me.ok) return me;
  if (!list.ok) return list;
  if (!me.value.connectorRights.includes('Edit'))
    return bad({
      code: 'mapsimise/right-missing',
      right: 'Edit on Connectors',
      role: me.value.role,
    });
  const { org, cloud, clientId } = place;
  for (const origin of [org, `https://${cloud.graphHost}`])
    if (!(await world.hasAccess(origin)))
      return bad({ code: 'permission/not-granted', origin, host: new URL(origin).host });
  const tenant = await askTenant(world, org, cloud);
  if (!tenant.ok) return tenant;
  const own = await readEntraApplication();
  if (isSameGuid(own?.clientId, clientId))
    return bad({ code: 'rotation/own-application', clientId });
  const lines = openLines(world, { org, tenantId: tenant.value, cloud });
  const found = await lines.graph(
    CHANGE_APPLICATION,
    (line) => line.get(applicationWithKeys(clientId)),
    applicationsWithKeysAnswer,
  );
  if (!found.ok) return found;
  const [only] = found.value.value;
  if (!only) return bad({ code: 'rotation/application-unknown', clientId });
  const sharedWith = list.value.filter(
    (one) => one.id !== connector.id && isSameGuid(one.clientId, clientId),
  );
  return good({
    state: 'ready',
    username: lines.username(),
    tenantId: tenant.value,
    accountId: me.value.userId,
    ...only,
    sharedWith: sharedWith.map(({ name }) => name),
  });
}

/** Only a Dataverse connector has a secret to rotate. */
export function placeOf({ scheme, organisationUrl, clientId }: Connector) {
  const org = addressOf(organisationUrl) as OrgUrl | undefined;
  const cloud = org && cloudOf(new URL(org).host);
  return scheme === 'Dataverse' && org && cloud && clientId ? { org, cloud, clientId } : undefined;
}
