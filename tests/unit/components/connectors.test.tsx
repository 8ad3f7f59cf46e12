// @vitest-environment happy-dom
import { act, cleanup, fireEvent, render, screen, within } from '@testing-library/preact';
import { afterEach, beforeEach, describe, expect, it, onTestFinished, vi } from 'vitest';
import { Connectors } from '../../../components/Connectors.tsx';
import { SeveralEnvironments } from '../../../components/SeveralEnvironments.tsx';
import { SwitchConnector } from '../../../components/SwitchConnector.tsx';
import type { Failure } from '../../../lib/domain/failure.ts';
import type { Connector } from '../../../lib/domain/mapsimise.ts';
import type { OrgUrl } from '../../../lib/domain/org-url.ts';
import { type Rotation, waitingRotation } from '../../../lib/domain/rotation.ts';
import type { Switching } from '../../../lib/domain/switching.ts';
import type { Language } from '../../../lib/language/languages.ts';
import { loadTranslations } from '../../../lib/language/load.ts';
import { speak } from '../../../lib/language/messages.ts';
import * as commands from '../../../lib/ui/connector-commands.ts';
import { type AppState, store } from '../../../lib/ui/store.ts';

vi.mock('../../../lib/ui/connector-commands.ts', () => ({
  followConnectors: vi.fn(async () => {}),
  listConnectors: vi.fn(),
  retest: vi.fn(),
  forgetConnector: vi.fn(async () => {}),
  changeImpersonation: vi.fn(),
  keepSecretDate: vi.fn(async () => {}),
  forgetSecretDate: vi.fn(),
  planRotation: vi.fn(),
  rotateSecret: vi.fn(),
  continueRotation: vi.fn(),
  dismissRotation: vi.fn(),
  switchToDataverse: vi.fn(),
  checkSwitch: vi.fn(),
  dismissSwitch: vi.fn(),
  testMany: vi.fn(),
  buyMany: vi.fn(),
  dismissMany: vi.fn(),
}));

const ORG = 'https://acme.crm4.dynamics.com' as OrgUrl;
const doors = { openTab: vi.fn(), openOptions: vi.fn(), version: '1' };
const connector = (more: Partial<Connector> = {}): Connector => ({
  id: 'c-1',
  name: 'Acme CRM',
  organisationUrl: ORG,
  scheme: 'Dataverse',
  clientId: 'c',
  ...more,
});
const account = {
  userId: 'u',
  email: 'ann@acme.com',
  fullName: 'Ann',
  role: 'Owner',
  mayCreateConnectors: true,
  connectorRights: ['View', 'Edit'],
  organisation: { id: 'o', name: 'Acme', url: '' },
};
const nobody = store.getState();
const know = (facts: Partial<AppState>) => store.setState({ ...nobody, ...facts }, true);
const list = (...connectors: Connector[]) =>
  ({ state: 'known', connectors, account }) as NonNullable<AppState['connectorList']>;
const button = (name: string) => screen.getByRole('button', { name });

beforeEach(() => know({}));
afterEach(() => {
  cleanup();
  vi.clearAllMocks();
});

