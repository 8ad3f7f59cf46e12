import type { Scheme } from './connection.ts';
import { type OrgUrl, parseOrgUrl } from './org-url.ts';
import type { PolicyFailure } from './policy-failure.ts';

/** What a company can turn off, by the names that its policy uses. */
export const FEATURES = [
  'createForMe',
  'formFill',
  'coverage',
  'bulkRepair',
  'onPremises',
] as const;
export type Feature = (typeof FEATURES)[number];

/**
 * What the company has decided for this browser. A member that is absent is the person's to choose. `unusable` names
 * what the policy says in a form that nobody can obey.
 */
export type Policy = {
  mapsimiseOrganisation?: string;
  region?: string;
  entraApplication?: string;
  /** The only organisations that may be tested, set up and bought. */
  allowedEnvironments?: OrgUrl[];
  featuresOff: Feature[];
  unusable: string[];
};
export const NO_POLICY: Policy = { featuresOff: [], unusable: [] };

/** Why the company's policy does not let this be done; undefined where it does. What is no address is judged elsewhere. */
export function refusalOf(
  policy: Policy,
  what: { feature?: Feature | undefined; organisationUrl?: string; scheme?: Scheme },
): PolicyFailure | undefined {
  const feature = what.feature ?? (what.scheme === 'ifd' ? 'onPremises' : undefined);
  if (feature && policy.featuresOff.includes(feature))
    return { code: 'policy/feature-off', feature };
  const { allowedEnvironments } = policy;
  const place = parseOrgUrl(what.organisationUrl ?? '');
  if (!allowedEnvironments || !place.ok || place.value.kind === 'maker') return undefined;
  if (allowedEnvironments.includes(place.value.url)) return undefined;
  return { code: 'policy/environment-not-allowed', host: new URL(place.value.url).host };
}
