import { useEffect, useState } from 'preact/hooks';
import { params } from '../lib/language/forms.ts';
import { messages } from '../lib/language/messages.ts';
import { openingKeys, shortcutsPage } from '../lib/ui/about-this-browser.ts';
import { Sentence } from './Sentence.tsx';

const words = messages('components.Shortcut', {
  title: 'Keyboard shortcut',
  opens: params('{keys} opens Mapsimise Connect on the page you are on.'),
  none: 'No keyboard shortcut is set yet.',
  change: 'To change it, copy this address into the address bar: {page}',
});

/** How the popup is opened without a mouse, and where that is changed. */
export function Shortcut() {
  const t = words.get();
  const [keys, setKeys] = useState<string>();
  useEffect(() => {
    void openingKeys().then(setKeys);
  }, []);
  return (
    <section class="card" aria-label={t.title}>
      <h2>{t.title}</h2>
      <p>{keys ? t.opens({ keys }) : t.none}</p>
      <p>
        <Sentence text={t.change} parts={{ page: <code>{shortcutsPage()}</code> }} />
      </p>
    </section>
  );
}