describe('the list of connectors', () => {
  it('says so when there is none, and why when it could not be read', () => {
    know({ connectorList: list() });
    render(<Connectors doors={doors} />);
    screen.getByText('No Microsoft Dynamics CRM connector yet.');
    cleanup();
    know({
      connectorList: { ...list(), state: 'failed', failure: { code: 'mapsimise/key-refused' } },
    });
    render(<Connectors doors={doors} />);
    screen.getByText('Mapsimise did not accept the API key');
    fireEvent.click(button('Open Options'));
    expect(doors.openOptions).toHaveBeenCalledOnce();
  });

  it('names each one, its health in words, and offers what fits it', () => {
    know({
      connectorList: list(
        connector(),
        connector({
          id: 'c-2',
          name: 'Old',
          organisationUrl: 'https://old.crm.dynamics.com',
          scheme: 'Office365',
        }),
      ),
    });
    render(<Connectors doors={doors} />);
    const [first, second] = screen.getAllByRole('listitem', { name: /Acme CRM|Old/ });
    if (!first || !second) throw new Error('two are missing');
    within(first).getByText('Not tested here');
    within(first).getByRole('button', { name: 'Rotate secret' });
    expect(within(first).queryByRole('button', { name: 'Switch to Dataverse' })).toBeNull();
    within(second).getByText('Retired sign-in');
    expect(within(second).queryByRole('button', { name: 'Rotate secret' })).toBeNull();
    fireEvent.click(within(second).getByRole('button', { name: 'Switch to Dataverse' }));
    expect(commands.retest).toHaveBeenCalledWith(expect.objectContaining({ id: 'c-2' }));
  });

  it('draws twenty of two hundred, the next twenty when asked, and finds any of them by its name', () => {
    const all = Array.from({ length: 200 }, (_, at) =>
      connector({ id: `c-${at}`, name: `Department ${String(at).padStart(3, '0')}` }),
    );
    know({ connectorList: list(...all) });
    const { container } = render(<Connectors doors={doors} />);
    const drawn = () =>
      [...container.querySelectorAll('.connector h2')].map((h2) => h2.textContent);
    expect(drawn()).toHaveLength(20);
    screen.getByText('1 to 20 of 200');
    fireEvent.click(screen.getByText('Previous'));
    screen.getByText('1 to 20 of 200');
    fireEvent.click(screen.getByText('Next'));
    screen.getByText('21 to 40 of 200');
    expect(drawn()).toHaveLength(20);
    expect(drawn()[0]).toBe('Department 020');
    expect(document.activeElement).toBe(container.querySelector('.connectors'));
    fireEvent.input(screen.getByLabelText('Find a connector'), {
      target: { value: 'department 199' },
    });
    expect(drawn()).toEqual(['Department 199']);
    expect(screen.queryByText('Next')).toBeNull();
  });

  it('shows only those that need attention where that is wanted, as many as the toolbar button counts', () => {
    const all = Array.from({ length: 200 }, (_, at) =>
      connector({
        id: `c-${at}`,
        name: `Department ${at}`,
        ...(at === 150 && { scheme: 'Office365' as const }),
      }),
    );
    const ends = { connectorId: 'c-199', name: 'Department 199', source: 'typed' as const };
    know({
      connectorList: list(...all),
      secretDates: [{ ...ends, expiresAtMs: Date.now() + 86_400_000, warned: [] }],
    });
    render(<Connectors doors={doors} />);
    fireEvent.click(button('Next'));
    fireEvent.click(screen.getByRole('checkbox', { name: 'Only those that need attention (2)' }));
    const drawn = screen.getAllByRole('listitem', { name: /^Department/ });
    expect(drawn.map((one) => one.querySelector('h2')?.textContent)).toEqual([
      'Department 150',
      'Department 199',
    ]);
  });

  it('leaves the way back open when the last that needed attention is well, however few are left', () => {
    const some = (amount: number, scheme: 'Office365' | 'Dataverse') =>
      know({
        connectorList: list(
          ...Array.from({ length: amount }, (_, at) =>
            connector({
              id: `c-${at}`,
              name: `Department ${at}`,
              ...(at === 0 && { scheme }),
            }),
          ),
        ),
      });
    const drawn = () => screen.queryAllByRole('listitem', { name: /^Department/ }).length;
    some(8, 'Office365');
    render(<Connectors doors={doors} />);
    fireEvent.click(screen.getByRole('checkbox', { name: 'Only those that need attention (1)' }));
    fireEvent.input(screen.getByLabelText('Find a connector'), { target: { value: 'seven' } });
    screen.getByText('None of those that need attention is called so.');
    act(() => some(7, 'Dataverse'));
    screen.getByText('None needs attention any more.');
    expect(drawn()).toBe(0);
    fireEvent.click(screen.getByRole('checkbox', { name: 'Only those that need attention (0)' }));
    expect(drawn()).toBe(7);
    expect(screen.queryByRole('checkbox', { name: /^Only those/ })).toBeNull();
  });

  it('keeps one whose secret was rotated in sight until its outcome is put away', () => {
    const all = Array.from({ length: 8 }, (_, at) =>
      connector({ id: `c-${at}`, name: `Department ${at}` }),
    );
    const ends = { connectorId: 'c-3', name: 'Department 3', source: 'typed' as const, warned: [] };
    const day = 86_400_000;
    const connectorList = list(...all);
    know({ connectorList, secretDates: [{ ...ends, expiresAtMs: Date.now() + day }] });
    render(<Connectors doors={doors} />);
    fireEvent.click(screen.getByRole('checkbox', { name: /^Only those/ }));
    const rotation = {
      ...{ connectorId: 'c-3', state: 'done', oldKeyIds: [], sentKeyIds: [] },
      steps: waitingRotation(),
    } as unknown as Rotation;
    const later = [{ ...ends, expiresAtMs: Date.now() + 365 * day }];
    act(() => know({ connectorList, secretDates: later, rotations: { 'c-3': rotation } }));
    within(screen.getByRole('listitem', { name: 'Department 3' })).getByRole('button', {
      name: 'Done',
    });
    act(() => know({ connectorList, secretDates: later }));
    expect(screen.queryByRole('listitem', { name: 'Department 3' })).toBeNull();
  });

  it('says that none is called so where it is read out: in a place that was there before', () => {
    know({
      connectorList: list(...Array.from({ length: 8 }, (_, at) => connector({ id: `c-${at}` }))),
    });
    render(<Connectors doors={doors} />);
    const before = screen.getAllByRole('status');
    fireEvent.input(screen.getByLabelText('Find a connector'), { target: { value: 'nowhere' } });
    const said = screen.getByText('No connector is called so.');
    expect(before.some((place) => place.contains(said))).toBe(true);
  });

  it('says once that a connector was not tested here', () => {
    know({ connectorList: list(connector()) });
    const { container } = render(<Connectors doors={doors} />);
    expect(container.textContent?.match(/test(?:ed)?\b/gi)).toEqual(['tested', 'Test']);
  });

  it('asks before it forgets, and says that Mapsimise keeps the connector', async () => {
    know({ connectorList: list(connector()) });
    render(<Connectors doors={doors} />);
    fireEvent.click(button('Forget'));
    expect(commands.forgetConnector).not.toHaveBeenCalled();
    fireEvent.click(button('Yes, forget'));
    expect(commands.forgetConnector).toHaveBeenCalledWith('c-1');
    await screen.findByText('Forgotten here. Mapsimise still has the connector.');
  });

  it('locks a change of impersonation, with its reason, where the right is missing', () => {
    know({
      connectorList: { ...list(connector()), account: { ...account, connectorRights: ['View'] } },
    });
    render(<Connectors doors={doors} />);
    const save = button('Save');
    expect(save.getAttribute('aria-disabled')).toBe('true');
    fireEvent.click(save);
    expect(commands.changeImpersonation).not.toHaveBeenCalled();
    screen.getByText('Your role in Mapsimise lacks the right Edit on Connectors.');
  });
});

