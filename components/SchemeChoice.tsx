import { useId, useState } from 'preact/hooks';
import { HAS_IFD } from '../lib/domain/build.ts';
import { describeOff } from '../lib/domain/catalogue/policy.ts';
import { SCHEME_NAMES } from '../lib/domain/catalogue/words.ts';
import { SCHEMES, type Scheme } from '../lib/domain/connection.ts';
import { messages } from '../lib/language/messages.ts';
import { typeInto } from '../lib/ui/commands.ts';
import { useStore } from '../lib/ui/use-store.ts';

const words = messages('components.SchemeChoice', {
  advanced: 'Advanced',
  scheme: 'Scheme',
  dataverse: 'For online organisations: Mapsimise signs in as an Entra application.',
  ifd: 'For an organisation on your own server: Mapsimise signs in at your AD FS as a user of your domain.',
  leftOut:
    'This build is for online organisations: it can send nothing to a server of your own, so Dynamics CRM / IFD is not in it.',
});

/** Advanced → Scheme, as in Mapsimise. It stands open wherever another than the usual scheme is chosen. */
export function SchemeChoice() {
  const t = words.get();
  const scheme = useStore((state) => state.fields.scheme);
  const isOff = useStore((state) => state.policy.featuresOff.includes('onPremises'));
  const [isOpened, setIsOpened] = useState(false);
  const id = useId();
  const isOpen = isOpened || scheme !== 'dataverse';
  return (
    <div class="advanced">
      <button
        type="button"
        class="disclosure"
        aria-expanded={isOpen}
        aria-controls={`${id}-part`}
        onClick={() => setIsOpened(!isOpen)}
      >
        {t.advanced}
      </button>
      <div id={`${id}-part`} hidden={!isOpen} class="field">
        <label for={id}>{t.scheme}</label>
        <select
          id={id}
          value={scheme}
          aria-describedby={`${id}-says`}
          onChange={(event) => typeInto({ scheme: event.currentTarget.value as Scheme })}
        >
          {SCHEMES.map((each) => (
            <option key={each} value={each} disabled={each === 'ifd' && (!HAS_IFD || isOff)}>
              {SCHEME_NAMES[each]}
            </option>
          ))}
        </select>
        <p id={`${id}-says`} class="message is-hint">
          {HAS_IFD ? t[scheme] : t.leftOut}
          {HAS_IFD && isOff && ` ${describeOff('onPremises')}`}
        </p>
      </div>
    </div>
  );
}
