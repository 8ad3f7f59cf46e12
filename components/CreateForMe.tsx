import { useEffect, useState } from 'preact/hooks';
import { describeOff } from '../lib/domain/catalogue/policy.ts';
import { parseOrgUrl } from '../lib/domain/org-url.ts';
import { messages } from '../lib/language/messages.ts';
import { followProvisioning } from '../lib/ui/provisioning-commands.ts';
import { useStore } from '../lib/ui/use-store.ts';
import type { Doors } from './App.tsx';
import { useLoaded } from './use-loaded.ts';

const words = messages('components.CreateForMe', {
  create: 'Create these for me',
  hint: 'No Client Id yet? With your Microsoft sign-in the application, its secret and its user are made here.',
  urlFirst: 'Enter the Organisation URL first: the application is made for one organisation.',
});

/** Opens "Create these for me" for the organisation that stands in the field; by itself where a run is not put away. */
export function CreateForMe({ doors }: { doors: Pick<Doors, 'openTab'> }) {
  const t = words.get();
  const typed = useStore((state) => state.fields.organisationUrl);
  const hasRun = useStore((state) => state.provisioning !== undefined);
  // Opened in the popup, and sent to the full tab for what the browser must be asked there: it goes on by itself.
  const isGrantWanted = useStore(
    ({ surface, preparation }) =>
      surface === 'tab' &&
      preparation?.state === 'refused' &&
      preparation.failure.code === 'permission/not-granted',
  );
  const isOff = useStore((state) => state.policy.featuresOff.includes('createForMe'));
  const [isOpen, setIsOpen] = useState(false);
  const place = parseOrgUrl(typed);
  const org = place.ok && place.value.kind === 'dataverse' ? place.value.url : undefined;
  useEffect(() => (org ? followProvisioning(org) : undefined), [org]);
  useEffect(() => {
    if (isGrantWanted) setIsOpen(true);
  }, [isGrantWanted]);
  // What was begun before it was turned off can still be undone.
  const isShown = (isOpen && !isOff) || hasRun;
  const Provisioning = useLoaded(isShown, () =>
    import('./Provisioning.tsx').then((part) => part.Provisioning),
  );
  return (
    <div class="provisioning">
      <p>
        <button
          type="button"
          aria-expanded={isShown}
          aria-disabled={isOff}
          onClick={() => setIsOpen((open) => !open || hasRun)}
        >
          {t.create}
        </button>
      </p>
      {isOff && <p class="message is-hint">{describeOff('createForMe')}</p>}
      {!isShown && !isOff && <p class="message is-hint">{t.hint}</p>}
      {isShown && !org && (
        <p class="message is-advice" role="status">
          {t.urlFirst}
        </p>
      )}
      {isShown && org && Provisioning && <Provisioning key={org} org={org} doors={doors} />}
    </div>
  );
}
