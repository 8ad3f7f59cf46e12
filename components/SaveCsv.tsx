import { useEffect, useRef, useState } from 'preact/hooks';
import { count } from '../lib/language/forms.ts';
import { messages } from '../lib/language/messages.ts';
import { saveFile } from '../lib/ui/save-file.ts';
import { type CsvSource, writeCsv } from '../lib/ui/write-csv.ts';

const words = messages('components.SaveCsv', {
  writing: 'Writing…',
  saved: count({ one: 'Saved {count} line.', other: 'Saved {count} lines.' }),
});

/** Writes a CSV file and hands it to the browser's downloads. Given up when the screen goes. */
export function SaveCsv(props: { name: string; file: string; source: () => CsvSource }) {
  const { name, file, source } = props;
  const [said, setSaid] = useState('');
  const gone = useRef(new AbortController());
  useEffect(() => () => gone.current.abort(), []);
  const t = words.get();
  const save = async () => {
    const wanted = source();
    setSaid(t.writing);
    const written = await writeCsv(wanted, gone.current.signal);
    if (!written) return;
    saveFile(written, `${file}.csv`);
    setSaid(t.saved(wanted.count));
  };
  return (
    <p class="copy">
      <button type="button" onClick={() => void save()}>
        {name}
      </button>{' '}
      <span role="status">{said}</span>
    </p>
  );
}
