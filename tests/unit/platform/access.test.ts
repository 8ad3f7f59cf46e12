import { beforeEach, describe, expect, it, vi } from 'vitest';
import {
  closedByPolicy,
  followLostAccess,
  hasAccess,
  requestAccess,
} from '../../../lib/platform/access.ts';

const CRM = 'https://contoso.crm4.dynamics.com';
/** A browser in which nothing is granted, and the person clicked on a tab of the CRM. */
const fake = vi.hoisted(() => ({
  home: '',
  granted: [] as string[],
  isRefused: false,
  tell: (_lost: object) => {},
  script: async (_script: { injectImmediately?: boolean }): Promise<unknown> => [],
}));
vi.mock('wxt/browser', () => ({
  browser: {
    runtime: { id: 'ours', getURL: (path: string) => `${fake.home}${path}` },
    scripting: { executeScript: (script: object) => fake.script(script) },
    tabs: { query: async () => [{ id: 7, url: 'https://contoso.crm4.dynamics.com/main.aspx' }] },
    permissions: {
      contains: async ({ origins }: { origins: string[] }) =>
        origins.every((one) => fake.granted.includes(one)),
      request: async () => {
        if (fake.isRefused) throw new Error('blocked by the policy');
        return true;
      },
      onRemoved: { addListener: (listener: (lost: object) => void) => (fake.tell = listener) },
    },
  },
}));
beforeEach(() => Object.assign(fake, { granted: [], isRefused: false }));

describe('after a click on a CRM page', () => {
  it.each<[string, string, boolean]>([
    ['Chromium lets our requests reach its origin', 'chrome-extension://abc', true],
    ['Firefox lets us into the page only, so the grant is asked for', 'moz-extension://abc', false],
  ])('%s', async (_what, home, expected) => {
    fake.home = home;
    expect(await hasAccess(CRM)).toBe(expected);
    expect(await hasAccess('https://fabrikam.crm4.dynamics.com')).toBe(false);
    fake.granted = [`${CRM}/*`];
    expect(await hasAccess(CRM)).toBe(true);
  });
});

it('a browser whose policy forbids the question counts as a no', async () => {
  expect(await requestAccess(CRM)).toBe(true);
  fake.isRefused = true;
  expect(await requestAccess(CRM)).toBe(false);
});

it('hosts to which the person takes the access back are told, other permissions are not', () => {
  const told: string[][] = [];
  followLostAccess((patterns) => told.push(patterns));
  fake.tell({ permissions: ['notifications'] });
  fake.tell({ permissions: ['notifications'], origins: [] });
  fake.tell({ origins: [`${CRM}/*`], permissions: [] });
  expect(told).toEqual([[`${CRM}/*`]]);
});

describe('a company’s policy', () => {
  const never = new Promise<never>(() => {});
  const refuse = async (): Promise<never> => {
    throw new Error('This page cannot be scripted due to an ExtensionsSettings policy.');
  };

  it('is seen by its refusal, also while the page is still loading', async () => {
    // As the browser does: a script that may wait for the page waits for it.
    fake.script = ({ injectImmediately }) => (injectImmediately ? refuse() : never);
    expect(await closedByPolicy(CRM)).toEqual({ extensionId: 'ours' });
    fake.script = async () => Promise.reject(new Error('The tab was closed.'));
    expect(await closedByPolicy(CRM)).toBeUndefined();
  });

  it('is not waited for longer than a second where a tab hangs', async () => {
    vi.useFakeTimers();
    try {
      fake.script = () => never;
      const told = vi.fn();
      void closedByPolicy(CRM).then(told);
      await vi.advanceTimersByTimeAsync(999);
      expect(told).not.toHaveBeenCalled();
      await vi.advanceTimersByTimeAsync(1);
      expect(told).toHaveBeenCalledWith(undefined);
    } finally {
      vi.useRealTimers();
    }
  });
});
