import { coverageWorkspaces } from '../facts/coverage-run.ts';
import { forgetAllFacts } from '../facts/fact.ts';
import { dropSealing } from '../facts/secrets.ts';
import { dropAllCoverage } from './cover-all-users.ts';
import type { World } from './world.ts';

/**
 * Every stored byte goes, the secrets first. Each place by itself: one that the browser does not clear keeps none of the
 * others. To be called when no deed moves any more.
 *
 * Takes   world  as it is, behind no door
 * Fails   where a place was not cleared, so that nobody believes that it was
 */
export async function forgetEverything(world: World): Promise<void> {
  // Where runs are is known by facts, which go at once.
  const covered = coverageWorkspaces();
  await covered.catch(() => undefined);
  const places = await Promise.allSettled([
    forgetAllFacts(),
    dropSealing(),
    world.entra.forget(),
    covered.then((workspaces) => dropAllCoverage(world, workspaces)),
  ]);
  // A run of Coverage, or a token that was on its way, may have noted something until it ended.
  const [last] = await Promise.allSettled([forgetAllFacts()]);
  const failed = [...places.slice(1), last].filter(({ status }) => status === 'rejected').length;
  if (failed > 0) throw new Error(`Not everything could be forgotten: ${failed} places are left`);
}
