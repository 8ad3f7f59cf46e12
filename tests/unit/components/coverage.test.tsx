// @vitest-environment happy-dom
import 'fake-indexeddb/auto';
import { cleanup, fireEvent, render, screen, waitFor, within } from '@testing-library/preact';
import { afterEach, beforeEach, describe, expect, it, onTestFinished, vi } from 'vitest';
import { Coverage } from '../../../components/Coverage.tsx';
import type { CoverageRow } from '../../../lib/domain/coverage.ts';
import type { CoverageRun } from '../../../lib/domain/coverage-run.ts';
import type { OrgUrl } from '../../../lib/domain/org-url.ts';
import { writeRepairBatch } from '../../../lib/facts/coverage-repair.ts';
import { writeRows } from '../../../lib/facts/coverage-rows.ts';
import * as commands from '../../../lib/ui/coverage-commands.ts';
import { saveFile } from '../../../lib/ui/save-file.ts';
import { type AppState, store } from '../../../lib/ui/store.ts';

vi.mock('../../../lib/ui/coverage-commands.ts', () => ({
  followCoverage: vi.fn(() => () => {}),
  startCoverage: vi.fn(async () => {}),
  cancelCoverage: vi.fn(),
  resumeCoverage: vi.fn(),
  forgetCoverage: vi.fn(),
  repairEmail2: vi.fn(),
  undoRepair: vi.fn(),
}));
const sent = vi.hoisted(() => vi.fn(async () => undefined));
vi.mock('../../../lib/messages/ask.ts', () => ({ ask: sent }));
vi.mock('../../../lib/ui/save-file.ts', () => ({ saveFile: vi.fn() }));

const ORG = 'https://acme.crm4.dynamics.com' as OrgUrl;
const doors = { openTab: vi.fn(), openOptions: vi.fn(), version: '1' };
const nobody = store.getState();
const know = (facts: Partial<AppState>) =>
  store.setState(
    {
      ...nobody,
      surface: 'tab',
      where: { at: 'organisation', org: ORG, scheme: 'dataverse' } as AppState['where'],
      workspace: ORG,
      ...facts,
    },
    true,
  );
const button = (name: string) => screen.getByRole('button', { name });
const show = (facts: Partial<AppState>) => {
  know(facts);
  return render(<Coverage doors={doors} />);
};

const row = (at: number, more: Partial<CoverageRow> = {}): CoverageRow => ({
  at,
  email: `user${at}@acme.com`,
  name: `User ${at}`,
  verdict: 'username',
  field: 'domainname',
  userId: `id-${at}`,
  userName: `CRM ${at}`,
  ...more,
});
const FIELD = { verdict: 'field', field: 'internalemailaddress' } as const;
let turn = 0;
const runOf = (more: Partial<CoverageRun> = {}): CoverageRun => ({
  id: `run-${turn}`,
  workspace: ORG,
  org: ORG,
  state: 'done',
  stage: 'settling',
  source: { from: 'mapsimise' },
  way: 'scan',
  startedAtMs: 0,
  endedAtMs: 60_000,
  addresses: 5,
  crmUsers: 7,
  pages: 1,
  requests: 3,
  counts: { username: 2, field: 2, ambiguous: 0, disabled: 0, 'access-mode': 0, 'not-found': 1 },
  fields: [
    { field: 'internalemailaddress', label: 'Primary Email', count: 2, wouldCover: 4 },
    { field: 'domainname', label: 'User Name', count: 2, wouldCover: 2 },
  ],
  ...more,
});
const ROWS = [
  row(0),
  row(1),
  row(2, { ...FIELD, email2: '' }),
  row(3, { ...FIELD, email2: 'old@acme.com' }),
  { at: 4, email: '=cmd@acme.com', verdict: 'not-found' } as const,
];
const names = () =>
  within(screen.getByRole('table', { name: 'Users' }))
    .getAllByRole('row')
    .slice(1)
    .map((one) => one.querySelector('td')?.textContent ?? '');
const shown = (count: number) =>
  waitFor(() => {
    expect(names()).toHaveLength(count);
    expect(names()).not.toContain('…');
  });
const drop = (target: Element, file: File) =>
  fireEvent(
    target,
    Object.assign(new Event('drop', { bubbles: true, cancelable: true }), {
      dataTransfer: { files: [file] },
    }),
  );

// Nothing is laid out here, so the heights are said: of the table's window, and of a row.
vi.spyOn(HTMLElement.prototype, 'clientHeight', 'get').mockReturnValue(400);
vi.spyOn(HTMLElement.prototype, 'offsetHeight', 'get').mockReturnValue(40);

beforeEach(() => {
  turn++;
  know({});
});
afterEach(() => {
  cleanup();
  vi.clearAllMocks();
});

