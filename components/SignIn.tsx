import { useEffect } from 'preact/hooks';
import { isSameGuid } from '../lib/domain/guid.ts';
import type { MicrosoftAccount, ResourceName } from '../lib/domain/sign-in.ts';
import { resumeSignIn, signInFor, signOut, switchAccount } from '../lib/ui/person-commands.ts';
import { useStore } from '../lib/ui/use-store.ts';
import type { Doors } from './App.tsx';
import { FailureNotice } from './FailureNotice.tsx';
import { RegisterApplication } from './RegisterApplication.tsx';

/** Who signed in with Microsoft, and the buttons that change it. Everything here is optional to the rest. */
export function SignIn({ doors }: { doors: Pick<Doors, 'openTab'> }) {
  const signIn = useStore((state) => state.signIn);
  const hint = useStore((state) => state.loginHint);
  const application = useStore((state) => state.application);
  const tenantOfPage = useStore(({ environment }) => environment?.report?.organisation?.tenantId);
  const { account, failure } = signIn ?? {};
  const isBusy = signIn?.busySinceMs !== undefined;
  useEffect(() => {
    if (!account && hint) resumeSignIn();
  }, []);
  return (
    <section class="card sign-in" aria-label="Microsoft account">
      <div class="title-line">
        {account ? <Who account={account} /> : <p>{invitation(hint?.username)}</p>}
        {!account && !isBusy && application && <SignInButton resource="discovery" />}
      </div>
      <p class="message is-hint" role="status">
        {isBusy &&
          'The sign-in window is open. What comes of it stands here, also when you come back later.'}
      </p>
      {account && tenantOfPage && !isSameGuid(tenantOfPage, account.tenantId) && (
        <p class="message is-advice">
          This page belongs to another tenant ({tenantOfPage}). Unless this account is a guest
          there, press Switch account.
        </p>
      )}
      {failure && failure.code !== 'sign-in/no-application' && (
        <FailureNotice
          failure={failure}
          retry={{ openTab: doors.openTab, again: () => signInFor('discovery') }}
        />
      )}
      {account && !isBusy && (
        <div class="buttons">
          {failure && <SignInButton resource="discovery" />}
          <button type="button" onClick={switchAccount}>
            Switch account
          </button>
          <button type="button" class="quiet-text" onClick={signOut}>
            Sign out
          </button>
        </div>
      )}
      {!application && <RegisterApplication />}
    </section>
  );
}

/** Asks Microsoft in person; `resource` is what the person is about to use, and may have to consent to. */
export function SignInButton({ resource }: { resource: ResourceName }) {
  return (
    <button type="button" onClick={() => signInFor(resource)}>
      Sign in with Microsoft
    </button>
  );
}

const invitation = (username: string | undefined) =>
  username
    ? `You were signed in as ${username}.`
    : 'Signed in with Microsoft, you can find any of your environments here.';

function Who({ account }: { account: MicrosoftAccount }) {
  const { name, username, tenantId, cloud, sinceMs } = account;
  const clock = new Intl.DateTimeFormat(undefined, { hour: '2-digit', minute: '2-digit' });
  return (
    <p>
      Signed in as <strong>{name}</strong>
      <br />
      <span class="host">{username}</span> <span class="source">since {clock.format(sinceMs)}</span>
      <br />
      <span class="source">
        Tenant {tenantId}
        {cloud !== 'Commercial' && ` · ${cloud}`}
      </span>
    </p>
  );
}
