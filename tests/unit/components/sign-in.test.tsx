// @vitest-environment happy-dom
import { cleanup, fireEvent, render, screen } from '@testing-library/preact';
import { afterEach, beforeEach, expect, it, vi } from 'vitest';
import { Environments } from '../../../components/Environments.tsx';
import { SignIn } from '../../../components/SignIn.tsx';
import type { ListedEnvironment } from '../../../lib/domain/environment-list.ts';
import type { OrgUrl } from '../../../lib/domain/org-url.ts';
import type { MicrosoftAccount } from '../../../lib/domain/sign-in.ts';
import * as commands from '../../../lib/ui/person-commands.ts';
import { type AppState, store } from '../../../lib/ui/store.ts';

vi.mock('../../../lib/ui/person-commands.ts', () => ({
  signInFor: vi.fn(),
  switchAccount: vi.fn(),
  signOut: vi.fn(),
  resumeSignIn: vi.fn(),
  listEnvironments: vi.fn(),
  pickEnvironment: vi.fn(),
  redirectUriHere: () => 'https://abc.chromiumapp.org/',
}));

const doors = { openTab: vi.fn() };
const MEGAN: MicrosoftAccount = {
  name: 'Megan Bowen',
  username: 'megan@acme.com',
  tenantId: '7c9e6679-7425-40de-944b-e07fc1f90ae7',
  cloud: 'Commercial',
  sinceMs: 0,
};
const nobody = store.getState();
const know = (facts: Partial<AppState>) =>
  store.setState({ ...nobody, application: { clientId: 'x', from: 'options' }, ...facts }, true);

beforeEach(() => know({}));
afterEach(() => {
  cleanup();
  vi.clearAllMocks();
});
const button = (name: string) => screen.getByRole('button', { name });

it('invites to sign in, for the environments', () => {
  render(<SignIn doors={doors} />);
  fireEvent.click(button('Sign in with Microsoft'));
  expect(commands.signInFor).toHaveBeenCalledWith('discovery');
  expect(commands.resumeSignIn).not.toHaveBeenCalled();
});

it('lets in again whom the device remembers, and says who that was', () => {
  know({ loginHint: { username: MEGAN.username, tenantId: MEGAN.tenantId, cloud: 'Commercial' } });
  render(<SignIn doors={doors} />);
  expect(commands.resumeSignIn).toHaveBeenCalledOnce();
  screen.getByText('You were signed in as megan@acme.com.');
});

it('says that the window is open, and offers no second one', () => {
  know({ signIn: { busySinceMs: 1 } });
  render(<SignIn doors={doors} />);
  expect(screen.getByRole('status').textContent).toContain('The sign-in window is open.');
  expect(screen.queryByRole('button')).toBeNull();
});

it('says who is in, with the ways to change that', () => {
  know({ signIn: { account: MEGAN } });
  render(<SignIn doors={doors} />);
  screen.getByText('Megan Bowen');
  fireEvent.click(button('Switch account'));
  fireEvent.click(button('Sign out'));
  expect(commands.switchAccount).toHaveBeenCalledOnce();
  expect(commands.signOut).toHaveBeenCalledOnce();
});

it('beside a failure the way to sign in again stays', () => {
  know({ signIn: { account: MEGAN, failure: { code: 'sign-in/consent-refused' } } });
  render(<SignIn doors={doors} />);
  screen.getByText('The permissions were refused');
  button('Sign in with Microsoft');
});

const HERE = {
  org: 'https://acme.crm4.dynamics.com' as OrgUrl,
  look: 'seen',
  report: {
    organisation: {
      organisationId: MEGAN.tenantId,
      friendlyName: 'Acme',
      uniqueName: 'acme',
      version: '9.2',
      tenantId: '2f0c1d9e-6f5b-4a3c-9d57-8c1b0e4a7d21',
    },
  },
} as const;

