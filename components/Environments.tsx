import { Fragment } from 'preact';
import { useEffect, useId, useState } from 'preact/hooks';
import { describeEnvironmentKind } from '../lib/domain/catalogue/words.ts';
import {
  type ListedEnvironment,
  type Recent,
  searchEnvironments,
  sortEnvironments,
} from '../lib/domain/environment-list.ts';
import { count } from '../lib/language/forms.ts';
import { messages } from '../lib/language/messages.ts';
import { listEnvironments, pickEnvironment } from '../lib/ui/person-commands.ts';
import { useStore } from '../lib/ui/use-store.ts';
import type { Doors } from './App.tsx';
import { DirectoryFailure } from './DirectoryFailure.tsx';

const words = messages('components.Environments', {
  title: 'Environments',
  find: 'Find an environment',
  example: 'Name, address or unique name',
  lookAgain: 'Look again',
  asking: 'Asking Microsoft…',
  none: 'This account is a user of no environment with Dataverse. Another account may be: press Switch account.',
  all: count({ one: '{count} environment.', other: '{count} environments.' }),
  allMore: count({
    one: '{count} environment. The first {shown} are shown: type to narrow.',
    other: '{count} environments. The first {shown} are shown: type to narrow.',
  }),
  found: count({
    one: '{found} of {count} environment.',
    other: '{found} of {count} environments.',
  }),
  foundMore: count({
    one: '{found} of {count} environment. The first {shown} are shown: type to narrow.',
    other: '{found} of {count} environments. The first {shown} are shown: type to narrow.',
  }),
  foundNone: count({
    one: '0 of {count} environment. Another part of the name or address may find it, or another account.',
    other:
      '0 of {count} environments. Another part of the name or address may find it, or another account.',
  }),
  usedBefore: 'Used here before',
  others: 'Others',
  disabled: 'Disabled by an administrator: it can be used again when it was enabled.',
});

const MOST_SHOWN = 20;

/** The search over one's environments. On a page of an organisation it waits until it is wanted. */
export function Environments({ doors }: { doors: Pick<Doors, 'openTab'> }) {
  const t = words.get();
  const username = useStore((state) => state.signIn?.account?.username);
  const list = useStore((state) => state.environmentList);
  const recents = useStore((state) => state.recentEnvironments);
  const isOnPage = useStore(({ where }) => where.at === 'organisation');
  const [query, setQuery] = useState('');
  const [isWanted, setIsWanted] = useState(false);
  const id = useId();
  const isOpen = isWanted || query !== '' || !isOnPage;
  useEffect(() => {
    if (username && isOpen && !list) listEnvironments();
  }, [username, isOpen, list === undefined]);
  if (!username) return null;
  const sorted = sortEnvironments(list?.environments ?? [], recents ?? []);
  const found = searchEnvironments(sorted, query);
  const failure = list?.state === 'failed' ? list.failure : undefined;
  return (
    <section class="card environments" aria-label={t.title}>
      <div class="field">
        <label for={id}>{t.find}</label>
        <input
          id={id}
          type="search"
          value={query}
          placeholder={t.example}
          autocomplete="off"
          spellcheck={false}
          aria-describedby={`${id}-says`}
          onFocus={() => setIsWanted(true)}
          onInput={(event) => setQuery(event.currentTarget.value)}
        />
        <p id={`${id}-says`} class="message is-hint" role="status">
          {isOpen && sayCount(list?.state, sorted.length, found.length, query)}
        </p>
      </div>
      {isOpen && failure && (
        <DirectoryFailure
          failure={failure}
          consentTo="discovery"
          retry={{ openTab: doors.openTab, again: listEnvironments }}
        />
      )}
      {isOpen && <Picks found={found.slice(0, MOST_SHOWN)} recents={recents ?? []} />}
      {isOpen && list?.state !== 'looking' && (
        <button type="button" class="quiet-text" onClick={listEnvironments}>
          {t.lookAgain}
        </button>
      )}
    </section>
  );
}

function sayCount(state: string | undefined, all: number, found: number, query: string): string {
  const t = words.get();
  if (state === undefined || (state === 'looking' && all === 0)) return t.asking;
  if (state === 'failed' && all === 0) return '';
  if (all === 0) return t.none;
  if (found === 0) return t.foundNone(all);
  const isMore = found > MOST_SHOWN;
  const shown = MOST_SHOWN;
  if (query === '') return isMore ? t.allMore(all, { shown }) : t.all(all);
  return isMore ? t.foundMore(all, { found, shown }) : t.found(all, { found });
}

/** Those that were used here before stand first, under a heading that says so. */
function Picks(props: { found: readonly ListedEnvironment[]; recents: readonly Recent[] }) {
  const { found, recents } = props;
  const isRecent = ({ org }: ListedEnvironment) => recents.some((one) => one.org === org);
  const t = words.get();
  const recent = found.filter(isRecent);
  const groups = [
    { name: t.usedBefore, all: recent },
    { name: t.others, all: found.filter((one) => !isRecent(one)) },
  ];
  const isGrouped = recent.length > 0;
  return (
    <>
      {groups.map(
        ({ name, all }) =>
          all.length > 0 && (
            <Fragment key={name}>
              {isGrouped && <h3>{name}</h3>}
              <ul class="picks" aria-label={isGrouped ? name : undefined}>
                {all.map((one) => (
                  <Pick key={one.org} environment={one} />
                ))}
              </ul>
            </Fragment>
          ),
      )}
    </>
  );
}

/** One environment. A disabled one is shown, so that nobody looks for it elsewhere, and says why it cannot be used. */
function Pick({ environment }: { environment: ListedEnvironment }) {
  const { org, name, kind, region, isDisabled } = environment;
  const id = useId();
  return (
    <li class="pick-row">
      <button
        type="button"
        class="pick"
        aria-disabled={isDisabled}
        aria-describedby={id}
        onClick={() => isDisabled || void pickEnvironment(org)}
      >
        {name}
      </button>
      <span id={id}>
        {kind && <span class={`tag is-${kind}`}>{describeEnvironmentKind(kind)}</span>}{' '}
        <span class="host">{new URL(org).host}</span> <span class="source">{region}</span>
        {isDisabled && <span class="message is-advice">{words.get().disabled}</span>}
      </span>
    </li>
  );
}
