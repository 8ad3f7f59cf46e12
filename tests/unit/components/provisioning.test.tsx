// @vitest-environment happy-dom
import { cleanup, fireEvent, render, screen } from '@testing-library/preact';
import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest';
import { Provisioning } from '../../../components/Provisioning.tsx';
import type { Failure } from '../../../lib/domain/failure.ts';
import type { OrgUrl } from '../../../lib/domain/org-url.ts';
import {
  type Preparation,
  type RoleOffer,
  type Provisioning as Run,
  waitingSteps,
} from '../../../lib/domain/provisioning.ts';
import * as commands from '../../../lib/ui/provisioning-commands.ts';
import { type AppState, store } from '../../../lib/ui/store.ts';

vi.mock('../../../lib/ui/provisioning-commands.ts', () => ({
  prepareProvisioning: vi.fn(),
  startProvisioning: vi.fn(),
  continueProvisioning: vi.fn(),
  cancelProvisioning: vi.fn(),
  undoProvisioning: vi.fn(),
  putProvisioningAway: vi.fn(),
  watchProvisioning: vi.fn(() => () => {}),
}));
vi.mock('../../../lib/ui/person-commands.ts', () => ({ signInFor: vi.fn() }));

const ORG = 'https://acme.crm4.dynamics.com' as OrgUrl;
const TENANT = '7c9e6679-7425-40de-944b-e07fc1f90ae7';
const place = { org: ORG, tenantId: TENANT, organisationId: TENANT, name: 'Acme' };
const role = (name: string, more: Partial<RoleOffer> = {}): RoleOffer => ({
  roleId: name,
  name,
  lacks: [],
  isPowerful: false,
  privilegeCount: 10,
  ...more,
});
const ADMIN = role('System Administrator', { isPowerful: true });
const READER = role('Reader');
const ready = (more: Partial<Extract<Preparation, { state: 'ready' }>> = {}): Preparation => ({
  state: 'ready',
  place,
  username: 'megan@acme.com',
  roles: [ADMIN, READER],
  existing: [],
  ...more,
});
const run = (more: Partial<Run>): Run => ({
  v: 1,
  runId: 'r1',
  workspace: ORG,
  place,
  ask: { name: 'Mapsimise – Acme', months: 12, role: { roleId: 'Reader', name: 'Reader' } },
  impersonates: false,
  startedAtMs: 0,
  state: 'running',
  steps: waitingSteps(),
  made: {
    application: { state: 'made', id: 'i', appId: 'a', name: 'Mapsimise – Acme' },
    roles: [],
  },
  ...more,
});

const nobody = store.getState();
const draw = (facts: Partial<AppState>) => {
  store.setState({ ...nobody, workspace: ORG, ...facts }, true);
  render(<Provisioning org={ORG} doors={{ openTab: vi.fn() }} />);
};
beforeEach(() => vi.clearAllMocks());
afterEach(cleanup);
const button = (name: string) => screen.getByRole('button', { name });
const buttons = () => screen.queryAllByRole('button').map(({ textContent }) => textContent);
const field = (name: string) => screen.getByLabelText<HTMLInputElement>(name);

