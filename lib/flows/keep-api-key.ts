import { apiKeyPlace, hasApiKey } from '../facts/facts.ts';
import {
  isApiKeySealed,
  readApiKey,
  sealApiKey,
  unsealApiKey,
  wipeSecret,
  writeSecret,
} from '../facts/secrets.ts';
import { forgetAccount } from './ask-account.ts';
import { noteUse } from './keep-draft.ts';
import { forgetOffers } from './run-test.ts';
import { dropAside, layAside, takeBack } from './type-over.ts';
import type { World } from './world.ts';

/**
 * Keeps the API key for the session, and on the device where the person wants that; '' forgets both.
 *
 * Takes   over  the stay in the field in which a kept key is typed over: '' gives that one back
 */
export function keepApiKey(world: World, typed: string, over?: string): Promise<void> {
  return world.inTurn('api-key', async () => {
    const old = over && typed === '' ? await takeBack('api-key', over) : undefined;
    const key = old?.secret ?? typed;
    if (over && typed === '' && !old) return; // Nothing was typed over it yet but a blank, or itself.
    const before = await readApiKey();
    if (!over) await dropAside('api-key');
    if (key !== '' && key === before) return; // The field was left.
    if (key === '') {
      await wipeSecret('api-key');
      await unsealApiKey();
    } else {
      if (over && !old) await layAside('api-key', over, before);
      await noteUse(world);
      await writeSecret('api-key', key);
      const { lostHost, ...place } = (await apiKeyPlace.read()) ?? { onDevice: false };
      if (lostHost) await apiKeyPlace.write(place);
      if (place.onDevice) await seal(key);
      if (old) await dropAside('api-key');
    }
    await hasApiKey.write(key !== '');
    await forgetAccount();
    await forgetOffers();
  });
}

/** `Keep on this device`, switched on or off. */
export function placeApiKey(world: World, onDevice: boolean): Promise<void> {
  return world.inTurn('api-key', async () => {
    const key = await readApiKey();
    if (!onDevice) {
      // What only the device had is needed for the rest of the session.
      if (key !== '') {
        await noteUse(world);
        await writeSecret('api-key', key);
      }
      await unsealApiKey();
      return apiKeyPlace.write({ onDevice: false });
    }
    await apiKeyPlace.write({ onDevice: true });
    if (key !== '') await seal(key);
  });
}

/** A private window, or a full disk: then it is said, and the key lives for the session only. */
async function seal(key: string): Promise<void> {
  try {
    await sealApiKey(key);
    await apiKeyPlace.write({ onDevice: true });
  } catch {
    await apiKeyPlace.write({ onDevice: false, isRefused: true });
  }
}

/** The browser was started anew: a key on the device is there all the same. */
export async function mendApiKey(): Promise<void> {
  if ((await hasApiKey.read()) !== true && (await isApiKeySealed()))
    await hasApiKey.write((await readApiKey()) !== '');
}
