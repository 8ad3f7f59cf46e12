import type { Workspace } from '../domain/connection.ts';
import { coverageRunOf } from '../facts/coverage-run.ts';
import type { Handlers, MessageType } from '../messages/contract.ts';
import type { Once } from './once.ts';

type Deeds = Pick<Handlers, Extract<MessageType, `coverage.${string}`>>;

/** The deeds of Coverage, as messages ask for them. */
export function coverageHandlers(once: Once): Deeds {
  return {
    'coverage.start': once(() => {}),
    'coverage.cancel': once(() => {}),
    'coverage.resume': once(() => {}),
    'coverage.forget': once(({ workspace }) => coverageRunOf(workspace as Workspace).forget()),
    'coverage.repair': once(() => {}),
    'coverage.undo-repair': once(() => {}),
  };
}
