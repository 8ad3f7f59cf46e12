/** What can fail as expected is a value: either the thing asked for, or the failure that names why not. */
export type Result<T, F> =
  | { readonly ok: true; readonly value: T }
  | { readonly ok: false; readonly failure: F };

export const good = <T>(value: T) => ({ ok: true, value }) as const;
export const bad = <F>(failure: F) => ({ ok: false, failure }) as const;