describe('where Coverage begins', () => {
  it('is started for all users of Mapsimise where there is an API key', () => {
    show({ hasApiKey: true });
    screen.getByText(/mapped to a CRM user of acme.crm4.dynamics.com/);
    fireEvent.click(button('Start'));
    expect(commands.startCoverage).toHaveBeenCalledWith({ from: 'mapsimise' });
  });

  it('says what is missing, and starts nothing', () => {
    show({ hasApiKey: false });
    fireEvent.click(button('Start'));
    screen.getByText('Paste addresses or choose a file first.');
    fireEvent.click(screen.getByRole('radio', { name: 'All users of Mapsimise' }));
    screen.getByText('Mapsimise is read with the API key of Options, and there is none.');
    fireEvent.click(button('Open Options'));
    expect(doors.openOptions).toHaveBeenCalledOnce();
    expect(commands.startCoverage).not.toHaveBeenCalled();
  });

  it('takes a pasted list', () => {
    show({ hasApiKey: true });
    fireEvent.click(screen.getByRole('radio', { name: 'A list of addresses' }));
    fireEvent.input(screen.getByRole('textbox', { name: 'Addresses' }), {
      target: { value: 'a@acme.com\nb@acme.com' },
    });
    fireEvent.click(button('Start'));
    expect(commands.startCoverage).toHaveBeenCalledWith({
      from: 'list',
      text: 'a@acme.com\nb@acme.com',
    });
  });

  it('takes a file that is dropped, with its name, and lets it go again', async () => {
    show({ hasApiKey: false });
    const area = screen.getByRole('textbox', { name: 'Addresses' });
    const file = new File(['mail\r\na@acme.com\r\n'], 'people.csv');
    drop(area, file);
    await screen.findByText(/people\.csv, 1 kB/);
    fireEvent.click(button('Start'));
    expect(commands.startCoverage).toHaveBeenCalledWith({
      from: 'list',
      text: 'mail\r\na@acme.com\r\n',
      name: 'people.csv',
    });
    fireEvent.click(button('Remove'));
    screen.getByRole('textbox', { name: 'Addresses' });
  });

  it('reads what a spreadsheet calls Unicode text', async () => {
    show({ hasApiKey: false });
    const bytes = new Uint8Array([
      0xff,
      0xfe,
      ...[...'a@b.co'].flatMap((one) => [one.charCodeAt(0), 0]),
    ]);
    drop(screen.getByRole('textbox', { name: 'Addresses' }), new File([bytes], 'u.txt'));
    await screen.findByText(/u\.txt/);
    fireEvent.click(button('Start'));
    expect(commands.startCoverage).toHaveBeenCalledWith({
      from: 'list',
      text: 'a@b.co',
      name: 'u.txt',
    });
  });

  it('in the popup, where the window for files would close it, a tab is offered', () => {
    show({ surface: 'popup', hasApiKey: false });
    fireEvent.click(button('Open in a tab to choose a file'));
    expect(doors.openTab).toHaveBeenCalledOnce();
  });
});

