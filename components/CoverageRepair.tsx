import { useState } from 'preact/hooks';
import { describeOff } from '../lib/domain/catalogue/policy.ts';
import type { CoverageRun } from '../lib/domain/coverage-run.ts';
import { isRepairing } from '../lib/domain/coverage-run.ts';
import { count } from '../lib/language/forms.ts';
import { messages } from '../lib/language/messages.ts';
import { repairEmail2 } from '../lib/ui/coverage-commands.ts';
import type { RowBook } from '../lib/ui/coverage-rows.ts';
import { useStore } from '../lib/ui/use-store.ts';
import { RepairResult } from './RepairResult.tsx';
import { SaveCsv } from './SaveCsv.tsx';
import { undoFile } from './undo-file.ts';
import { type Chosen, firstOfEachUser, holdsOther } from './use-chosen.ts';

const words = messages('components.CoverageRepair', {
  what: 'Writes the Mapsimise email of each chosen user into Email 2 of their CRM user. Then one ticket for Email 2 maps them all.',
  allShown: 'Select all shown',
  none: 'Select none',
  chosen: count({ one: '{count} user is chosen.', other: '{count} users are chosen.' }),
  others: count({
    one: '{count} of them has another address in Email 2.',
    other: '{count} of them have another address in Email 2.',
  }),
  sameUser: count({
    one: '{count} of them shares a CRM user with another: Email 2 has room for one address.',
    other: '{count} of them share a CRM user with another: Email 2 has room for one address.',
  }),
  write: 'Write into Email 2',
  ask: 'Change Email 2 of other users?',
  askNote: 'Each is read once more before it is written; who was changed since is left alone.',
  overwrite: 'Replace other addresses too',
  writeThem: count({
    one: 'Write {count} e-mail address into Email 2',
    other: 'Write {count} e-mail addresses into Email 2',
  }),
  cancel: 'Cancel',
  undoFile: 'Save undo file',
});

/** Choosing whose Mapsimise email goes into Email 2, asking, and what came of it. */
export function CoverageRepair(props: { run: CoverageRun; book: RowBook; chosen: Chosen }) {
  const { run, book, chosen } = props;
  const [isAsking, setIsAsking] = useState(false);
  const [isSelecting, setIsSelecting] = useState(false);
  const t = words.get();
  const isBusy = isRepairing(run);
  const isOff = useStore((state) => state.policy.featuresOff.includes('bulkRepair'));
  const selectShown = async () => {
    setIsSelecting(true);
    await chosen.addShown(book);
    setIsSelecting(false);
  };
  return (
    <section class="repair" aria-label={t.write} aria-busy={isSelecting}>
      <p class="message is-hint">{t.what}</p>
      <div class="buttons">
        <button type="button" onClick={() => void selectShown()}>
          {t.allShown}
        </button>
        <button type="button" onClick={chosen.clear}>
          {t.none}
        </button>
        <p role="status">
          {t.chosen(chosen.count)} {chosen.others > 0 && t.others(chosen.others)}
        </p>
      </div>
      {isAsking ? (
        <Ask
          run={run}
          chosen={chosen}
          onEnd={(isWritten) => {
            setIsAsking(false);
            if (isWritten) chosen.clear();
          }}
        />
      ) : (
        <div class="buttons">
          <button
            type="button"
            class="primary"
            aria-disabled={chosen.count === 0 || isBusy || isOff}
            onClick={() => chosen.count > 0 && !isBusy && !isOff && setIsAsking(true)}
          >
            {t.write}
          </button>
          {isOff && <p class="message is-hint">{describeOff('bulkRepair')}</p>}
        </div>
      )}
      {run.repair && <RepairResult run={run} repair={run.repair} />}
    </section>
  );
}

/** The question before anything is written: how many, what is replaced, and a file with what is there now. */
function Ask(props: { run: CoverageRun; chosen: Chosen; onEnd: (isWritten: boolean) => void }) {
  const { run, chosen, onEnd } = props;
  const [overwrite, setOverwrite] = useState(false);
  const t = words.get();
  const all = chosen.rows();
  const own = firstOfEachUser(all);
  const rows = own.filter((row) => overwrite || !holdsOther(row));
  const write = () => {
    repairEmail2(
      rows.map(({ at }) => at),
      overwrite,
    );
    onEnd(true);
  };
  return (
    <fieldset class="ask">
      <legend>{t.ask}</legend>
      <p>{t.askNote}</p>
      {own.length < all.length && (
        <p class="message is-advice">{t.sameUser(all.length - own.length)}</p>
      )}
      {chosen.others > 0 && (
        <>
          <p class="message is-advice">{t.others(chosen.others)}</p>
          <label>
            <input type="checkbox" checked={overwrite} onChange={() => setOverwrite(!overwrite)} />{' '}
            {t.overwrite}
          </label>
        </>
      )}
      <SaveCsv
        name={t.undoFile}
        file={`undo-email-2-${new URL(run.org).host}`}
        source={() =>
          undoFile(
            rows.map(({ userId = '', userName = '', email2 = '', email }) => ({
              userId,
              userName,
              old: email2,
              email,
            })),
          )
        }
      />
      <div class="buttons">
        <button
          type="button"
          class="primary"
          aria-disabled={rows.length === 0}
          onClick={() => rows.length > 0 && write()}
        >
          {t.writeThem(rows.length)}
        </button>
        <button type="button" onClick={() => onEnd(false)}>
          {t.cancel}
        </button>
      </div>
    </fieldset>
  );
}
