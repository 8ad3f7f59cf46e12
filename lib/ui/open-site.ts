import { type MapsimiseSite, parseMapsimiseOrganisation } from '../domain/mapsimise.ts';
import { addressesAt } from '../platform/tabs.ts';

/** Organisation and region of the Mapsimise that is open in a tab; undefined for none, or for several different ones. */
export async function siteOfOpenTab(): Promise<MapsimiseSite | undefined> {
  const sites = new Map<string, MapsimiseSite>();
  for (const address of await addressesAt('https://*.mapsimise.com/*')) {
    const { organisation, region } = parseMapsimiseOrganisation(new URL(address).host) ?? {};
    if (organisation && region) sites.set(`${organisation}.${region}`, { organisation, region });
  }
  const [only, second] = [...sites.values()];
  return second ? undefined : only;
}
