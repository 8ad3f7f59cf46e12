import { useState } from 'preact/hooks';
import { type ListedEnvironment, searchEnvironments } from '../lib/domain/environment-list.ts';
import { MOST_AT_ONCE } from '../lib/domain/many.ts';
import type { OrgUrl } from '../lib/domain/org-url.ts';
import { count, params } from '../lib/language/forms.ts';
import { messages } from '../lib/language/messages.ts';
import { TextField } from './fields.tsx';

const words = messages('components.EnvironmentChoice', {
  environments: 'Environments',
  find: 'Find environments',
  disabled: 'disabled',
  chosen: count({ one: '{count} chosen, of {all}.', other: '{count} chosen, of {all}.' }),
  more: count({
    one: '{count} chosen, of {all}. The first {shown} are shown: type to narrow.',
    other: '{count} chosen, of {all}. The first {shown} are shown: type to narrow.',
  }),
  none: count({
    one: '{count} chosen, of {all}. None is called so.',
    other: '{count} chosen, of {all}. None is called so.',
  }),
  chooseFound: count({ one: 'Choose the one found', other: 'Choose all {count} found' }),
  tooMany: params('Not all that were found can be chosen: {most} at most at once.'),
  chooseNone: 'Choose none',
});

/** From so many on, a search helps. */
const MANY = 8;
/** Of what was found so many are drawn at most. */
const MOST_SHOWN = 50;

/** Which of one's environments: a few are seen at a glance, hundreds are searched. */
export function EnvironmentChoice(props: {
  all: readonly ListedEnvironment[];
  chosen: readonly OrgUrl[];
  choose: (chosen: OrgUrl[]) => void;
}) {
  const t = words.get();
  const { all, chosen, choose } = props;
  const [query, setQuery] = useState('');
  // What was unticked may be ticked again, until another search or a new choice is made.
  const [unticked, setUnticked] = useState<OrgUrl[]>([]);
  const isInSight = ({ org }: ListedEnvironment) => chosen.includes(org) || unticked.includes(org);
  const found = searchEnvironments(all, query);
  const first = found.slice(0, MOST_SHOWN);
  // What is chosen stays in sight, and nothing that is pressed moves away under the pointer.
  const shown = [...first, ...all.filter((one) => isInSight(one) && !first.includes(one))];
  const search = (next: string) => {
    setQuery(next);
    setUnticked([]);
  };
  const toggle = (org: OrgUrl) => {
    if (chosen.includes(org)) setUnticked([...unticked, org]);
    choose(toggled(chosen, org));
  };
  const chooseAnew = (next: OrgUrl[]) => {
    setUnticked([]);
    choose(next);
  };
  const counts = { all: all.length, shown: first.length };
  const says = found.length === 0 ? t.none : found.length > first.length ? t.more : t.chosen;
  return (
    <>
      {all.length >= MANY && (
        <div class="fields">
          <TextField label={t.find} value={query} onType={search} />
          <p class="message is-hint" role="status">
            {says(chosen.length, counts)}
          </p>
          <ChooseFound found={query === '' ? [] : found} chosen={chosen} choose={chooseAnew} />
        </div>
      )}
      <fieldset class="choices is-long">
        <legend>{t.environments}</legend>
        {shown.map(({ org, name, isDisabled }) => (
          <label key={org}>
            <input
              type="checkbox"
              checked={chosen.includes(org)}
              disabled={isDisabled}
              onChange={() => toggle(org)}
            />{' '}
            {name} <span class="host">{isDisabled ? t.disabled : new URL(org).host}</span>
          </label>
        ))}
      </fieldset>
    </>
  );
}

/** All that a search has found at once, where they are not too many; and none. */
function ChooseFound(props: {
  found: readonly ListedEnvironment[];
  chosen: readonly OrgUrl[];
  choose: (chosen: OrgUrl[]) => void;
}) {
  const t = words.get();
  const { found, chosen, choose } = props;
  const more = found.filter(({ org, isDisabled }) => !isDisabled && !chosen.includes(org));
  const isRoom = more.length === 0 || chosen.length + more.length <= MOST_AT_ONCE;
  return (
    <>
      <div role="status">
        {!isRoom && <p class="message is-hint">{t.tooMany({ most: MOST_AT_ONCE })}</p>}
      </div>
      <div class="buttons">
        {more.length > 0 && isRoom && (
          <button type="button" onClick={() => choose([...chosen, ...more.map(({ org }) => org)])}>
            {t.chooseFound(more.length)}
          </button>
        )}
        {chosen.length > 0 && (
          <button type="button" class="quiet-text" onClick={() => choose([])}>
            {t.chooseNone}
          </button>
        )}
      </div>
    </>
  );
}

const toggled = (chosen: readonly OrgUrl[], org: OrgUrl) =>
  chosen.includes(org) ? chosen.filter((one) => one !== org) : [...chosen, org];
