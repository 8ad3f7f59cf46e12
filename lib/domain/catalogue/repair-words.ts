import { params } from '../../language/forms.ts';
import { messages } from '../../language/messages.ts';
import type { CoverageRepair } from '../coverage-run.ts';
import type { RepairLine, RepairSkip } from '../repair.ts';
import { explain } from './explain.ts';

const words = messages('catalogue.repair-words', {
  running: params('Writing into Email 2: {amount} of {of}'),
  undoing: params('Putting back: {amount} of {of} still to do'),
  undone: params('Put back. {left} of {of} could not be put back'),
  undoneAll: 'All of them were put back',
  ended: params('{done} written, {skipped} left as they were, {failed} failed'),
  cancelled: params('Cancelled: {done} of {of} written'),
  stopped: params('Stopped: {done} of {of} written'),
  waiting: 'waiting',
  asked: 'asked for, answer not known yet',
  written: 'written',
  putBack: 'put back',
  already: 'left as it is: holds the address already',
  holdsAnother: 'left as it is: holds another address',
  changedSince: 'left as it is: changed since it was read',
  gone: 'left as it is: the CRM user is gone',
  skippedCancelled: 'not written: cancelled before',
  failed: params('failed: {why}'),
});

/** How far a repair is, or how it ended. */
export function describeRepair(repair: CoverageRepair): string {
  const t = words.get();
  const { state, of, done, skipped, failed, undoable } = repair;
  const amount = done + skipped + failed;
  switch (state) {
    case 'running':
      return t.running({ amount, of });
    case 'undoing':
      return t.undoing({ amount: undoable, of });
    case 'undone':
      return undoable === 0 ? t.undoneAll : t.undone({ left: undoable, of });
    case 'cancelled':
      return t.cancelled({ done, of });
    case 'failed':
      return t.stopped({ done, of });
    case 'done':
      return t.ended({ done, skipped, failed });
  }
}

/** What became of one user. */
export function describeRepairLine({ state, why, failure }: RepairLine): string {
  const t = words.get();
  switch (state) {
    case 'waiting':
      return t.waiting;
    case 'asked':
      return t.asked;
    case 'done':
      return t.written;
    case 'undone':
      return t.putBack;
    case 'skipped':
      return describeSkip(why ?? 'cancelled');
    case 'failed':
      return failure ? t.failed({ why: explain(failure).title }) : describeSkip(why ?? 'gone');
  }
}

function describeSkip(why: RepairSkip): string {
  const t = words.get();
  switch (why) {
    case 'already':
      return t.already;
    case 'holds-another':
      return t.holdsAnother;
    case 'changed-since':
      return t.changedSince;
    case 'gone':
      return t.gone;
    case 'cancelled':
      return t.skippedCancelled;
  }
}
