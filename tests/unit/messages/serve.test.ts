import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest';
import { browser } from 'wxt/browser';
import type { Handlers, Sender } from '../../../lib/messages/contract.ts';
import { serve } from '../../../lib/messages/serve.ts';

// A browser reads an origin off its own scheme for extensions, Node does not.
const HOME = 'https://ours.test';
const POPUP = { id: 'ours', origin: HOME, url: `${HOME}/popup.html` };
const SITE = 'https://acme.crm4.dynamics.com';
/** Our script in the first frame of the first tab: numbers that are 0 are numbers too. */
const SCRIPT = { id: 'ours', origin: SITE, url: `${SITE}/main.aspx`, tab: { id: 0 }, frameId: 0 };
const LOOK = { type: 'page.look', ask: { tabId: 3 } };
const SEEN = { type: 'org.seen', ask: {} };

type Listener = (message: unknown, sender: object, respond: (receipt: unknown) => void) => unknown;
/** Opens the door, and gives the way to knock as the browser does: what is answered, and what a handler was told. */
function open() {
  const listen = vi.spyOn(browser.runtime.onMessage, 'addListener');
  const handled = vi.fn<(ask: unknown, sender: Sender) => Promise<void>>(async () => undefined);
  const handlers = { 'page.look': handled, 'org.seen': handled } as unknown as Handlers;
  const report = vi.fn();
  serve(handlers, report);
  const hear = listen.mock.calls[0]?.[0] as unknown as Listener;
  const knock = (message: unknown, sender: object) =>
    new Promise((resolve) => {
      expect(hear(message, sender, resolve), 'the answer comes later').toBe(true);
    });
  return { knock, handled, report };
}

beforeEach(() => {
  vi.spyOn(browser.runtime, 'id', 'get').mockReturnValue('ours');
  vi.spyOn(browser.runtime, 'getURL').mockImplementation((path) => `${HOME}${path}`);
});
afterEach(() => {
  vi.restoreAllMocks();
});

describe('the background hears', () => {
  it.each<[string, object, object, Sender]>([
    ['the popup', LOOK, POPUP, POPUP],
    [
      'a page of ours in a tab',
      LOOK,
      { ...POPUP, tab: { id: 7 }, frameId: 0 },
      { ...POPUP, tabId: 7, frameId: 0 },
    ],
    [
      'our script in a page',
      SEEN,
      SCRIPT,
      { id: 'ours', origin: SITE, url: SCRIPT.url, tabId: 0, frameId: 0 },
    ],
    [
      'our script in a document that Chromium names',
      SEEN,
      { ...SCRIPT, documentId: 'D', documentLifecycle: 'active', nativeApplication: 'x' },
      { id: 'ours', origin: SITE, url: SCRIPT.url, tabId: 0, frameId: 0, documentId: 'D' },
    ],
    [
      'our script in a document whose name is no text',
      SEEN,
      { ...SCRIPT, documentId: 7 },
      { id: 'ours', origin: SITE, url: SCRIPT.url, tabId: 0, frameId: 0 },
    ],
    ['a page of ours in a tab that has no number', LOOK, { ...POPUP, tab: {} }, POPUP],
    [
      'a page of ours of which only the URL is told',
      LOOK,
      { id: 'ours', url: POPUP.url },
      { id: 'ours', url: POPUP.url },
    ],
    [
      'a page of ours of which only the origin is told',
      LOOK,
      { id: 'ours', origin: HOME, url: '' },
      { id: 'ours', origin: HOME },
    ],
  ])('%s, and who it is by the browser’s own record alone', async (_who, message, sender, told) => {
    const { knock, handled } = open();
    expect(await knock(message, sender)).toEqual({ taken: true });
    expect(handled.mock.calls[0]?.[1]).toStrictEqual(told);
  });

  it.each<[string, object]>([
    ['another extension', { ...POPUP, id: 'theirs' }],
    ['a web page', { origin: SITE, url: SITE, tab: { id: 3 }, frameId: 0 }],
    ['our script, which may not ask this', SCRIPT],
    ['nobody', {}],
  ])('and turns away %s', async (_who, sender) => {
    const { knock, handled } = open();
    expect(await knock(LOOK, sender)).toEqual({ taken: false, why: 'stranger' });
    expect(handled).not.toHaveBeenCalled();
  });

  it('and reports a handler that threw, by the type of the message', async () => {
    const { knock, handled, report } = open();
    const bug = new Error('a bug');
    handled.mockRejectedValue(bug);
    expect(await knock(LOOK, POPUP)).toEqual({ taken: false, why: 'bug' });
    expect(report).toHaveBeenCalledExactlyOnceWith('page.look', bug);
  });
});
