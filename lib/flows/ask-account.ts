import type { AccountLook } from '../domain/account.ts';
import { parseMapsimiseOrganisation } from '../domain/mapsimise.ts';
import { connectorDeeds, connectorList } from '../facts/connector-facts.ts';
import { accountLook, settings } from '../facts/facts.ts';
import { readApiKey } from '../facts/secrets.ts';
import { openMapsimise } from './ask-offer.ts';
import type { World } from './world.ts';

/** Who am I in Mapsimise: name, role, organisation and rights, or the reason why that is not known. */
export const askAccount = (world: World) =>
  world.inTurn('account', async () => {
    await accountLook.write({ state: 'asking' });
    // Somebody may still be typing: an answer to half a key is no answer to the whole one.
    for (;;) {
      const about = await whatIsAskedWith();
      const look = await lookAt(world);
      if (about === (await whatIsAskedWith())) return accountLook.write(look);
    }
  });

/** Another key or organisation: what was known of the one before holds no longer. */
export async function forgetAccount(): Promise<void> {
  await Promise.all([accountLook.forget(), connectorList.forget(), connectorDeeds.forget()]);
}

const whatIsAskedWith = async () => JSON.stringify([await settings.read(), await readApiKey()]);

async function lookAt(world: World): Promise<AccountLook> {
  const opened = await openMapsimise(world);
  if (!opened.ok) return { state: 'failed', failure: opened.failure };
  const { api, site } = opened.value;
  const me = await api.me();
  if (!me.ok) return { state: 'failed', failure: me.failure };
  const actual = parseMapsimiseOrganisation(me.value.organisation.url)?.organisation;
  if (!actual || actual === site.organisation) return { state: 'known', account: me.value };
  return {
    state: 'failed',
    failure: { code: 'mapsimise/other-organisation', expected: site.organisation, actual },
    account: me.value,
  };
}
