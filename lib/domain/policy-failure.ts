import type { Feature } from './policy.ts';

/** What the company's policy does not let anybody do here. */
export type PolicyFailure =
  | { code: 'policy/environment-not-allowed'; host: string }
  | { code: 'policy/feature-off'; feature: Feature };
