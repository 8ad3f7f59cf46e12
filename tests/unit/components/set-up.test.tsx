// @vitest-environment happy-dom
import { act, cleanup, fireEvent, render, screen, waitFor } from '@testing-library/preact';
import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest';
import { SetUp } from '../../../components/SetUp.tsx';
import type { Draft, DraftFields } from '../../../lib/domain/connection.ts';
import type { Failure } from '../../../lib/domain/failure.ts';
import type { OrgUrl } from '../../../lib/domain/org-url.ts';
import { beginReport, type TestReport } from '../../../lib/domain/report.ts';
import type { Receipt } from '../../../lib/messages/contract.ts';
import { store } from '../../../lib/ui/store.ts';
import { FIELDS, WORKSPACE } from '../flows/simulated-world.ts';

let receipt: Receipt = { taken: true };
const sent = vi.fn();
vi.mock('../../../lib/messages/ask.ts', () => ({
  ask: async (type: string, question: unknown) => {
    sent(type, question);
    return receipt;
  },
}));
vi.mock('../../../lib/platform/identity.ts', () => ({ redirectUri: () => 'https://x.test/' }));

const DOORS = { openTab: () => {}, openOptions: () => {}, version: '1' };
const DRAFT: Draft = { ...FIELDS, hasSecret: true, handle: 'h' };
const HOST = 'acme.crm4.dynamics.com';

function failedAt(failure: Failure): TestReport {
  const begun = beginReport({ runId: 'r', startedAtMs: 0 }, { ...DRAFT, handle: 'h' });
  return {
    ...begun,
    state: 'failed',
    steps: begun.steps.map((step) =>
      step.id === 'tenant' ? { ...step, outcome: 'failed', failure } : step,
    ),
  };
}
const show = (fields: DraftFields, report?: TestReport) => {
  store.setState({
    workspace: WORKSPACE as OrgUrl,
    fields,
    draft: { ...DRAFT, ...fields },
    report,
  });
  render(<SetUp doors={DOORS} />);
};
const button = (name: string) => screen.getByRole('button', { name });
const tenant = () => screen.queryByRole('textbox', { name: 'Tenant' }) as HTMLInputElement | null;

beforeEach(() => {
  receipt = { taken: true };
  store.setState(store.getInitialState(), true);
});
afterEach(() => {
  cleanup();
  sent.mockClear();
});

describe('Disconnect', () => {
  it('empties the fields when it was done', async () => {
    show(FIELDS);
    fireEvent.click(button('Disconnect'));
    await waitFor(() => expect(store.getState().fields.clientId).toBe(''));
    expect(screen.queryByText(/has not forgotten/)).toBeNull();
  });

  it('that the browser refused is said, and leaves what is really kept on the screen', async () => {
    receipt = { taken: false, why: 'bug' };
    show(FIELDS);
    fireEvent.click(button('Disconnect'));
    await screen.findByText(/has not forgotten everything/);
    expect(store.getState().fields.clientId).toBe(FIELDS.clientId);
  });

  it.each([
    ['another organisation', { workspace: 'https://other.crm4.dynamics.com' as OrgUrl }],
    ['other values', { formTurn: 7 }],
  ])('that was refused is not said of %s', async (_what, next) => {
    receipt = { taken: false, why: 'bug' };
    show(FIELDS);
    fireEvent.click(button('Disconnect'));
    await screen.findByText(/has not forgotten everything/);
    act(() => store.setState(next));
    expect(screen.queryByText(/has not forgotten/)).toBeNull();
  });
});

describe('Tenant', () => {
  const asks: Failure = { code: 'org/no-challenge', host: HOST, asksTenant: true };
  it.each<[string, TestReport | undefined]>([
    ['before a test', undefined],
    ['where the answer is no organisation’s', failedAt({ code: 'org/no-challenge', host: HOST })],
    [
      'where a foreign sign-in is named',
      failedAt({ code: 'org/authority-untrusted', authority: 'x' }),
    ],
  ])('is not asked for %s', (_when, report) => {
    show(FIELDS, report);
    expect(tenant()).toBeNull();
  });

  it('is asked for where the organisation names none, and one click leads to it', () => {
    show(FIELDS, failedAt(asks));
    fireEvent.click(button('Enter the tenant'));
    expect(document.activeElement).toBe(tenant());
    fireEvent.input(tenant() as HTMLInputElement, { target: { value: 'contoso.com' } });
    const [type, question] = sent.mock.lastCall ?? [];
    expect([type, question.fields.tenant]).toEqual(['draft.keep', 'contoso.com']);
  });

  it('is asked for too where Create-for-me has to know it, without a test', () => {
    show(FIELDS);
    expect(tenant()).toBeNull();
    act(() =>
      store.setState({
        preparation: { state: 'refused', failure: asks, place: { org: WORKSPACE as OrgUrl } },
      }),
    );
    expect(tenant()).not.toBeNull();
  });

  it('stays while it is emptied, so that what was typed can be typed anew', () => {
    show({ ...FIELDS, tenant: 'contoso.com' });
    fireEvent.input(tenant() as HTMLInputElement, { target: { value: '' } });
    expect(tenant()?.value).toBe('');
  });

  it('is not called wrong while it is typed, but when it is left', () => {
    show(FIELDS, failedAt(asks));
    const wrong = () => tenant()?.getAttribute('aria-invalid');
    fireEvent.input(tenant() as HTMLInputElement, { target: { value: 'cont' } });
    expect(wrong()).toBe('false');
    fireEvent.blur(tenant() as HTMLInputElement);
    expect(wrong()).toBe('true');
    fireEvent.input(tenant() as HTMLInputElement, { target: { value: 'contoso.c' } });
    expect(wrong()).toBe('false');
  });

  it('that is being typed is called wrong too once it is to be tested', () => {
    show(FIELDS, failedAt(asks));
    fireEvent.input(tenant() as HTMLInputElement, { target: { value: 'cont' } });
    fireEvent.click(button('Test Connection'));
    expect(tenant()?.getAttribute('aria-invalid')).toBe('true');
  });

  it('that is none is said at once, and no test is begun with it', () => {
    show({ ...FIELDS, tenant: 'common' });
    expect(tenant()?.getAttribute('aria-invalid')).toBe('true');
    fireEvent.click(button('Test Connection'));
    expect(document.activeElement).toBe(tenant());
    expect(sent.mock.calls.filter(([type]) => type === 'connection.test')).toEqual([]);
  });
});