describe('before anything is made', () => {
  it('an organisation with more roles than are looked into is told how many are not offered', () => {
    draw({ preparation: ready({ rolesLeftOut: 34 }) });
    screen.getByText(/^34 more security roles are not offered: only the first 2 by name/);
    cleanup();
    draw({ preparation: ready() });
    expect(screen.queryByText(/not offered/)).toBeNull();
  });

  it('the suggested role stands chosen, the name is the organisation’s, and Create takes it all', () => {
    draw({ preparation: ready({ suggestedRoleId: 'Reader' }) });
    expect(commands.prepareProvisioning).toHaveBeenCalledWith(ORG);
    expect(field('Application name').value).toBe('Mapsimise – Acme');
    expect(field('Security role').value).toBe('Reader');
    fireEvent.change(field('Secret lifetime'), { target: { value: '6' } });
    fireEvent.click(button('Create'));
    expect(commands.startProvisioning).toHaveBeenCalledWith(ORG, {
      name: 'Mapsimise – Acme',
      months: 6,
      roleId: 'Reader',
    });
  });

  it('an administrator’s role is never chosen by itself: Create asks for one, and says what it may', () => {
    draw({ preparation: ready() });
    expect(field('Security role').value).toBe('');
    fireEvent.click(button('Create'));
    expect(commands.startProvisioning).not.toHaveBeenCalled();
    screen.getByText('Choose the role that the application user gets.');
    expect(document.activeElement).toBe(field('Security role'));
    fireEvent.change(field('Security role'), { target: { value: 'System Administrator' } });
    screen.getByText(/can give rights to others/);
    screen.getByText(/The least that Mapsimise needs/);
  });

  it('an application of ours is offered, and used by its id', () => {
    const existing = [{ id: 'i1', appId: 'a1', name: 'Mapsimise – Acme' }];
    draw({ preparation: ready({ suggestedRoleId: 'Reader', existing }) });
    fireEvent.click(button('Use existing application'));
    expect(commands.startProvisioning).toHaveBeenCalledWith(
      ORG,
      expect.objectContaining({ applicationId: 'i1' }),
    );
  });

  it('who is not signed in is told so, and can sign in here', () => {
    const failure = { code: 'sign-in/needed' } as const;
    draw({ preparation: { state: 'refused', failure, place: { org: ORG } } });
    screen.getByText('You are not signed in with Microsoft');
    button('Sign in with Microsoft');
  });

  it('an organisation that names no tenant leads to its field, which stands above', () => {
    const host = 'acme.crm4.dynamics.com';
    const failure: Failure = { code: 'org/no-challenge', host, asksTenant: true };
    draw({ preparation: { state: 'refused', failure, place: { org: ORG } } });
    button('Enter the tenant');
  });

  it('whose rights are missing is told which, with the manual way open beside it', () => {
    const failure: Failure = {
      code: 'provisioning/rights-missing',
      username: 'megan@acme.com',
      host: 'acme.crm4.dynamics.com',
      privileges: ['prvCreateUser'],
    };
    draw({ preparation: { state: 'refused', failure, place: { ...place, environmentId: 'e1' } } });
    expect(screen.getByText('The manual way').closest('details')?.open).toBe(true);
    expect(
      screen.getByRole<HTMLAnchorElement>('link', { name: 'App registrations' }).href,
    ).toContain(TENANT);
    screen.getByText(/pac admin create-service-principal --environment e1/);
    button('Copy command');
  });
});

describe('a run', () => {
  it.each<[string, Run, string[]]>([
    ['under way', run({}), ['Cancel']],
    ['that stopped', run({ state: 'stopped' }), ['Continue', 'Undo']],
    ['that is done', run({ state: 'done' }), ['Undo', 'Put away']],
    ['whose undoing stopped', run({ state: 'undo-stopped' }), ['Undo']],
  ])('%s offers what can be done', (_what, provisioning, expected) => {
    draw({ provisioning });
    expect(buttons()).toEqual(expected);
    expect(commands.prepareProvisioning).not.toHaveBeenCalled();
  });

  it('each step is an item with its name and its outcome; a wait says why', () => {
    const steps = waitingSteps().map((step) =>
      step.id === 'secret'
        ? {
            ...step,
            outcome: 'running' as const,
            waiting: {
              reason: 'secret-unknown' as const,
              untilMs: Date.now(),
              giveUpAtMs: Date.now(),
            },
          }
        : step,
    );
    draw({ provisioning: run({ steps }) });
    const items = screen.getAllByRole('listitem').map(({ textContent }) => textContent);
    expect(items).toHaveLength(6);
    expect(items[0]).toBe('Applicationwaiting');
    expect(items[1]).toMatch(
      /^Client secretrunning.*AADSTS7000215.*Trying again in 0 s, for 0 s at most\.$/,
    );
  });

  it('Undo asks first, and names what goes', () => {
    draw({ provisioning: run({ state: 'done' }) });
    fireEvent.click(button('Undo'));
    expect(commands.undoProvisioning).not.toHaveBeenCalled();
    screen.getByText('the application Mapsimise – Acme and its service principal');
    fireEvent.click(button('Remove them'));
    expect(commands.undoProvisioning).toHaveBeenCalledWith(ORG);
  });

  it('one that was undone makes room for a new one', () => {
    draw({ provisioning: run({ state: 'undone', made: { roles: [] } }), preparation: ready() });
    expect(commands.prepareProvisioning).toHaveBeenCalledWith(ORG);
    button('Create');
  });

  it('whose secret was lost before anybody used it can go on', () => {
    const secret = { state: 'made', keyId: 'k', expiresAtMs: 1 } as const;
    draw({
      provisioning: run({ state: 'done', made: { secret, roles: [] } }),
      draft: {
        organisationUrl: ORG,
        scheme: 'dataverse',
        clientId: 'a',
        username: '',
        impersonateUsers: false,
        hasSecret: false,
        handle: 'h',
        secretKeyId: 'k',
      },
    });
    screen.getByText(/no longer kept/);
    button('Continue');
  });
});