it('says so when the page belongs to another tenant than the account', () => {
  know({ signIn: { account: MEGAN }, environment: HERE });
  render(<SignIn doors={doors} />);
  screen.getByText(/This page belongs to another tenant/);
  cleanup();
  const { tenantId } = HERE.report.organisation;
  know({ signIn: { account: { ...MEGAN, tenantId } }, environment: HERE });
  render(<SignIn doors={doors} />);
  expect(screen.queryByText(/another tenant/)).toBeNull();
});

it('without an application says what to register, and offers no sign-in that could not work', () => {
  know({ application: undefined });
  render(<SignIn doors={doors} />);
  screen.getByText('https://abc.chromiumapp.org/');
  button('Copy Redirect URI');
  expect(screen.queryByRole('button', { name: 'Sign in with Microsoft' })).toBeNull();
});

const environment = (name: string, more: Partial<ListedEnvironment> = {}): ListedEnvironment => ({
  org: `https://${name.toLowerCase()}.crm4.dynamics.com` as OrgUrl,
  name,
  uniqueName: `unq${name}`,
  kind: 'production',
  isDisabled: false,
  region: 'Europe (EMEA)',
  ...more,
});
const listed = (...environments: ListedEnvironment[]) =>
  know({
    signIn: { account: MEGAN },
    environmentList: { state: 'done', cloud: 'Commercial', environments },
  });

it('the environments are searched as one types, and picked by a click', () => {
  listed(environment('Acme'), environment('Beta', { kind: 'sandbox' }));
  render(<Environments doors={doors} />);
  const search = screen.getByRole('searchbox', { name: 'Find an environment' });
  fireEvent.input(search, { target: { value: 'bet' } });
  expect(screen.queryByRole('button', { name: 'Acme' })).toBeNull();
  screen.getByText('Sandbox');
  fireEvent.click(button('Beta'));
  expect(commands.pickEnvironment).toHaveBeenCalledWith('https://beta.crm4.dynamics.com');
});

it('a disabled environment says why it cannot be picked', () => {
  listed(environment('Old', { isDisabled: true }));
  render(<Environments doors={doors} />);
  const old = button('Old');
  expect(old.getAttribute('aria-disabled')).toBe('true');
  const reason = document.getElementById(old.getAttribute('aria-describedby') ?? '');
  expect(reason?.textContent).toContain('Disabled by an administrator');
  fireEvent.click(old);
  expect(commands.pickEnvironment).not.toHaveBeenCalled();
});

it('on a page of an organisation nothing is asked before the search is wanted', () => {
  know({
    signIn: { account: MEGAN },
    where: {
      at: 'organisation',
      org: 'https://acme.crm4.dynamics.com' as OrgUrl,
      host: 'acme.crm4.dynamics.com',
      scheme: 'dataverse',
    },
  });
  render(<Environments doors={doors} />);
  expect(commands.listEnvironments).not.toHaveBeenCalled();
  fireEvent.focus(screen.getByRole('searchbox'));
  expect(commands.listEnvironments).toHaveBeenCalledOnce();
});

it('the browser is asked once for both of Microsoft’s directories', () => {
  const [origin, other] = ['https://globaldisco.crm.dynamics.com', 'https://api.bap.microsoft.com'];
  const failure = {
    code: 'permission/not-granted',
    origin,
    host: new URL(origin).host,
    others: [other],
  } as const;
  know({
    signIn: { account: MEGAN },
    environmentList: {
      state: 'failed',
      cloud: 'Commercial',
      environments: [],
      failure: { ...failure, others: [...failure.others] },
    },
  });
  render(<Environments doors={doors} />);
  screen.getByText(/listed by globaldisco.crm.dynamics.com and api.bap.microsoft.com/);
  fireEvent.click(button('Open in a tab to grant access'));
  expect(doors.openTab).toHaveBeenCalledOnce();
});

it('an account without environments is told what else to try', () => {
  listed();
  render(<Environments doors={doors} />);
  expect(screen.getByRole('status').textContent).toContain('press Switch account');
});
