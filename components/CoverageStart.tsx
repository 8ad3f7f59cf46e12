import { useId, useState } from 'preact/hooks';
import { params } from '../lib/language/forms.ts';
import { messages } from '../lib/language/messages.ts';
import { startCoverage } from '../lib/ui/coverage-commands.ts';
import type { ListFile } from '../lib/ui/read-list-file.ts';
import { useStore } from '../lib/ui/use-store.ts';
import { AddressList } from './AddressList.tsx';
import type { Doors } from './App.tsx';

const words = messages('components.CoverageStart', {
  about: params(
    'Who of your Mapsimise users will be mapped to a CRM user of {host}, and by which field? Nothing is changed.',
  ),
  whose: 'Whose addresses?',
  everybody: 'All users of Mapsimise',
  list: 'A list of addresses',
  cost: 'Costs one request for each 5,000 CRM users, and one for each 1,000 Mapsimise users. A list of up to 2,000 addresses is asked for directly, in a few requests.',
  start: 'Start',
  noKey: 'Mapsimise is read with the API key of Options, and there is none.',
  noList: 'Paste addresses or choose a file first.',
  openOptions: 'Open Options',
});

type From = 'mapsimise' | 'list';

/** Where Coverage begins: whose addresses, what it will do and cost, and the one button. */
export function CoverageStart({ doors }: { doors: Doors }) {
  const hasKey = useStore((state) => state.hasApiKey === true);
  const workspace = useStore((state) => state.workspace);
  const [from, setFrom] = useState<From>(hasKey ? 'mapsimise' : 'list');
  const [list, setList] = useState<Partial<ListFile>>({});
  const [isPressed, setIsPressed] = useState(false);
  const reasonId = useId();
  const t = words.get();
  const text = list.text ?? '';
  const missing = from === 'mapsimise' ? !hasKey && t.noKey : text.trim() === '' && t.noList;
  const start = () => {
    setIsPressed(true);
    if (missing) return;
    const { name } = list;
    void startCoverage(
      from === 'mapsimise' ? { from } : { from, text, ...(name !== undefined && { name }) },
    );
  };
  return (
    <section class="card" aria-label={t.whose}>
      {workspace !== 'elsewhere' && <p>{t.about({ host: new URL(workspace).host })}</p>}
      <fieldset class="choices">
        <legend>{t.whose}</legend>
        {(['mapsimise', 'list'] as const).map((one) => (
          <label key={one}>
            <input
              type="radio"
              name="coverage-source"
              checked={from === one}
              onChange={() => setFrom(one)}
            />{' '}
            {one === 'mapsimise' ? t.everybody : t.list}
          </label>
        ))}
      </fieldset>
      {from === 'list' && <AddressList list={list} onList={setList} openTab={doors.openTab} />}
      <p class="message is-hint">{t.cost}</p>
      <div class="buttons">
        <button type="button" class="primary" aria-describedby={reasonId} onClick={start}>
          {t.start}
        </button>
        {from === 'mapsimise' && !hasKey && (
          <button type="button" onClick={doors.openOptions}>
            {t.openOptions}
          </button>
        )}
      </div>
      <p id={reasonId} role="status" class="message is-error">
        {isPressed && missing}
      </p>
    </section>
  );
}
