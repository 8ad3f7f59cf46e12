import type { Workspace } from '../domain/connection.ts';
import type { Handlers, MessageType } from '../messages/contract.ts';
import { forgetCoverage, resumeCoverage, startCoverage } from './cover-all-users.ts';
import { cancelCoverage } from './coverage-work.ts';
import type { Once } from './once.ts';
import { startRepair, undoRepair } from './start-repair.ts';
import type { World } from './world.ts';

type Deeds = Pick<Handlers, Extract<MessageType, `coverage.${string}`>>;

/** The deeds of Coverage, as messages ask for them. */
export function coverageHandlers(world: World, once: Once): Deeds {
  const at = (ask: { workspace: string }) => ask.workspace as Workspace;
  return {
    'coverage.start': once((ask) => startCoverage(world, at(ask), ask.source)),
    'coverage.cancel': once((ask) => cancelCoverage(at(ask))),
    'coverage.resume': once((ask) => resumeCoverage(world, at(ask))),
    'coverage.forget': once((ask) => forgetCoverage(world, at(ask))),
    'coverage.repair': once((ask) => startRepair(world, at(ask), ask.rows, ask.overwrite)),
    'coverage.undo-repair': once((ask) => undoRepair(world, at(ask))),
  };
}
