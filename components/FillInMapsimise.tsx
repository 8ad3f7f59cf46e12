import { useId, useState } from 'preact/hooks';
import { WAY_TO_FORM } from '../lib/domain/catalogue/form.ts';
import { describeOff } from '../lib/domain/catalogue/policy.ts';
import { siteOfSettings, siteOriginOf } from '../lib/domain/mapsimise.ts';
import { messages } from '../lib/language/messages.ts';
import { openMapsimise } from '../lib/ui/fill-form.ts';
import { useStore } from '../lib/ui/use-store.ts';
import type { Doors } from './App.tsx';
import { OtherOrganisation } from './OtherOrganisation.tsx';
import { Sentence } from './Sentence.tsx';

const words = messages('components.FillInMapsimise', {
  title: 'Form in Mapsimise',
  fill: 'Fill the form in Mapsimise',
  opens:
    'Without an API key: opens {host} in a new tab. Go there to {way}, then click the toolbar button.',
  locked: 'Locked until Options name your Mapsimise organisation and its region.',
  nameIt: 'Name it in Options',
});

/** The other way to register: the organisation's own form, filled in there by a click. It needs no API key. */
export function FillInMapsimise({ doors }: { doors: Doors }) {
  const t = words.get();
  const site = siteOfSettings(useStore((state) => state.settings));
  const isOff = useStore((state) => state.policy.featuresOff.includes('formFill'));
  const [isAsking, setIsAsking] = useState(false);
  const reasonId = useId();
  const open = async () => {
    setIsAsking(true);
    await openMapsimise();
    setIsAsking(false);
  };
  return (
    <section class="card form-fill" aria-label={t.title}>
      <OtherOrganisation />
      <button
        type="button"
        aria-disabled={!site || isAsking || isOff}
        aria-describedby={reasonId}
        onClick={() => site && !isAsking && !isOff && void open()}
      >
        {t.fill}
      </button>
      <p id={reasonId} class="message is-hint">
        {isOff ? (
          describeOff('formFill')
        ) : site ? (
          <Sentence
            text={t.opens}
            parts={{
              host: <span class="host">{new URL(siteOriginOf(site)).host}</span>,
              way: <strong>{WAY_TO_FORM}</strong>,
            }}
          />
        ) : (
          t.locked
        )}
      </p>
      {!site && (
        <button type="button" onClick={doors.openOptions}>
          {t.nameIt}
        </button>
      )}
    </section>
  );
}