describe('a run under way', () => {
  const running = (more: Partial<CoverageRun> = {}) =>
    runOf({ state: 'running', stage: 'crm-users', crmUsers: 5_000, requests: 2, ...more });

  it('tells how far it is, and can be cancelled', () => {
    show({ coverageRun: running() });
    screen.getByRole('heading', { name: 'Reading the CRM users' });
    expect(screen.getByRole('progressbar').getAttribute('aria-valuetext')).toBe(
      'Reading the CRM users: 5,000 so far',
    );
    fireEvent.click(button('Cancel'));
    expect(commands.cancelCoverage).toHaveBeenCalledOnce();
  });

  it('asks for its worker at once and every other second, as long as it is under way', async () => {
    vi.useFakeTimers();
    onTestFinished(() => void vi.useRealTimers());
    show({ coverageRun: running() });
    await vi.advanceTimersByTimeAsync(4_100);
    expect(sent.mock.calls).toEqual(Array(3).fill(['work.look', {}]));
    know({ coverageRun: runOf({ state: 'cancelled' }) });
    await vi.advanceTimersByTimeAsync(10_000);
    expect(sent).toHaveBeenCalledTimes(3);
  });

  it('has an end where an earlier run has counted the users', () => {
    show({ coverageRun: running({ knownUsers: 20_000 }) });
    const bar = screen.getByRole('progressbar');
    expect([bar.getAttribute('max'), bar.getAttribute('value')]).toEqual(['20000', '5000']);
  });

  it('tells a screen reader now and then only, but each new part at once', async () => {
    vi.useFakeTimers();
    show({ coverageRun: running() });
    const said = () => screen.getByRole('status').textContent;
    expect(said()).toBe('Reading the CRM users: 5,000 so far');
    know({ coverageRun: running({ crmUsers: 10_000 }) });
    await vi.advanceTimersByTimeAsync(1_000);
    expect(screen.getByRole('progressbar').getAttribute('aria-valuetext')).toContain('10,000');
    expect(said()).toBe('Reading the CRM users: 5,000 so far');
    await vi.advanceTimersByTimeAsync(10_000);
    expect(said()).toBe('Reading the CRM users: 10,000 so far');
    know({ coverageRun: running({ stage: 'settling', crmUsers: 11_000 }) });
    await vi.advanceTimersByTimeAsync(100);
    expect(said()).toBe('Counting: 11,000 so far');
    vi.useRealTimers();
  });

  it('counts down while the organisation wants us to wait', () => {
    show({ coverageRun: running({ waitingUntilMs: Date.now() + 30_000 }) });
    screen.getByText(/acme\.crm4\.dynamics\.com is busy and asked us to wait\. Trying again in/);
  });

  it.each(['failed', 'cancelled'] as const)('one that was %s goes on or begins anew', (state) => {
    show({
      coverageRun: runOf({
        state,
        ...(state === 'failed' && { failure: { code: 'coverage/no-addresses' } }),
      }),
    });
    fireEvent.click(button('Continue'));
    expect(commands.resumeCoverage).toHaveBeenCalledOnce();
    fireEvent.click(button('Start anew'));
    expect(commands.forgetCoverage).toHaveBeenCalledOnce();
  });

  it('names what of a list was not understood, by line', () => {
    show({
      coverageRun: running({
        list: {
          lines: 4,
          blanks: 1,
          duplicates: 0,
          junk: 1,
          header: 'Mail',
          problems: [{ line: 3, text: 'nobody', why: 'not-an-address' }],
        },
      }),
    });
    screen.getByText(/4 lines were read, 1 is empty and 1 has no e-mail address/);
    screen.getByText('Line 3: “nobody” is no e-mail address');
  });
});

describe('the result', () => {
  beforeEach(() => writeRows(`run-${turn}`, ROWS));

  it('says how many are mapped, by verdict, and which one field would serve most, with its ticket', () => {
    show({ coverageRun: runOf() });
    screen.getByRole('heading', { name: '2 of 5 are mapped by Username' });
    const picture = within(screen.getByRole('table', { name: 'Users by result' }));
    expect(picture.getByRole('row', { name: /^Mapped by Username.* 2 40%$/ })).toBeTruthy();
    expect(picture.getByRole('row', { name: /^Not found.* 1 20%$/ })).toBeTruthy();
    screen.getByText(
      /Primary Email \(internalemailaddress\): it would map 4 of 5; Username maps 2\./,
    );
    expect(screen.getByText(/Subject:/).textContent).toContain('Users concerned: 4');
    button('Copy ticket');
  });

  it('asks for no ticket where Username serves most', () => {
    const fields = [{ field: 'domainname', label: 'User Name', count: 2, wouldCover: 2 }];
    show({ coverageRun: runOf({ fields }) });
    screen.getByText(/No ticket is needed/);
    expect(screen.queryByRole('button', { name: 'Copy ticket' })).toBeNull();
  });

  it('lists everybody, tells how long the list is, and filters it', async () => {
    show({ coverageRun: runOf() });
    await shown(5);
    const table = screen.getByRole('table', { name: 'Users' });
    expect(table.getAttribute('aria-rowcount')).toBe('6');
    expect(
      within(table)
        .getAllByRole('row')
        .map((one) => one.getAttribute('aria-rowindex')),
    ).toEqual(['1', '2', '3', '4', '5', '6']);
    fireEvent.change(screen.getByRole('combobox', { name: 'Result' }), {
      target: { value: 'not-found' },
    });
    await shown(1);
    screen.getByText('1 of 5 users');
    fireEvent.change(screen.getByRole('combobox', { name: 'Result' }), { target: { value: '' } });
    fireEvent.input(screen.getByRole('textbox', { name: 'Search' }), {
      target: { value: 'CRM 3' },
    });
    await waitFor(() => expect(names()).toEqual(['user3@acme.comUser 3']));
    fireEvent.input(screen.getByRole('textbox', { name: 'Search' }), { target: { value: 'zz' } });
    await screen.findByText('Nobody passes this filter.');
  });

  it('saves what is shown as CSV, with no formula in it', async () => {
    show({ coverageRun: runOf() });
    await shown(5);
    fireEvent.click(button('Save as CSV'));
    await screen.findByText('Saved 5 lines.');
    const [file, name] = vi.mocked(saveFile).mock.calls[0] ?? [];
    expect(name).toBe('coverage-acme.crm4.dynamics.com.csv');
    const lines = (await file?.text())?.split('\r\n') ?? [];
    expect(lines).toHaveLength(7);
    expect(lines[4]).toBe(
      '"user3@acme.com","User 3","Found in another field","Primary Email","internalemailaddress","CRM 3","id-3",""',
    );
    expect(lines[5]).toBe(`"'=cmd@acme.com","","Not found","","","","",""`);
  });
});

