// @vitest-environment happy-dom
import { cleanup, render, screen } from '@testing-library/preact';
import { afterEach, beforeAll, expect, it, vi } from 'vitest';
import { App } from '../../../components/App.tsx';
import type { ListedEnvironment } from '../../../lib/domain/environment-list.ts';
import type { OrgUrl } from '../../../lib/domain/org-url.ts';
import { type AppState, store } from '../../../lib/ui/store.ts';

vi.mock('../../../lib/ui/person-commands.ts', () => ({
  listEnvironments: vi.fn(),
  redirectUriHere: () => 'https://abc.chromiumapp.org/',
}));

const ORG = 'https://acme.crm4.dynamics.com' as OrgUrl;
const HERE = { at: 'organisation', org: ORG, host: 'acme.crm4.dynamics.com', scheme: 'dataverse' };
const LISTED: ListedEnvironment = {
  org: ORG,
  name: 'Acme',
  uniqueName: 'unqacme',
  isDisabled: false,
  region: 'Europe (EMEA)',
};
const nobody = store.getState();
afterEach(cleanup);
// The first import of a part takes its time; the screen then has it at once.
beforeAll(async () => {
  await import('../../../components/SignIn.tsx');
}, 30_000);

/** What stands on the home screen, from its top down. */
async function orderOf(facts: Partial<AppState>): Promise<string[]> {
  const application = { clientId: 'x', from: 'options' } as const;
  store.setState({ ...nobody, application, ...facts }, true);
  const doors = { openTab: vi.fn(), openOptions: vi.fn(), version: '0' };
  const { container } = render(<App doors={doors} />);
  await screen.findByRole('region', { name: 'Microsoft account' }, { timeout: 5_000 });
  return [...container.querySelectorAll('main > :not(nav, .work), nav > *')].map(
    (part) => part.getAttribute('aria-label') ?? part.textContent ?? '',
  );
}

it('on the page of an organisation the jobs come first, then who signed in with Microsoft', async () => {
  expect(await orderOf({ where: HERE } as Partial<AppState>)).toEqual([
    'Environment',
    'Set up connector',
    'My mapping',
    'Connectors',
    'Coverage',
    'Microsoft account',
  ]);
});

it('where the environment has to be found first, the sign-in for it comes first', async () => {
  expect(await orderOf({ where: { at: 'elsewhere' } })).toEqual([
    'Environment',
    'Microsoft account',
    'Set up connector',
    'Connectors',
  ]);
});

it('an environment that was picked from the list leaves the list where it was', async () => {
  const environment = { org: ORG, look: 'seen', listed: LISTED };
  const order = await orderOf({ where: HERE, environment } as Partial<AppState>);
  expect(order.indexOf('Microsoft account')).toBeLessThan(order.indexOf('Set up connector'));
});

it('in the popup a sign-in that failed is seen at once, also on the page of an organisation', async () => {
  const failure = { code: 'sign-in/window-closed', clientId: 'x', redirectUri: 'y' };
  const signIn = { failure };
  const failed = { where: HERE, signIn } as Partial<AppState>;
  expect((await orderOf({ ...failed, surface: 'popup' }))[1]).toBe('Microsoft account');
  cleanup();
  expect((await orderOf({ ...failed, surface: 'tab' }))[1]).toBe('Set up connector');
});
