import { useEffect, useReducer, useState } from 'preact/hooks';
import { describeRepair, describeRepairLine } from '../lib/domain/catalogue/repair-words.ts';
import { type CoverageRepair, type CoverageRun, isRepairing } from '../lib/domain/coverage-run.ts';
import { count, params } from '../lib/language/forms.ts';
import { messages } from '../lib/language/messages.ts';
import { cancelCoverage, resumeCoverage, undoRepair } from '../lib/ui/coverage-commands.ts';
import { type LineBook, openLineBook } from '../lib/ui/repair-lines.ts';
import { Countdown } from './Countdown.tsx';
import { FailureNotice } from './FailureNotice.tsx';
import { LongTable } from './LongTable.tsx';
import { useIsWide } from './use-is-wide.ts';
import { useNowAndThen } from './use-now-and-then.ts';

const words = messages('components.RepairResult', {
  result: 'Result of the repair',
  progress: 'Progress of the repair',
  busy: params('{host} is busy and asked us to wait.'),
  cancel: 'Cancel',
  goOn: 'Continue',
  undo: 'Undo',
  askUndo: count({
    one: 'Put back what was in Email 2 of {count} user before?',
    other: 'Put back what was in Email 2 of {count} users before?',
  }),
  putBack: 'Put them back',
  lines: 'Lines of the repair',
  user: 'CRM user',
  emailTwo: 'Email 2',
  outcome: 'Result',
  empty: 'empty',
  change: params('{old} → {email}'),
});

/** A guess before a line is drawn. */
const LINE_PX = 58;

/** What came of writing into Email 2, a line for each user; and the way back. */
export function RepairResult({ run, repair }: { run: CoverageRun; repair: CoverageRepair }) {
  const t = words.get();
  const isBusy = isRepairing(run);
  const { done, skipped, failed, of } = repair;
  const said = useNowAndThen(describeRepair(repair), repair.state);
  return (
    <section class="repair-result" aria-label={t.result} aria-busy={isBusy}>
      <h3 data-landing>{describeRepair(repair)}</h3>
      <p class="unseen" role="status">
        {said}
      </p>
      {isBusy && <progress aria-label={t.progress} max={of} value={done + skipped + failed} />}
      {repair.waitingUntilMs !== undefined && (
        <Countdown
          reason={t.busy({ host: new URL(run.org).host })}
          untilMs={repair.waitingUntilMs}
        />
      )}
      {repair.failure && <FailureNotice failure={repair.failure} />}
      <RepairTable run={run} repair={repair} />
      <div class="buttons">
        {isBusy && (
          <button type="button" onClick={cancelCoverage}>
            {t.cancel}
          </button>
        )}
        {(repair.state === 'failed' || repair.state === 'cancelled') && (
          <button type="button" class="primary" onClick={resumeCoverage}>
            {t.goOn}
          </button>
        )}
        {!isBusy && repair.undoable > 0 && <Undo amount={repair.undoable} />}
      </div>
    </section>
  );
}

function Undo({ amount }: { amount: number }) {
  const [isAsking, setIsAsking] = useState(false);
  const t = words.get();
  if (!isAsking)
    return (
      <button type="button" onClick={() => setIsAsking(true)}>
        {t.undo}
      </button>
    );
  return (
    <fieldset class="ask">
      <legend>{t.askUndo(amount)}</legend>
      <div class="buttons">
        <button type="button" class="danger" onClick={undoRepair}>
          {t.putBack}
        </button>
        <button type="button" onClick={() => setIsAsking(false)}>
          {t.cancel}
        </button>
      </div>
    </fieldset>
  );
}

const itself = (index: number) => index;

function RepairTable({ run, repair }: { run: CoverageRun; repair: CoverageRepair }) {
  const [, redraw] = useReducer((turn: number, _why: undefined) => turn + 1, 0);
  const [book, setBook] = useState<LineBook>();
  const isWide = useIsWide();
  useEffect(() => {
    const opened = openLineBook(run.id, () => redraw(undefined));
    setBook(opened);
    return opened.close;
  }, [run.id]);
  useEffect(() => {
    book?.refresh();
    redraw(undefined);
  }, [repair.state, repair.done, repair.skipped, repair.failed, repair.undoable]);
  if (!book || repair.of === 0) return null;
  const t = words.get();
  const cells = (index: number) => {
    const line = book.line(index);
    if (!line) return undefined;
    const change = t.change({ old: line.old || t.empty, email: line.email });
    const outcome = <span data-outcome={line.state}>{describeRepairLine(line)}</span>;
    const who = line.userName;
    return !isWide
      ? [
          <>
            {who}
            <span class="service">{change}</span>
          </>,
          outcome,
        ]
      : [who, change, outcome];
  };
  return (
    <LongTable
      label={t.lines}
      heads={isWide ? [t.user, t.emailTwo, t.outcome] : [t.user, t.outcome]}
      count={repair.of}
      rowPx={LINE_PX}
      keyOf={itself}
      cells={cells}
    />
  );
}
