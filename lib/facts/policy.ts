import * as v from 'valibot';
import { browser } from 'wxt/browser';
import { isSiteLabel, parseMapsimiseOrganisation } from '../domain/mapsimise.ts';
import { type OrgUrl, parseOrgUrl } from '../domain/org-url.ts';
import { FEATURES, type Policy } from '../domain/policy.ts';

/**
 * What the company has decided (public/managed-schema.json), read anew each time. Nothing where there is no policy.
 *
 * Source  developer.chrome.com, storage.managed; Firefox gives the policy `3rdparty` and throws where there is none
 */
export async function readPolicy(): Promise<Policy> {
  try {
    return parsePolicy(await browser.storage.managed.get(null));
  } catch {
    return parsePolicy({});
  }
}

/**
 * Tells the policy anew whenever it changes. A browser that was just started or into which the extension was just
 * installed may learn of it seconds later (measured in Chromium 156). Gives the way to stop.
 */
export function followPolicy(told: (policy: Policy) => void): () => void {
  const hear = () => void readPolicy().then(told);
  const { onChanged } = browser.storage.managed;
  onChanged.addListener(hear);
  return () => onChanged.removeListener(hear);
}

/**
 * Believes each member by itself: what is wrong is named in `unusable`, and the rest counts. A list of environments that
 * cannot be read allows none: what was meant to close does not open by a slip of the pen.
 */
export function parsePolicy(said: Record<string, unknown>): Policy {
  const unusable: string[] = [];
  const read = <T extends string | string[]>(
    name: string,
    schema: v.GenericSchema<unknown, T>,
  ): T | undefined => {
    if (said[name] === undefined || said[name] === '') return undefined;
    const parsed = v.safeParse(schema, said[name]);
    if (parsed.success) return parsed.output;
    unusable.push(name);
    return undefined;
  };
  const mapsimiseOrganisation = read('mapsimiseOrganisation', organisation);
  const region = read('region', label);
  const entraApplication = read('entraApplication', id);
  const environments = said.allowedEnvironments === undefined ? undefined : list(said, unusable);
  const off = read('disabledFeatures', texts) ?? [];
  const featuresOff = FEATURES.filter((feature) => off.includes(feature));
  if (featuresOff.length < new Set(off).size) unusable.push('disabledFeatures');
  return {
    ...(mapsimiseOrganisation && { mapsimiseOrganisation }),
    ...(region && { region }),
    ...(entraApplication && { entraApplication }),
    ...(environments && { allowedEnvironments: environments }),
    featuresOff,
    unusable,
  };
}

const texts = v.array(v.string());
const trimmed = v.pipe(v.string(), v.trim());
const label = v.pipe(
  trimmed,
  v.toLowerCase(),
  v.check((text) => isSiteLabel(text)),
);
const id = v.pipe(trimmed, v.toLowerCase(), v.uuid());
/** Its name, or its whole address: the region in that counts for nothing, `region` says it. */
const organisation = v.pipe(
  trimmed,
  v.transform((text) => parseMapsimiseOrganisation(text)?.organisation ?? ''),
  v.nonEmpty(),
);

function list(said: Record<string, unknown>, unusable: string[]): OrgUrl[] {
  const parsed = v.safeParse(texts, said.allowedEnvironments);
  const places = parsed.success ? parsed.output.map((text) => parseOrgUrl(text)) : [];
  const urls = places.flatMap((place) =>
    place.ok && place.value.kind !== 'maker' ? [place.value.url] : [],
  );
  if (!parsed.success || urls.length < places.length) unusable.push('allowedEnvironments');
  return urls;
}
