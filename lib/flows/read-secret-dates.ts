import { applicationsWithKeysAnswer, applicationWithKeys } from '../clients/graph/secrets.ts';
import { CHANGE_APPLICATION } from '../domain/diagnose/graph.ts';
import { secretInUse } from '../domain/secret-in-use.ts';
import { cloudNamed } from '../domain/sign-in.ts';
import { connectorList, secretDates } from '../facts/connector-facts.ts';
import { signIn } from '../facts/person.ts';
import { placeOf } from './plan-rotation.ts';
import { openLines } from './provision-run.ts';
import { keepSecretDate } from './watch-expiry.ts';
import type { World } from './world.ts';

/** So many connectors at most are looked up in one go; the rest keeps what is known. */
const MOST_ASKED = 50;

/**
 * Reads from Entra until when the connectors' secrets are valid, where somebody is signed in and the browser lets us.
 * Nobody is asked anything: what cannot be read is left as it is known, and may be entered.
 */
export async function readSecretDates(world: World): Promise<void> {
  const account = (await signIn.read())?.account;
  const cloud = account && cloudNamed(account.cloud);
  if (!account || !cloud || !(await world.hasAccess(`https://${cloud.graphHost}`))) return;
  const connectors = (await connectorList.read())?.connectors ?? [];
  for (const connector of connectors.slice(0, MOST_ASKED)) {
    const place = placeOf(connector);
    if (place?.cloud !== cloud) continue;
    const { tenantId } = account;
    const found = await openLines(world, { org: place.org, tenantId, cloud }).graph(
      CHANGE_APPLICATION,
      (line) => line.get(applicationWithKeys(place.clientId)),
      applicationsWithKeysAnswer,
    );
    // Who may not read one may not read the others either.
    if (!found.ok) return;
    const known = (await secretDates.read())?.find((date) => date.connectorId === connector.id);
    const key = secretInUse(found.value.value[0]?.keys ?? [], known, world.nowMs());
    if (!key || key.endsAtMs === known?.expiresAtMs) continue;
    const { id: connectorId, name } = connector;
    const about = { connectorId, name, clientId: place.clientId, source: 'graph' } as const;
    await keepSecretDate(world, { ...about, expiresAtMs: key.endsAtMs });
  }
}
