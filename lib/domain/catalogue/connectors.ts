import type { CodesOf, Entries } from './entry.ts';
import { EXTENSION_SLEEP } from './links.ts';

/** Keeping connectors that exist already. */
export const CONNECTORS: Entries<CodesOf<'connector'>> = {
  'connector/interrupted': {
    title: 'The change was interrupted',
    cause: 'The browser put the extension to sleep before Mapsimise answered. It may have arrived.',
    remedy: 'Press Save again: the same twice is the same as once.',
    docs: EXTENSION_SLEEP,
    retriable: true,
  },
};