describe('Rotate secret', () => {
  const plan = {
    state: 'ready' as const,
    username: 'megan@acme.com',
    tenantId: 't',
    accountId: 'u',
    application: { id: 'a', appId: 'c', name: 'Mapsimise – Acme' },
    keys: [
      { keyId: 'k-1', name: 'by hand', hint: 'abc', endsAtMs: 0 },
      { keyId: 'k-2', name: 'other', hint: 'xyz', endsAtMs: 0 },
    ],
    sharedWith: [],
  };
  const open = (facts: Partial<AppState>) => {
    know({ connectorList: list(connector()), ...facts });
    render(<Connectors doors={doors} />);
    fireEvent.click(button('Rotate secret'));
  };

  it('removes no secret of several unless the person says which', () => {
    open({ rotationPlans: { 'c-1': plan } });
    fireEvent.click(button('Rotate now'));
    expect(commands.rotateSecret).toHaveBeenLastCalledWith({
      connectorId: 'c-1',
      months: 12,
      oldKeyIds: [],
    });
    fireEvent.click(screen.getByRole('radio', { name: /^by hand/ }));
    fireEvent.click(screen.getByRole('radio', { name: '24 months' }));
    fireEvent.click(button('Rotate now'));
    expect(commands.rotateSecret).toHaveBeenLastCalledWith({
      connectorId: 'c-1',
      months: 24,
      oldKeyIds: ['k-1'],
    });
  });

  it('leads to no field that is not on this screen', () => {
    const failure = { code: 'org/no-challenge', host: 'acme.crm4.dynamics.com', asksTenant: true };
    open({ rotationPlans: { 'c-1': { state: 'refused', failure: failure as Failure } } });
    screen.getByText('The server does not say where to sign in');
    expect(screen.queryByRole('button', { name: 'Enter the tenant' })).toBeNull();
  });

  it('does not offer to remove one that another connector may use', () => {
    open({ rotationPlans: { 'c-1': { ...plan, sharedWith: ['Beta'] } } });
    expect(screen.queryByRole('radio', { name: /^by hand/ })).toBeNull();
    screen.getByText(/^Beta may sign in with the old secret too/);
  });

  it('that stopped says that nothing is lost, and goes on by Continue', () => {
    const rotation = {
      connectorId: 'c-1',
      state: 'stopped',
      oldKeyIds: [],
      sentKeyIds: [],
      steps: waitingRotation(),
    } as unknown as Rotation;
    know({ connectorList: list(connector()), rotations: { 'c-1': rotation } });
    render(<Connectors doors={doors} />);
    screen.getByText('Stopped. The old secret is still valid, nothing is lost.');
    fireEvent.click(button('Continue'));
    expect(commands.continueRotation).toHaveBeenCalledWith('c-1');
  });
});

