import { hasApiKey, mapsimiseEmail } from '../facts/facts.ts';
import { openMapsimise } from './ask-offer.ts';
import type { World } from './world.ts';

/** Takes the Mapsimise email from Mapsimise itself, where a key is kept and the person has typed none. */
export async function suggestEmail(world: World): Promise<void> {
  if ((await mapsimiseEmail.read()) || !(await hasApiKey.read())) return;
  const opened = await openMapsimise(world);
  const me = opened.ok ? await opened.value.api.me() : undefined;
  if (me?.ok && !(await mapsimiseEmail.read())) await mapsimiseEmail.write(me.value.email);
}
