import { useEffect, useId, useRef, useState } from 'preact/hooks';
import { describeLine, LINE_STATES, sayRepeat } from '../lib/domain/catalogue/many-words.ts';
import { sortEnvironments } from '../lib/domain/environment-list.ts';
import type { Failure } from '../lib/domain/failure.ts';
import { type Many, type ManyLine, MOST_AT_ONCE } from '../lib/domain/many.ts';
import type { OrgUrl } from '../lib/domain/org-url.ts';
import { count } from '../lib/language/forms.ts';
import { messages } from '../lib/language/messages.ts';
import { requestAccess } from '../lib/platform/access.ts';
import { buyMany, dismissMany, followConnectors, testMany } from '../lib/ui/connector-commands.ts';
import { listEnvironments } from '../lib/ui/person-commands.ts';
import { useStore } from '../lib/ui/use-store.ts';
import type { Doors } from './App.tsx';
import { DirectoryFailure } from './DirectoryFailure.tsx';
import { EnvironmentChoice } from './EnvironmentChoice.tsx';
import { FailureNotice } from './FailureNotice.tsx';
import { SecretField, Switch, TextField } from './fields.tsx';
import { SignInButton } from './SignIn.tsx';
import { useSecret } from './use-secret.ts';

const words = messages('components.SeveralEnvironments', {
  title: 'Several environments',
  openInTab: 'Open in a tab to set up several environments',
  clientId: 'Client Id',
  clientSecret: 'Client Secret',
  secretHint: 'Of one application that has a user in each of them.',
  impersonateUsers: 'Impersonate Users',
  impersonateHint:
    'For all of them alike; each is tested with who is signed in there, or fails and says so.',
  testAll: 'Test all',
  busy: 'Locked until each line below has its result.',
  signIn: 'Sign in to see your environments.',
  none: 'This account is a user of no environment with Dataverse.',
  failed: 'The environments could not be read.',
  asking: 'Asking Microsoft…',
  noneChosen: 'Choose at least one environment.',
  tooMany: count({
    one: 'Choose at most {count} environment at once.',
    other: 'Choose at most {count} environments at once.',
  }),
  noClientId: 'Enter the Client Id.',
  noSecret: 'Enter the Client Secret.',
  results: 'Results',
  buy: count({
    one: 'Confirm Purchase of {count} connector',
    other: 'Confirm Purchase of {count} connectors',
  }),
  checkAgain: 'Check again',
  putAway: 'Put away',
});

/** One application, several environments: chosen from the list, tested and bought in one go, a line each. */
export function SeveralEnvironments({ doors }: { doors: Doors }) {
  const t = words.get();
  const list = useStore((state) => state.environmentList);
  const many = useStore((state) => state.severalEnvironments);
  const recents = useStore((state) => state.recentEnvironments);
  const surface = useStore((state) => state.surface);
  const [chosen, setChosen] = useState<OrgUrl[]>([]);
  const [clientId, setClientId] = useState('');
  const [isImpersonating, setIsImpersonating] = useState(false);
  const [secret, setSecret] = useState('');
  const before = useRef('');
  const field = useSecret(
    secret !== '',
    (typed, over) => {
      if (over && typed !== '') before.current ||= secret;
      setSecret(over && typed === '' ? before.current : typed);
      if (typed === '') before.current = '';
    },
    () => {
      before.current = '';
    },
  );
  const [isPressed, setIsPressed] = useState(false);
  useEffect(() => {
    void followConnectors();
  }, []);
  const all = sortEnvironments(list?.environments ?? [], recents ?? []);
  const missing = missingOf(chosen.length, clientId, secret !== '' || many !== undefined);
  const isBusy = many !== undefined && many.state !== 'ready';
  const reasonId = useId();
  const test = async () => {
    setIsPressed(true);
    if (missing || isBusy) return;
    await requestAccess(...chosen);
    const environments = all.filter(({ org }) => chosen.includes(org));
    testMany({
      environments: environments.map(({ org, name }) => ({ org, name })),
      clientId: clientId.trim(),
      impersonateUsers: isImpersonating,
      ...(secret && { newSecret: secret }),
    });
    setSecret('');
    field.leave();
  };
  if (surface === 'popup')
    return (
      <div class="buttons">
        <button type="button" onClick={doors.openTab}>
          {t.openInTab}
        </button>
      </div>
    );
  if (!list || list.environments.length === 0) return <NoList doors={doors} />;
  return (
    <section class="card" aria-label={t.title}>
      <EnvironmentChoice all={all} chosen={chosen} choose={setChosen} />
      <TextField label={t.clientId} value={clientId} onType={setClientId} />
      <SecretField
        label={t.clientSecret}
        value={field.shown}
        isKept={secret !== ''}
        onType={field.type}
        onLeave={field.leave}
        onRemove={field.remove}
        messages={[{ kind: 'hint', text: t.secretHint }]}
      />
      <Switch
        label={t.impersonateUsers}
        hint={t.impersonateHint}
        isOn={isImpersonating}
        onChange={setIsImpersonating}
      />
      <div class="buttons">
        <button
          type="button"
          class="primary"
          aria-disabled={isBusy}
          aria-describedby={reasonId}
          onClick={() => void test()}
        >
          {t.testAll}
        </button>
        <span id={reasonId} role="status">
          {isBusy ? t.busy : isPressed && missing}
        </span>
      </div>
      {many && <Lines many={many} />}
    </section>
  );
}