describe('Switch to Dataverse', () => {
  const retired = { workspace: ORG, connectorList: list(connector({ scheme: 'Office365' })) };
  it('is locked until these values have passed, and says so', () => {
    know(retired);
    render(<SwitchConnector />);
    const locked = button('Switch to Dataverse');
    expect(locked.getAttribute('aria-disabled')).toBe('true');
    fireEvent.click(locked);
    expect(commands.switchToDataverse).not.toHaveBeenCalled();
    screen.getByText(/only what has passed is given to the connector/);
  });
  it('is open when they have', () => {
    know({
      ...retired,
      report: { state: 'passed', handle: 'h' } as AppState['report'],
      draft: { handle: 'h' } as AppState['draft'],
    });
    render(<SwitchConnector />);
    fireEvent.click(button('Switch to Dataverse'));
    expect(commands.switchToDataverse).toHaveBeenCalledWith('c-1');
  });
  it('whose outcome is not known is checked, not sent again', () => {
    const entry = {
      connectorId: 'c-1',
      workspace: ORG,
      state: 'unclear',
      before: { name: 'Acme CRM' },
      failure: { code: 'switch/interrupted' },
    };
    know({ ...retired, switches: { 'c-1': entry as unknown as Switching } });
    render(<SwitchConnector />);
    expect(screen.queryByRole('button', { name: 'Switch to Dataverse' })).toBeNull();
    fireEvent.click(button('Check again'));
    expect(commands.checkSwitch).toHaveBeenCalledWith('c-1');
  });
});

describe('several environments', () => {
  const environments = [
    { org: ORG, name: 'Acme', uniqueName: 'a', isDisabled: false, region: '' },
    {
      org: 'https://beta.crm4.dynamics.com' as OrgUrl,
      name: 'Beta',
      uniqueName: 'b',
      isDisabled: false,
      region: '',
    },
  ];
  const some = {
    surface: 'tab',
    environmentList: { state: 'done', cloud: 'Commercial', environments },
  } as const;
  it('says what is missing before anything is asked of anybody', () => {
    know(some);
    render(<SeveralEnvironments doors={doors} />);
    fireEvent.click(button('Test all'));
    screen.getByText('Choose at least one environment.');
    fireEvent.click(screen.getByRole('checkbox', { name: /^Beta/ }));
    screen.getByText('Enter the Client Id.');
    expect(commands.testMany).not.toHaveBeenCalled();
  });
  it('has a line for each, the price of what passed in one button, and says what to repeat', () => {
    know({
      ...some,
      severalEnvironments: {
        state: 'ready',
        clientId: 'c',
        impersonateUsers: false,
        lines: [
          { org: ORG, name: 'Acme', state: 'passed' },
          {
            org: 'https://beta.crm4.dynamics.com' as OrgUrl,
            name: 'Beta',
            state: 'failed',
            failure: { code: 'entra/secret-absent' },
          },
        ],
      },
    });
    render(<SeveralEnvironments doors={doors} />);
    expect(
      within(screen.getByRole('list', { name: 'Results' })).getAllByRole('listitem'),
    ).toHaveLength(2);
    screen.getByText(/To be repeated: Beta/);
    fireEvent.click(button('Confirm Purchase of 1 connector'));
    expect(commands.buyMany).toHaveBeenCalledOnce();
  });
});

