import { useEffect } from 'preact/hooks';
import type { Failure } from '../lib/domain/failure.ts';
import type { OrgUrl } from '../lib/domain/org-url.ts';
import type { Preparation } from '../lib/domain/provisioning.ts';
import { messages } from '../lib/language/messages.ts';
import { prepareProvisioning } from '../lib/ui/provisioning-commands.ts';
import { useStore } from '../lib/ui/use-store.ts';
import type { Doors } from './App.tsx';
import { FailureNotice } from './FailureNotice.tsx';
import { ManualWay } from './ManualWay.tsx';
import { ProvisioningForm } from './ProvisioningForm.tsx';
import { ProvisioningRun } from './ProvisioningRun.tsx';
import { SignInButton } from './SignIn.tsx';

const words = messages('components.Provisioning', {
  title: 'Create these for me',
  looking: 'Looking at your rights, the security roles and what is there already…',
  again: 'Try again',
});

type Props = { org: OrgUrl; doors: Pick<Doors, 'openTab'> };

/** Creates the application, its secret and its user: first who may, then what to choose, then how it goes. */
export function Provisioning({ org, doors }: Props) {
  const run = useStore((state) => state.provisioning);
  const preparation = useStore((state) => state.preparation);
  const username = useStore((state) => state.signIn?.account?.username);
  const isFormWanted = !run || run.state === 'undone';
  useEffect(() => {
    if (isFormWanted) prepareProvisioning(org);
  }, [org, username, isFormWanted]);
  return (
    <section class="card" aria-label={words.get().title}>
      {run && <ProvisioningRun run={run} doors={doors} />}
      {isFormWanted && <Before org={org} doors={doors} preparation={preparation} />}
    </section>
  );
}

function Before(props: Props & { preparation: Preparation | undefined }) {
  const { org, doors, preparation } = props;
  const t = words.get();
  if (!preparation || preparation.state === 'looking') return <p role="status">{t.looking}</p>;
  if (preparation.state === 'ready') return <ProvisioningForm org={org} ready={preparation} />;
  const { failure, place } = preparation;
  const again = () => prepareProvisioning(org);
  return (
    <>
      <FailureNotice failure={failure} retry={{ openTab: doors.openTab, again, hasFields: true }} />
      <div class="buttons">
        {ASKS_A_PERSON.test(failure.code) && <SignInButton resource={resourceOf(failure)} />}
        <button type="button" onClick={again}>
          {t.again}
        </button>
      </div>
      <ManualWay place={place} isOpen={LACKS_RIGHTS.test(failure.code)} />
    </>
  );
}

const LACKS_RIGHTS = /^graph\/role-missing$|^provisioning\/(?:rights-missing|not-a-member)$/;
const ASKS_A_PERSON = /^sign-in\/|^graph\/token-refused$|^provisioning\/other-tenant$/;

/** What the person is about to use, and may have to consent to. */
const resourceOf = (failure: Failure) =>
  failure.code === 'sign-in/consent-needed' && failure.resource.startsWith('Dataverse')
    ? 'dataverse'
    : 'graph';
