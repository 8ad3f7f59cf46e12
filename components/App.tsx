import { Fragment } from 'preact';
import { messages } from '../lib/language/messages.ts';
import { openJob } from '../lib/ui/commands.ts';
import type { Job } from '../lib/ui/store.ts';
import { useStore } from '../lib/ui/use-store.ts';
import { EnvironmentCard } from './EnvironmentCard.tsx';
import { GearIcon, TabIcon } from './icons.tsx';
import { useLoaded } from './use-loaded.ts';

export type Doors = { openTab: () => void; openOptions: () => void; version: string };

const words = messages('components.App', {
  openInTab: 'Open in a tab',
  options: 'Options',
  setUp: 'Set up connector',
  myMapping: 'My mapping',
  connectors: 'Connectors',
  coverage: 'Coverage',
});

/** The popup, and the same in a full tab: which environment this is, and the jobs that can be done for it. */
export function App({ doors }: { doors: Doors }) {
  const t = words.get();
  const job = useStore((state) => state.job);
  const where = useStore((state) => state.where);
  const surface = useStore((state) => state.surface);
  const hasAccount = useStore((state) => state.signIn?.account !== undefined);
  const hasSignInFailed = useStore((state) => state.signIn?.failure !== undefined);
  const isPicked = useStore((state) => state.environment?.listed !== undefined);
  const SetUp = useLoaded(job === 'set-up', () => import('./SetUp.tsx').then((part) => part.SetUp));
  const MyMapping = useLoaded(job === 'mapping', () =>
    import('./MyMapping.tsx').then((part) => part.MyMapping),
  );
  const isMapsimise = where.at === 'mapsimise' || where.at === 'mapsimise-not';
  const FillForm = useLoaded(isMapsimise, () =>
    import('./FillForm.tsx').then((part) => part.FillForm),
  );
  const Connectors = useLoaded(job === 'connectors', () =>
    import('./Connectors.tsx').then((part) => part.Connectors),
  );
  const Coverage = useLoaded(job === 'coverage', () =>
    import('./Coverage.tsx').then((part) => part.Coverage),
  );
  // Microsoft's sign-in knows nothing of a company's own server.
  const isOwnServer = where.at === 'organisation' && where.scheme === 'ifd';
  const SignIn = useLoaded(!isMapsimise && !isOwnServer, () =>
    import('./SignIn.tsx').then((part) => part.SignIn),
  );
  const Environments = useLoaded(hasAccount, () =>
    import('./Environments.tsx').then((part) => part.Environments),
  );
  const MakerEnvironment = useLoaded(where.at === 'maker' && hasAccount, () =>
    import('./MakerEnvironment.tsx').then((part) => part.MakerEnvironment),
  );
  // Who stands on the page of an organisation came for a job; elsewhere the environment has to be found first.
  // So does who clicks again after a sign-in that failed, which closed the popup: what came of it is seen at once.
  const isJobFirst =
    where.at === 'organisation' && !isPicked && !(surface === 'popup' && hasSignInFailed);
  const account = !isMapsimise && !isOwnServer && (
    <Fragment key="account">
      {SignIn && <SignIn doors={doors} />}
      {Environments && <Environments doors={doors} />}
    </Fragment>
  );
  return (
    <div class={`app is-${surface}`}>
      <header>
        <img src="/icon/32.png" alt="" />
        <h1>Mapsimise Connect</h1>
        {surface === 'popup' && (
          <button type="button" class="quiet" title={t.openInTab} onClick={doors.openTab}>
            <TabIcon />
            <span class="unseen">{t.openInTab}</span>
          </button>
        )}
        <button type="button" class="quiet" title={t.options} onClick={doors.openOptions}>
          <GearIcon />
          <span class="unseen">{t.options}</span>
        </button>
      </header>
      <main>
        <EnvironmentCard />
        {isMapsimise && FillForm && <FillForm doors={doors} />}
        {where.at === 'maker' && MakerEnvironment && <MakerEnvironment doors={doors} />}
        {!isJobFirst && account}
        <nav class="jobs">
          <JobButton job="set-up" name={t.setUp} />
          {where.at === 'organisation' && !isPicked && (
            <JobButton job="mapping" name={t.myMapping} />
          )}
          <JobButton job="connectors" name={t.connectors} />
          {where.at === 'organisation' && <JobButton job="coverage" name={t.coverage} />}
        </nav>
        {job && (
          <div class="work">
            {job === 'set-up' && SetUp && <SetUp doors={doors} />}
            {job === 'mapping' && MyMapping && <MyMapping />}
            {job === 'connectors' && Connectors && <Connectors doors={doors} />}
            {job === 'coverage' && Coverage && <Coverage doors={doors} />}
          </div>
        )}
        {isJobFirst && account}
      </main>
    </div>
  );
}

function JobButton({ job, name }: { job: Job; name: string }) {
  const isOpen = useStore((state) => state.job === job);
  return (
    <button
      type="button"
      class={isOpen ? 'job is-open' : 'job'}
      aria-current={isOpen ? 'page' : undefined}
      onClick={() => openJob(job)}
    >
      {name}
    </button>
  );
}