/** The environments are those of who signed in; the list is asked for where it is not there yet. */
function NoList({ doors }: { doors: Doors }) {
  const t = words.get();
  const username = useStore((state) => state.signIn?.account?.username);
  const list = useStore((state) => state.environmentList);
  useEffect(() => {
    if (username && !list) listEnvironments();
  }, [username, list === undefined]);
  const failure = list?.state === 'failed' ? list.failure : undefined;
  return (
    <section class="card" aria-label={t.title}>
      <p role="status">{username ? sayList(list?.state, failure) : t.signIn}</p>
      {failure && (
        <DirectoryFailure
          failure={failure}
          consentTo="discovery"
          retry={{ openTab: doors.openTab, again: listEnvironments }}
        />
      )}
      {!username && (
        <div class="buttons">
          <SignInButton resource="discovery" />
        </div>
      )}
    </section>
  );
}

function sayList(state: 'looking' | 'done' | 'failed' | undefined, failure?: Failure): string {
  const t = words.get();
  if (failure?.code === 'permission/not-granted') return ''; // asked for below
  if (state === 'done') return t.none;
  return state === 'failed' ? t.failed : t.asking;
}

function missingOf(chosen: number, clientId: string, hasSecret: boolean): string | undefined {
  const t = words.get();
  if (chosen === 0) return t.noneChosen;
  if (chosen > MOST_AT_ONCE) return t.tooMany(MOST_AT_ONCE);
  if (clientId.trim() === '') return t.noClientId;
  return hasSecret ? undefined : t.noSecret;
}

function Lines({ many }: { many: Many }) {
  const t = words.get();
  const passed = many.lines.filter(({ state }) => state === 'passed');
  const open = many.lines.filter(({ state }) => state === 'open');
  const isBusy = many.state !== 'ready';
  return (
    <>
      <ul class="steps" aria-label={t.results} aria-busy={isBusy}>
        {many.lines.map((line) => (
          <Line key={line.org} line={line} />
        ))}
      </ul>
      <p role="status">{isBusy ? '' : sayRepeat(many)}</p>
      <div class="buttons">
        {passed.length > 0 && (
          <button type="button" class="primary" aria-disabled={isBusy} onClick={buyMany}>
            {t.buy(passed.length)}
          </button>
        )}
        {passed.length === 0 && open.length > 0 && (
          <button type="button" aria-disabled={isBusy} onClick={buyMany}>
            {t.checkAgain}
          </button>
        )}
        {!isBusy && (
          <button type="button" class="quiet-text" onClick={dismissMany}>
            {t.putAway}
          </button>
        )}
      </div>
    </>
  );
}

function Line({ line }: { line: ManyLine }) {
  return (
    <li data-outcome={line.state === 'failed' ? 'failed' : 'passed'}>
      <div class="step-line">
        <span class="step-name">{line.name}</span>
        <span class="step-outcome">{LINE_STATES[line.state]}</span>
      </div>
      <div class="step-more">
        <p>{describeLine(line)}</p>
        {line.failure && <FailureNotice failure={line.failure} />}
      </div>
    </li>
  );
}
