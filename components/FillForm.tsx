import { useEffect, useState } from 'preact/hooks';
import type { Failure } from '../lib/domain/failure.ts';
import type { DraftChoice } from '../lib/domain/form/form-fill.ts';
import { siteOfSettings, siteOriginOf } from '../lib/domain/mapsimise.ts';
import { messages } from '../lib/language/messages.ts';
import { askAccount } from '../lib/ui/commands.ts';
import { fillForm, useFormView } from '../lib/ui/fill-form.ts';
import type { AppState } from '../lib/ui/store.ts';
import { useStore } from '../lib/ui/use-store.ts';
import type { Doors } from './App.tsx';
import { FailureNotice } from './FailureNotice.tsx';
import { FilledFields } from './FilledFields.tsx';
import { FillSecret } from './FillSecret.tsx';
import { OtherOrganisation } from './OtherOrganisation.tsx';
import { Sentence } from './Sentence.tsx';

const words = messages('components.FillForm', {
  title: 'Form in Mapsimise',
  fill: 'Fill the form',
  hint: 'Everything but the secret. Only fields are filled; no button of the page is pressed.',
  lookThen:
    'Look at what stands in the form, test it there, and press {button} on that page yourself.',
  confirm: 'Confirm Purchase',
  openOptions: 'Open Options',
  from: 'Fills in the set-up of {name}.',
  which: 'Which set-up? The one edited last is first.',
  noUrl: 'no Organisation URL yet',
});

/** On a page of Mapsimise: fills its form from a draft, and tells field by field what came of it. */
export function FillForm({ doors }: { doors: Doors }) {
  const failure = useStore(whyNotHere);
  const isUnasked = useStore(({ hasApiKey, accountLook }) => hasApiKey === true && !accountLook);
  useEffect(() => {
    if (isUnasked) askAccount();
  }, [isUnasked]);
  return (
    <section class="card form-fill" aria-label={words.get().title}>
      <OtherOrganisation />
      {failure ? <NotHere failure={failure} doors={doors} /> : <Form />}
    </section>
  );
}

function Form() {
  const { tabId, fill, drafts } = useFormView();
  const [chosen, setChosen] = useState<DraftChoice['workspace']>();
  const t = words.get();
  if (!drafts || tabId === undefined) return null;
  const draft =
    drafts.find(({ workspace }) => workspace === (chosen ?? fill?.workspace)) ?? drafts[0];
  if (!draft) return <FailureNotice failure={{ code: 'form/no-draft' }} />;
  return (
    <>
      <Drafts drafts={drafts} chosen={draft} choose={setChosen} />
      <button
        type="button"
        class={fill?.state === 'done' ? '' : 'primary'}
        onClick={() => fillForm(tabId, draft.workspace)}
      >
        {t.fill}
      </button>
      <p class="message is-hint">{t.hint}</p>
      {fill && <FilledFields fill={fill} />}
      <FillSecret fill={fill} tabId={tabId} draft={draft} />
      {fill?.state === 'done' && (
        <p>
          <Sentence text={t.lookThen} parts={{ button: <strong>{t.confirm}</strong> }} />
        </p>
      )}
    </>
  );
}

/** Only the exact origin of the organisation in Options is filled. */
function whyNotHere({ settings, where }: AppState): Failure | undefined {
  const site = siteOfSettings(settings);
  if (!site) return { code: 'form/no-site' };
  const expected = siteOriginOf(site);
  if (where.at === 'mapsimise' && where.origin === expected) return undefined;
  return { code: 'form/other-page', expected: new URL(expected).host };
}

function NotHere({ failure, doors }: { failure: Failure; doors: Doors }) {
  return (
    <>
      <FailureNotice failure={failure} />
      <button type="button" onClick={doors.openOptions}>
        {words.get().openOptions}
      </button>
    </>
  );
}

function Drafts(props: {
  drafts: DraftChoice[];
  chosen: DraftChoice;
  choose: (workspace: DraftChoice['workspace']) => void;
}) {
  const { drafts, chosen, choose } = props;
  const t = words.get();
  if (drafts.length === 1)
    return (
      <p>
        <Sentence text={t.from} parts={{ name: <strong>{nameOf(chosen)}</strong> }} />
      </p>
    );
  return (
    <fieldset class="choices">
      <legend>{t.which}</legend>
      {drafts.map((draft) => (
        <label key={draft.workspace}>
          <input
            type="radio"
            name="draft"
            checked={draft === chosen}
            onChange={() => choose(draft.workspace)}
          />{' '}
          {nameOf(draft)}
        </label>
      ))}
    </fieldset>
  );
}

function nameOf({ name, host }: DraftChoice): string {
  const place = host || words.get().noUrl;
  return name ? `${name} (${place})` : place;
}
