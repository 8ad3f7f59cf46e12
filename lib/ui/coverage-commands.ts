import type { Workspace } from '../domain/connection.ts';
import { coverageRunOf } from '../facts/coverage-run.ts';
import { ask } from '../messages/ask.ts';
import type { AskOf } from '../messages/contract.ts';
import { store } from './store.ts';

/** Mirrors the run of one workspace while its screen is open. Gives the way to stop. */
export function followCoverage(workspace: Workspace): () => void {
  store.setState({ coverageRun: 'unread' });
  const run = coverageRunOf(workspace);
  let isFollowed = true;
  const stop = run.follow((coverageRun) => store.setState({ coverageRun }));
  void run.read().then((coverageRun) => {
    if (isFollowed) store.setState({ coverageRun });
  });
  return () => {
    isFollowed = false;
    stop();
  };
}

const here = () => ({ workspace: store.getState().workspace });

export const startCoverage = (source: AskOf<'coverage.start'>['source']) =>
  ask('coverage.start', { ...here(), source });
export const cancelCoverage = () => void ask('coverage.cancel', here());
export const resumeCoverage = () => void ask('coverage.resume', here());
export const forgetCoverage = () => void ask('coverage.forget', here());
/** Asked and confirmed: the addresses of these rows go into Email 2. */
export const repairEmail2 = (rows: number[], overwrite: boolean) =>
  void ask('coverage.repair', { ...here(), rows, overwrite });
export const undoRepair = () => void ask('coverage.undo-repair', here());
