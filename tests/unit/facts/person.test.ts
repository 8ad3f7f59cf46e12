import { afterEach, beforeEach, expect, it, vi } from 'vitest';
import { browser } from 'wxt/browser';
import {
  entraApplication,
  loginHint,
  readEntraApplication,
  recentEnvironments,
} from '../../../lib/facts/person.ts';

const TYPED = '5d0c1e7a-3b52-4c7e-9a41-0f2b6c8d9e10';
const OF_COMPANY = '7c9e6679-7425-40de-944b-e07fc1f90ae7';

const company = (items: Record<string, unknown>) =>
  vi.spyOn(browser.storage.managed, 'get').mockImplementation(async () => items);
beforeEach(() => browser.storage.local.clear());
afterEach(() => vi.restoreAllMocks());

it('the company’s policy names the application, and wins over what somebody typed', async () => {
  await entraApplication.write(TYPED);
  expect(await readEntraApplication()).toEqual({ clientId: TYPED, from: 'options' });
  company({ entraApplication: OF_COMPANY });
  expect(await readEntraApplication()).toEqual({ clientId: OF_COMPANY, from: 'policy' });
});

it.each<[string, Record<string, unknown>]>([
  ['no policy', {}],
  ['a policy of another kind', { entraApplication: 7 }],
  ['a policy that is no id', { entraApplication: 'contoso' }],
])('there is none with %s', async (_what, items) => {
  company(items);
  expect(await readEntraApplication()).toBeUndefined();
});

it('a browser that knows no policies is as good as none', async () => {
  vi.spyOn(browser.storage.managed, 'get').mockRejectedValue(new Error('not implemented'));
  expect(await readEntraApplication()).toBeUndefined();
});

it.each([
  ['no tenant', { username: 'a@acme.com', tenantId: 'x', cloud: 'Commercial' }],
  ['a cloud that there is not', { username: 'a@acme.com', tenantId: TYPED, cloud: 'Mars' }],
])('a hint with %s is not believed', async (_what, hint) => {
  await browser.storage.local.set({ 'login-hint': hint });
  expect(await loginHint.read()).toBeUndefined();
});

it('of the recent ones, what is no address of an organisation is left out', async () => {
  const [good, evil] = [
    { org: 'https://acme.crm4.dynamics.com', name: 'Acme' },
    { org: 'https://acme.crm4.dynamics.com.evil.test', name: 'Evil' },
  ];
  await browser.storage.local.set({ 'recent-environments': [good, evil] });
  expect(await recentEnvironments.read()).toEqual([good]);
});
