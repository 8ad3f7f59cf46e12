import { useEffect, useState } from 'preact/hooks';
import { count } from '../lib/language/forms.ts';
import { messages } from '../lib/language/messages.ts';
import { countStored, type StoredCount, type StoredPlace } from '../lib/ui/about-this-browser.ts';

const words = messages('components.StoredThings', {
  device: 'On this device',
  session: 'Until the browser is closed',
  nothing: 'nothing',
  entries: count({ one: '{count} entry', other: '{count} entries' }),
  options: 'What you chose in Options, and your Mapsimise email',
  drafts: 'Set-ups that you began, without their secrets',
  'sealed-api-key': 'The API key, encrypted, where you chose Keep on this device',
  journals:
    'What was bought, created, rotated or switched, so that an interruption can be put right; without secrets',
  history: 'For 90 days: which tests were run, by whom, and what came of them',
  dates: 'Days on which secrets end',
  person: 'The user name for the next sign-in with Microsoft, and environments you picked',
  consents: 'AD FS servers to which you allowed a password to be sent',
  coverage:
    'The last Coverage of each organisation: addresses, CRM users they map to, and repairs of Email 2',
  secrets: 'Secrets that you typed or that were created for you',
  'sign-in': 'The sign-in with Microsoft',
  results: 'Results of tests, mappings and filled forms',
  'read-from-pages': 'Names that CRM pages and organisations reported',
  'read-from-services': 'Lists of environments and connectors as they were last read',
  nowhereElse: 'Nowhere else: nothing is sent to anybody but your CRM, Microsoft and Mapsimise.',
});

const PLACES: StoredPlace[] = ['device', 'session'];

/** Everything that is stored at this moment, in plain words: counted, never shown. */
export function StoredThings({ asOf }: { asOf: string }) {
  const t = words.get();
  const [counts, setCounts] = useState<StoredCount[]>([]);
  useEffect(() => {
    void countStored().then(setCounts);
  }, [asOf]);
  return (
    <>
      {PLACES.map((place) => (
        <section key={place} class="stored" aria-label={t[place]}>
          <h3>{t[place]}</h3>
          <dl>
            {counts
              .filter((one) => one.place === place)
              .map(({ thing, entries }) => (
                <div key={thing}>
                  <dt>{t[thing]}</dt>
                  <dd>{entries === 0 ? t.nothing : t.entries(entries)}</dd>
                </div>
              ))}
          </dl>
        </section>
      ))}
      <p>{t.nowhereElse}</p>
    </>
  );
}
