// @vitest-environment happy-dom
import { cleanup, fireEvent, render, screen } from '@testing-library/preact';
import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest';
import { browser } from 'wxt/browser';
import { ForgetEverything } from '../../../components/ForgetEverything.tsx';
import { waitingSteps } from '../../../lib/domain/provisioning.ts';
import * as commands from '../../../lib/ui/commands.ts';

vi.mock('../../../lib/ui/commands.ts', () => ({
  forgetEverything: vi.fn(async () => ({ taken: true })),
}));

const ORG = 'https://acme.crm4.dynamics.com';
const purchase = (state: string) => ({
  v: 1,
  key: 'k',
  workspace: ORG,
  accountId: 'a',
  accountName: 'Ann',
  org: ORG,
  clientId: 'c',
  name: 'Acme',
  handle: 'h',
  state,
  preparedAtMs: 1,
  idsBefore: [],
  openUrl: 'https://acme.eugb.mapsimise.com',
});
const creating = (state: string, made: object) => ({
  v: 1,
  runId: 'r',
  workspace: ORG,
  place: { org: ORG, tenantId: 't', organisationId: 'o', name: 'Acme' },
  ask: { name: 'n', months: 12, role: { roleId: 'r', name: 'Reader' } },
  impersonates: false,
  startedAtMs: 1,
  state,
  steps: waitingSteps(),
  made: { roles: [], ...made },
});
const MADE = { application: { state: 'made', id: 'i', appId: 'a', name: 'n' } };
const switching = (state: string) => ({
  v: 1,
  connectorId: 'c',
  workspace: ORG,
  handle: 'h',
  org: ORG,
  clientId: 'c',
  accountId: 'a',
  before: { name: 'n', isImpersonating: false, isShared: false },
  state,
});
const button = (name: string) => screen.getByRole('button', { name });

beforeEach(() => browser.storage.local.clear());
afterEach(() => {
  cleanup();
  vi.clearAllMocks();
});

describe('Forget everything', () => {
  it.each<[string, object, RegExp]>([
    ['a purchase in doubt', { 'journal:v1': [purchase('unclear')] }, /made a connector/],
    [
      'a run that stopped',
      { [`provisioning:${ORG}`]: creating('stopped', MADE) },
      /created, or may have been/,
    ],
    ['a switch in doubt', { 'switches:v1': { c: switching('unclear') } }, /switched to Dataverse/],
  ])('names %s before it asks', async (_what, kept, words) => {
    await browser.storage.local.set(kept);
    render(<ForgetEverything say={vi.fn()} />);
    fireEvent.click(button('Forget everything'));
    await screen.findByText(words);
    screen.getByText('acme.crm4.dynamics.com');
    expect(commands.forgetEverything).not.toHaveBeenCalled();
    fireEvent.click(button('Yes, forget everything'));
    await vi.waitFor(() => expect(commands.forgetEverything).toHaveBeenCalledOnce());
  });

  it('names a purchase that was begun in another window while it asked, and forgets nothing yet', async () => {
    render(<ForgetEverything say={vi.fn()} />);
    fireEvent.click(button('Forget everything'));
    await screen.findByRole('button', { name: 'Yes, forget everything' });
    await browser.storage.local.set({ 'journal:v1': [purchase('posting')] });
    fireEvent.click(button('Yes, forget everything'));
    await screen.findByText(/made a connector/);
    expect(commands.forgetEverything).not.toHaveBeenCalled();
    fireEvent.click(button('Yes, forget everything'));
    await vi.waitFor(() => expect(commands.forgetEverything).toHaveBeenCalledOnce());
  });

  it('names what another version noted of a purchase and nobody can read here', async () => {
    await browser.storage.local.set({ 'journal:v1': [purchase('verified'), { v: 9, noted: 'x' }] });
    render(<ForgetEverything say={vi.fn()} />);
    fireEvent.click(button('Forget everything'));
    await screen.findByText(/another version noted of a purchase/);
    expect(screen.getAllByRole('listitem')).toHaveLength(1);
  });

  it('names a rotation that can go on, not one whose application is gone', async () => {
    const stopped = (connectorId: string, org: string, code: string) => ({
      ...{ v: 1, runId: 'r', connectorId, accountId: 'a', org, tenantId: 't' },
      application: { id: 'i', appId: 'a', name: 'n' },
      ...{ oldKeyIds: [], sentKeyIds: [], state: 'stopped' },
      steps: [{ id: 'new-secret', outcome: 'failed', failure: { code } }],
    });
    await browser.storage.local.set({
      'rotations:v1': {
        a: stopped('a', ORG, 'rotation/interrupted'),
        b: stopped('b', 'https://gone.crm4.dynamics.com', 'graph/not-found'),
      },
    });
    render(<ForgetEverything say={vi.fn()} />);
    fireEvent.click(button('Forget everything'));
    await screen.findByText(/being rotated/);
    screen.getByText('acme.crm4.dynamics.com');
    expect(screen.getAllByRole('listitem')).toHaveLength(1);
  });

  it('names nothing where all came to its end', async () => {
    await browser.storage.local.set({
      'journal:v1': [purchase('verified')],
      [`provisioning:${ORG}`]: creating('undone', {}),
      'switches:v1': { c: switching('switched') },
    });
    render(<ForgetEverything say={vi.fn()} />);
    fireEvent.click(button('Forget everything'));
    await screen.findByRole('button', { name: 'Yes, forget everything' });
    expect(screen.queryByRole('status')).toBeNull();
  });

  it.each([
    [{ taken: true } as const, 'Everything was forgotten.'],
    [{ taken: false, why: 'bug' } as const, /The browser has not forgotten everything/],
    [undefined, /The browser has not forgotten everything/],
  ])('%j is told as what it is', async (receipt, words) => {
    vi.mocked(commands.forgetEverything).mockResolvedValueOnce(receipt);
    const say = vi.fn();
    render(<ForgetEverything say={say} />);
    fireEvent.click(button('Forget everything'));
    fireEvent.click(await screen.findByRole('button', { name: 'Yes, forget everything' }));
    await vi.waitFor(() => expect(say).toHaveBeenCalledWith(expect.stringMatching(words)));
  });
});
