import type { Workspace } from '../domain/connection.ts';
import type { Handlers, MessageType } from '../messages/contract.ts';
import {
  cancelCoverage,
  forgetCoverage,
  resumeCoverage,
  startCoverage,
} from './cover-all-users.ts';
import type { Once } from './once.ts';
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
    'coverage.repair': once(() => {}),
    'coverage.undo-repair': once(() => {}),
  };
}
