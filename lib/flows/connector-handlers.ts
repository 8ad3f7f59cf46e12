import type { Workspace } from '../domain/connection.ts';
import { parseOrgUrl } from '../domain/org-url.ts';
import type { AskOf, ConnectorMessage, Handlers } from '../messages/contract.ts';
import { changeImpersonation, forgetConnector, retestConnector } from './change-connector.ts';
import { connectorNamed, listConnectors } from './list-connectors.ts';
import type { Once } from './once.ts';
import { planRotation } from './plan-rotation.ts';
import { readSecretDates } from './read-secret-dates.ts';
import { continueRotation, dismissRotation, rotateSecret } from './rotate-secret.ts';
import { buyMany, dismissMany, testMany } from './set-up-many.ts';
import { checkSwitch, dismissSwitch, switchToDataverse } from './switch-connector.ts';
import { forgetSecretDate, keepSecretDate, showAttention, watchExpiry } from './watch-expiry.ts';
import type { World } from './world.ts';

/** The deeds done to connectors that exist already. */
export function connectorHandlers(world: World, once: Once): Pick<Handlers, ConnectorMessage> {
  return {
    'connectors.list': once(async () => {
      await listConnectors(world);
      await showAttention(world);
      await readSecretDates(world);
    }),
    'connector.retest': once(({ connectorId }) => retestConnector(world, connectorId)),
    'connector.forget': once(({ connectorId }) => forgetConnector(world, connectorId)),
    'connector.impersonate': once((ask) => changeImpersonation(world, ask)),
    'secret-date.keep': once((ask) => keepDay(world, ask)),
    'expiry.watch': once(() => watchExpiry(world)),
    'rotation.plan': once(({ connectorId }) => planRotation(world, connectorId)),
    'rotation.start': once((ask) => rotateSecret(world, ask)),
    'rotation.continue': once(async ({ connectorId }) => {
      await continueRotation(world, connectorId);
    }),
    'rotation.dismiss': once(({ connectorId }) => dismissRotation(world, connectorId)),
    'connector.switch': once((ask) =>
      switchToDataverse(world, { ...ask, workspace: ask.workspace as Workspace }),
    ),
    'switch.check': once(async ({ connectorId }) => {
      await checkSwitch(world, connectorId);
    }),
    'switch.dismiss': once(({ connectorId }) => dismissSwitch(world, connectorId)),
    'many.test': once(async ({ environments, ...ask }) => {
      const read = environments.flatMap(({ org, name }) => {
        const place = parseOrgUrl(org);
        return place.ok && place.value.kind === 'dataverse' ? { org: place.value.url, name } : [];
      });
      await testMany(world, { ...ask, environments: read });
    }),
    'many.buy': once(async () => {
      await buyMany(world);
    }),
    'many.dismiss': once(() => dismissMany(world)),
    'secret-date.forget': once(({ connectorId }) => forgetSecretDate(world, connectorId)),
  };
}

/** Entra names a moment; a person names a day: its end, in UTC. */
async function keepDay(world: World, { connectorId, day }: AskOf<'secret-date.keep'>) {
  const connector = await connectorNamed(connectorId);
  if (!connector) return;
  const { name, clientId } = connector;
  const expiresAtMs = Date.parse(`${day}T23:59:59Z`);
  const about = { connectorId, name, expiresAtMs, source: 'typed' } as const;
  await keepSecretDate(world, { ...about, ...(clientId && { clientId }) });
}
