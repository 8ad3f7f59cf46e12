import type { Scheme } from '../connection.ts';

/** Failures of filling the form in Mapsimise, before any field of it was looked at. */
export type FormFailure =
  | { code: 'form/no-site' }
  | { code: 'form/no-draft' }
  | { code: 'form/other-page'; expected: string }
  | { code: 'form/unreachable'; host: string }
  | { code: 'form/interrupted'; host: string }
  | { code: 'form/page-changed'; host: string }
  | { code: 'form/values-changed' }
  | { code: 'form/no-secret'; scheme: Scheme };
