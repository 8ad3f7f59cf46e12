import type { World } from './world.ts';

/** Everybody of a company: the users of Mapsimise against the users of contoso's organisation. */
export const COVERAGE_WORLDS = {
  'coverage-small': {
    does: 'Mapsimise knows people of the staff by hand-picked addresses, of every verdict',
    coverage: {},
  },
  'coverage-1k': { does: '1,000 users in both', coverage: { users: 1000 } },
  'coverage-10k': { does: '10,000 users in both', coverage: { users: 10_000 } },
  'coverage-100k': { does: '100,000 users in both', coverage: { users: 100_000 } },
} as const satisfies Record<string, World>;