describe('writing into Email 2', () => {
  beforeEach(() => writeRows(`run-${turn}`, ROWS));

  async function chooseAll() {
    show({ coverageRun: runOf() });
    await shown(5);
    fireEvent.click(button('Repair in Email 2'));
    await shown(2);
    fireEvent.click(button('Select all shown'));
    await screen.findByText(/2 users are chosen\. 1 of them has another address in Email 2\./);
  }

  it('shows what is there now, asks, and leaves other addresses alone unless told so', async () => {
    await chooseAll();
    expect(names()[1]).toContain('user3@acme.com');
    screen.getByText('old@acme.com');
    fireEvent.click(button('Write into Email 2'));
    expect(commands.repairEmail2).not.toHaveBeenCalled();
    button('Write 1 e-mail address into Email 2');
    fireEvent.click(screen.getByRole('checkbox', { name: 'Replace other addresses too' }));
    fireEvent.click(button('Write 2 e-mail addresses into Email 2'));
    expect(commands.repairEmail2).toHaveBeenCalledWith([2, 3], true);
  });

  it('two addresses of one user are told, and the first is written', async () => {
    const twin = { ...FIELD, userId: 'id-2', email2: '' };
    await writeRows(`run-${turn}`, [...ROWS.slice(0, 3), row(3, twin), ...ROWS.slice(4)]);
    show({ coverageRun: runOf() });
    await shown(5);
    fireEvent.click(button('Repair in Email 2'));
    await shown(2);
    fireEvent.click(button('Select all shown'));
    await screen.findByText(/^2 users are chosen\./);
    fireEvent.click(button('Write into Email 2'));
    screen.getByText(/^1 of them shares a CRM user with another/);
    fireEvent.click(button('Write 1 e-mail address into Email 2'));
    expect(commands.repairEmail2).toHaveBeenCalledWith([2], false);
  });

  it('can be left again, and saves the undo file before', async () => {
    await chooseAll();
    fireEvent.click(button('Write into Email 2'));
    fireEvent.click(screen.getByRole('checkbox', { name: 'Replace other addresses too' }));
    fireEvent.click(button('Save undo file'));
    await screen.findByText('Saved 2 lines.');
    const text = await vi.mocked(saveFile).mock.calls[0]?.[0].text();
    expect(text).toContain('"id-3","CRM 3","old@acme.com","user3@acme.com"');
    fireEvent.click(button('Cancel'));
    expect(commands.repairEmail2).not.toHaveBeenCalled();
  });

  it('single ones are chosen by their box; who cannot be written for is not', async () => {
    show({ coverageRun: runOf() });
    await shown(5);
    fireEvent.click(button('Repair in Email 2'));
    await shown(2);
    fireEvent.click(screen.getByRole('checkbox', { name: 'user2@acme.com' }));
    screen.getByText(/^1 user is chosen\./);
    fireEvent.click(screen.getByRole('checkbox', { name: 'user2@acme.com' }));
    screen.getByText(/^0 users are chosen\./);
  });

  it('has a line for each user, and a way back that asks', async () => {
    await writeRepairBatch(`run-${turn}`, 0, [
      { at: 2, userId: 'id-2', userName: 'CRM 2', email: 'user2@acme.com', old: '', state: 'done' },
      {
        at: 3,
        userId: 'id-3',
        userName: 'CRM 3',
        email: 'user3@acme.com',
        old: 'old@acme.com',
        state: 'skipped',
        why: 'changed-since',
      },
    ]);
    show({
      coverageRun: runOf({
        repair: { state: 'done', of: 2, done: 1, skipped: 1, failed: 0, undoable: 1 },
      }),
    });
    await screen.findByRole('heading', { name: '1 written, 1 left as they were, 0 failed' });
    const lines = within(await screen.findByRole('table', { name: 'Lines of the repair' }));
    await lines.findByText('empty → user2@acme.com');
    lines.getByText('left as it is: changed since it was read');
    fireEvent.click(button('Undo'));
    expect(commands.undoRepair).not.toHaveBeenCalled();
    screen.getByText('Put back what was in Email 2 of 1 user before?');
    fireEvent.click(button('Put them back'));
    expect(commands.undoRepair).toHaveBeenCalledOnce();
  });
});
