import { nameOfFeature } from '../lib/domain/catalogue/policy.ts';
import { params } from '../lib/language/forms.ts';
import { messages } from '../lib/language/messages.ts';
import { sayList } from '../lib/language/say.ts';
import { useStore } from '../lib/ui/use-store.ts';

const words = messages('components.CompanyPolicy', {
  title: 'Set by your organisation',
  setBy: 'Set by your organisation.',
  environments: params('Only these environments are allowed: {list}.'),
  none: 'No environment is allowed.',
  off: params('Turned off: {list}.'),
  unusable: params(
    'Your company’s policy says what cannot be used: {names}. Ask your IT to mend it.',
  ),
});

/** Beside a control that the company has decided: it can be read and not changed. */
export const setByCompany = () => ({ kind: 'hint', text: words.get().setBy }) as const;

/** What of the company's policy stands beside no control. Nothing where there is none. */
export function CompanyPolicy() {
  const t = words.get();
  const policy = useStore((state) => state.policy);
  const { allowedEnvironments, featuresOff, unusable } = policy;
  if (!allowedEnvironments && featuresOff.length === 0 && unusable.length === 0) return null;
  return (
    <section class="card" aria-label={t.title}>
      <h2>{t.title}</h2>
      {allowedEnvironments && (
        <p>
          {allowedEnvironments.length > 0
            ? t.environments({ list: sayList(allowedEnvironments) })
            : t.none}
        </p>
      )}
      {featuresOff.length > 0 && <p>{t.off({ list: sayList(featuresOff.map(nameOfFeature)) })}</p>}
      {unusable.length > 0 && (
        <p class="message is-error">{t.unusable({ names: sayList(unusable) })}</p>
      )}
    </section>
  );
}