describe('several of hundreds of environments', () => {
  const environments = Array.from({ length: 500 }, (_, at) => ({
    org: `https://d${at}.crm4.dynamics.com` as OrgUrl,
    name: `Department ${at}`,
    uniqueName: `unq${at}`,
    isDisabled: at === 49,
    region: 'Europe',
  }));
  const account = { name: 'Ann', username: 'a', tenantId: 't', cloud: 'Commercial', sinceMs: 1 };
  const open = () => {
    know({
      surface: 'tab',
      signIn: { account } as NonNullable<AppState['signIn']>,
      environmentList: { state: 'done', cloud: 'Commercial', environments },
    });
    return render(<SeveralEnvironments doors={doors} />).container;
  };
  const boxes = (container: Element) => container.querySelectorAll('fieldset input').length;
  const search = (text: string) =>
    fireEvent.input(screen.getByLabelText('Find environments'), { target: { value: text } });

  it('fifty are drawn, any is found by its name, and what is chosen stays in sight', () => {
    const container = open();
    expect(boxes(container)).toBe(50);
    screen.getByText('0 chosen, of 500. The first 50 are shown: type to narrow.');
    search('department 499');
    expect(boxes(container)).toBe(1);
    fireEvent.click(screen.getByLabelText(/Department 499/));
    search('');
    screen.getByText('1 chosen, of 500. The first 50 are shown: type to narrow.');
    expect(boxes(container)).toBe(51);
    fireEvent.click(screen.getByText('Choose none'));
    expect(boxes(container)).toBe(50);
  });

  it.each<[Language, string, string, RegExp]>([
    ['en', 'Find environments', 'Choose the one found', /^1 chosen, of 500/],
    ['de', 'Umgebungen suchen', 'Die gefundene auswählen', /^1 von 500 ausgewählt/],
    [
      'fr',
      'Rechercher des environnements',
      'Sélectionner celui qui est trouvé',
      /^1 sélectionné sur/,
    ],
    ['ja', '環境を検索', '見つかった 1 件をすべて選択', /^500 件中 1 件を選択/],
  ])('one alone is spoken of as one in %s', async (language, find, choose, chosen) => {
    speak({ language, region: language }, await loadTranslations(language));
    onTestFinished(() => speak({ language: 'en', region: 'en' }));
    open();
    fireEvent.input(screen.getByLabelText(find), { target: { value: 'department 499' } });
    fireEvent.click(screen.getByText(choose));
    screen.getByText(chosen);
  });

  it('all that were found are chosen at once, but those that are disabled, and never more than may be tested', () => {
    open();
    search('d49');
    fireEvent.click(screen.getByText('Choose all 10 found')); // 49 itself is disabled.
    search('department');
    expect(screen.queryByText(/^Choose all/)).toBeNull();
    screen.getByText(/^10 chosen, of 500/);
    screen.getByText('Not all that were found can be chosen: 100 at most at once.');
    search('d49');
    expect(screen.queryByText(/^Not all/)).toBeNull(); // Nothing more is to be chosen there.
  });

  it('one that is unticked far down stays in sight, to be ticked again, until another search', () => {
    const container = open();
    search('department 499');
    fireEvent.click(screen.getByLabelText(/Department 499/));
    search('');
    fireEvent.click(screen.getByLabelText(/Department 499/));
    screen.getByText(/^0 chosen/);
    fireEvent.click(screen.getByLabelText(/Department 499/));
    screen.getByText(/^1 chosen/);
    fireEvent.click(screen.getByLabelText(/Department 499/));
    search('department 1');
    expect(screen.queryByLabelText(/Department 499/)).toBeNull();
    expect(boxes(container)).toBe(50);
  });
});
