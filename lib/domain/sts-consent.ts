import type { Failure } from './failure.ts';

/** The AD FS servers for which a test waits, by their exact https origins: whatever is not among them gets no password. */
export function stsAskedFor(failure: Failure | undefined): string[] {
  if (failure?.code === 'ifd/sts-changed') return [failure.origin];
  if (failure?.code !== 'ifd/sts-not-confirmed') return [];
  return [failure.origin, ...(failure.others ?? []).map((host) => `https://${host}`)];
}
