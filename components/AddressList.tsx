import { useId, useRef, useState } from 'preact/hooks';
import { LONGEST_LIST } from '../lib/domain/coverage-run.ts';
import { params } from '../lib/language/forms.ts';
import { messages } from '../lib/language/messages.ts';
import { sayAmount, sayNumber } from '../lib/language/say.ts';
import { type ListFile, readListFile } from '../lib/ui/read-list-file.ts';
import { useStore } from '../lib/ui/use-store.ts';

const words = messages('components.AddressList', {
  addresses: 'Addresses',
  hint: 'One address a line, or CSV with a column of addresses.',
  choose: 'Choose a file',
  chooseInTab: 'Open in a tab to choose a file',
  drop: 'or drop it here',
  file: params('{name}, {size}'),
  pasted: 'Pasted text',
  remove: 'Remove',
  tooLarge: params('That is too large: at most {most} characters are read.'),
});

/** A text area draws every line of its text, so a long one is kept beside it, as a file is. */
const LONG_PASTE = 100_000;
const BYTES_IN_KILOBYTE = 1_000;

type Given = Partial<ListFile>;

/** A list of addresses: typed or pasted, or a file that is chosen or dropped on it. */
export function AddressList(props: {
  list: Given;
  onList: (list: Given) => void;
  openTab: () => void;
}) {
  const { list, onList, openTab } = props;
  const surface = useStore((state) => state.surface);
  const [isTooLarge, setIsTooLarge] = useState(false);
  const [isOver, setIsOver] = useState(false);
  const chooser = useRef<HTMLInputElement>(null);
  const id = useId();
  const t = words.get();
  const take = async (file: File | undefined) => {
    setIsOver(false);
    if (!file) return;
    const read = await readListFile(file);
    setIsTooLarge(read === 'too-large');
    if (read !== 'too-large') onList(read);
  };
  const isLong = list.name !== undefined || (list.text ?? '').length > LONG_PASTE;
  return (
    // biome-ignore lint/a11y/noStaticElementInteractions: dropping is one way of three; the others have their controls.
    <div
      class={isOver ? 'drop is-over' : 'drop'}
      onDragOver={(event) => {
        event.preventDefault();
        setIsOver(true);
      }}
      onDragLeave={() => setIsOver(false)}
      onDrop={(event) => {
        event.preventDefault();
        void take(event.dataTransfer?.files[0]);
      }}
    >
      {isLong ? (
        <p class="chosen">
          {t.file({ name: list.name ?? t.pasted, size: saySize(list.text ?? '') })}{' '}
          <button type="button" onClick={() => onList({})}>
            {t.remove}
          </button>
        </p>
      ) : (
        <div class="field">
          <label for={id}>{t.addresses}</label>
          <textarea
            id={id}
            rows={5}
            spellcheck={false}
            value={list.text ?? ''}
            aria-describedby={`${id}-says`}
            onInput={(event) => onList({ text: event.currentTarget.value })}
          />
          <p id={`${id}-says`} class="message is-hint">
            {t.hint}
          </p>
        </div>
      )}
      <div class="buttons">
        {/* The browser's window for files would close the popup. */}
        <button
          type="button"
          onClick={() => (surface === 'popup' ? openTab() : chooser.current?.click())}
        >
          {surface === 'popup' ? t.chooseInTab : t.choose}
        </button>
        {surface === 'tab' && <span class="message is-hint">{t.drop}</span>}
        <input
          type="file"
          class="unseen"
          tabIndex={-1}
          aria-label={t.choose}
          accept=".csv,.txt,.tsv,text/csv,text/plain"
          ref={chooser}
          onChange={(event) => {
            const [file] = event.currentTarget.files ?? [];
            event.currentTarget.value = ''; // So that the same file can be chosen again.
            void take(file);
          }}
        />
      </div>
      <p role="status" class="message is-error">
        {isTooLarge && t.tooLarge({ most: sayNumber(LONGEST_LIST) })}
      </p>
    </div>
  );
}

const saySize = (text: string) =>
  sayAmount(Math.ceil(text.length / BYTES_IN_KILOBYTE), 'kilobyte', 'short');
