import { useEffect } from 'preact/hooks';
import { isSameGuid } from '../lib/domain/guid.ts';
import type { MicrosoftAccount, ResourceName } from '../lib/domain/sign-in.ts';
import { params } from '../lib/language/forms.ts';
import { messages } from '../lib/language/messages.ts';
import { sayClock } from '../lib/language/say.ts';
import { resumeSignIn, signInFor, signOut, switchAccount } from '../lib/ui/person-commands.ts';
import { useStore } from '../lib/ui/use-store.ts';
import type { Doors } from './App.tsx';
import { FailureNotice } from './FailureNotice.tsx';
import { RegisterApplication } from './RegisterApplication.tsx';
import { Sentence } from './Sentence.tsx';

const words = messages('components.SignIn', {
  title: 'Microsoft account',
  isOpen:
    'The sign-in window is open. What comes of it stands here, also when you come back later.',
  otherTenant: params(
    'This page belongs to another tenant ({tenant}). Unless this account is a guest there, press Switch account.',
  ),
  switchAccount: 'Switch account',
  signOut: 'Sign out',
  signIn: 'Sign in with Microsoft',
  before: params('You were signed in as {username}.'),
  invitation: 'Signed in with Microsoft, you can find any of your environments here.',
  signedInAs: 'Signed in as {name}',
  since: params('since {time}'),
  tenant: params('Tenant {id}'),
  tenantIn: params('Tenant {id} · {cloud}'),
});

/** Who signed in with Microsoft, and the buttons that change it. Everything here is optional to the rest. */
export function SignIn({ doors }: { doors: Pick<Doors, 'openTab'> }) {
  const t = words.get();
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
    <section class="card sign-in" aria-label={t.title}>
      <div class="title-line">
        {account ? <Who account={account} /> : <p>{invitation(hint?.username)}</p>}
        {!account && !isBusy && application && <SignInButton resource="discovery" />}
      </div>
      <p class="message is-hint" role="status">
        {isBusy && t.isOpen}
      </p>
      {account && tenantOfPage && !isSameGuid(tenantOfPage, account.tenantId) && (
        <p class="message is-advice">{t.otherTenant({ tenant: tenantOfPage })}</p>
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
            {t.switchAccount}
          </button>
          <button type="button" class="quiet-text" onClick={signOut}>
            {t.signOut}
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
      {words.get().signIn}
    </button>
  );
}

function invitation(username: string | undefined): string {
  const t = words.get();
  return username ? t.before({ username }) : t.invitation;
}

function Who({ account }: { account: MicrosoftAccount }) {
  const { name, username, tenantId, cloud, sinceMs } = account;
  const t = words.get();
  return (
    <p>
      <Sentence text={t.signedInAs} parts={{ name: <strong>{name}</strong> }} />
      <br />
      <span class="host">{username}</span>{' '}
      <span class="source">{t.since({ time: sayClock(sinceMs) })}</span>
      <br />
      <span class="source">
        {cloud === 'Commercial' ? t.tenant({ id: tenantId }) : t.tenantIn({ id: tenantId, cloud })}
      </span>
    </p>
  );
}
