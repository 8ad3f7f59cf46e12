// @vitest-environment happy-dom
import { cleanup, render, screen } from '@testing-library/preact';
import { afterEach, expect, it, vi } from 'vitest';
import { browser } from 'wxt/browser';
import { Registration } from '../../../components/Registration.tsx';
import type { OrgUrl } from '../../../lib/domain/org-url.ts';
import type { JournalEntry } from '../../../lib/domain/registration.ts';

const ORG = 'https://acme.crm4.dynamics.com' as OrgUrl;
const entryIn = (state: JournalEntry['state']): JournalEntry => ({
  v: 1,
  key: 'k',
  workspace: ORG,
  accountId: 'a',
  accountName: 'Ann',
  org: ORG,
  organisationId: '',
  clientId: 'c',
  name: 'Acme',
  handle: 'h',
  state,
  preparedAtMs: 1,
  idsBefore: [],
  openUrl: 'https://acme.eugb.mapsimise.com',
});

afterEach(() => {
  cleanup();
  vi.restoreAllMocks();
});

it('a create that is shown as under way wakes whoever works on it, as soon as it is shown and as long as it is', () => {
  vi.useFakeTimers();
  const asked = vi.spyOn(browser.runtime, 'sendMessage').mockResolvedValue(undefined as never);
  const { rerender } = render(<Registration entry={entryIn('posting')} />);
  expect(asked).toHaveBeenCalledOnce();
  vi.advanceTimersByTime(2_000);
  expect(asked).toHaveBeenCalledTimes(2);
  rerender(<Registration entry={entryIn('unclear')} />);
  vi.advanceTimersByTime(60_000);
  expect(asked).toHaveBeenCalledTimes(2);
  screen.getByRole('button', { name: 'Check again' });
  vi.useRealTimers();
});
