import { useId, useState } from 'preact/hooks';
import { WAY_TO_FORM } from '../lib/domain/catalogue/form.ts';
import { siteOfSettings, siteOriginOf } from '../lib/domain/mapsimise.ts';
import { openMapsimise } from '../lib/ui/fill-form.ts';
import { useStore } from '../lib/ui/use-store.ts';
import type { Doors } from './App.tsx';
import { OtherOrganisation } from './OtherOrganisation.tsx';

/** The other way to register: the organisation's own form, filled in there by a click. It needs no API key. */
export function FillInMapsimise({ doors }: { doors: Doors }) {
  const site = siteOfSettings(useStore((state) => state.settings));
  const [isAsking, setIsAsking] = useState(false);
  const reasonId = useId();
  const open = async () => {
    setIsAsking(true);
    await openMapsimise();
    setIsAsking(false);
  };
  return (
    <section class="card form-fill" aria-label="Form in Mapsimise">
      <OtherOrganisation />
      <button
        type="button"
        aria-disabled={!site || isAsking}
        aria-describedby={reasonId}
        onClick={() => site && !isAsking && void open()}
      >
        Fill the form in Mapsimise
      </button>
      <p id={reasonId} class="message is-hint">
        {site ? (
          <>
            Without an API key: opens <span class="host">{new URL(siteOriginOf(site)).host}</span>{' '}
            in a new tab. Go there to <strong>{WAY_TO_FORM}</strong>, then click the toolbar button.
          </>
        ) : (
          'Locked until Options name your Mapsimise organisation and its region.'
        )}
      </p>
      {!site && (
        <button type="button" onClick={doors.openOptions}>
          Name it in Options
        </button>
      )}
    </section>
  );
}
