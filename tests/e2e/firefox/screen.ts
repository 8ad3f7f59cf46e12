import { until, untilTrue } from '../harness/until.ts';
import type { BrowserWindow } from './browser-window.ts';

/** A popup or a tab, reached through Firefox's own window: WebDriver lists no popup. `evaluate` is as puppeteer's. */
export type Screen = {
  evaluate(expression: string): Promise<unknown>;
  isClosed(): boolean;
  /** A mouse click of the person, on the middle of what the expression finds; false where it finds nothing. */
  clickOn(expression: string): Promise<boolean>;
};

/** A page that is gone answers nothing, and nobody tells us. */
const ANSWER_MS = 10_000;

/** Which `<browser>` of any window: the one whose address holds this before its `?` or `#`. */
export function screenAt(window: BrowserWindow, address: string): Screen {
  const run = (expression: string, deed: 'read' | 'click') =>
    window.run<unknown>(RUN_IN_BROWSER, address, expression, deed, RUN_IN_PAGE);
  return {
    evaluate: (expression) => run(expression, 'read'),
    isClosed: () => false,
    clickOn: async (expression) => (await run(`(${MIDDLE_OF})(${expression})`, 'click')) === true,
  };
}

/** Waits until such a page is there and says of itself that its first facts are drawn. */
export async function untilScreen(window: BrowserWindow, address: string): Promise<Screen> {
  const screen = screenAt(window, address);
  await until(`page at ${address}`, async () => {
    if (!(await isOpen(window, address))) return undefined;
    const isReady = await screen.evaluate('document.documentElement.dataset.ready === "true"');
    return isReady || undefined;
  });
  return screen;
}

export const isOpen = (window: BrowserWindow, address: string) =>
  window.run<boolean>(`(address) => Boolean((${FIND_BROWSER})(address))`, address);

export const untilOpen = (window: BrowserWindow, address: string) =>
  untilTrue(`page at ${address}`, () => isOpen(window, address));

export const untilGone = (window: BrowserWindow, address: string) =>
  untilTrue(`end of ${address}`, async () => !(await isOpen(window, address)));

/** A popup is loaded beside its panel and then moved into it: before that it is not there for anybody. */
const FIND_BROWSER = `(address) => [...Services.wm.getEnumerator('navigator:browser')].flatMap(
  (window) => [...window.document.querySelectorAll('browser')]).find((one) => {
  if (!one.currentURI?.spec.replace(/[?#].*/, '').includes(address)) return false;
  const panel = one.closest('panel');
  return !panel || (panel.id === 'customizationui-widget-panel' && panel.state === 'open');
})`;

/** A point of it that a person could hit, once it stands still; null until then. */
const MIDDLE_OF = `async (element) => {
  if (!element) return null;
  element.scrollIntoView({ block: 'center' });
  const before = element.getBoundingClientRect();
  await new Promise((resolve) => window.requestAnimationFrame(() => window.requestAnimationFrame(resolve)));
  const { left, top, width, height } = element.getBoundingClientRect();
  if (before.left !== left || before.top !== top) return null;
  const point = { x: left + width / 2, y: top + height / 2 };
  return element.contains(document.elementFromPoint(point.x, point.y)) ? point : null;
}`;

/** In the browser's window: hands the question to the process of that page, and waits for its answer. */
const RUN_IN_BROWSER = `(address, expression, deed, script) => new Promise((resolve, reject) => {
  const browser = (${FIND_BROWSER})(address);
  if (!browser) return reject(new Error('no page at ' + address));
  setTimeout(() => reject(new Error('no answer from ' + address)), ${ANSWER_MS});
  const messages = browser.messageManager;
  const name = 'answer-' + Services.uuid.generateUUID();
  messages.addMessageListener(name, function heard({ data }) {
    messages.removeMessageListener(name, heard);
    if (data.bug) reject(new Error(data.bug));
    else resolve(data.json === undefined ? null : JSON.parse(data.json));
  });
  const ask = JSON.stringify({ name, expression, deed });
  messages.loadFrameScript('data:application/javascript;charset=utf-8,' +
    encodeURIComponent('(' + script + ').call(this, ' + ask + ')'), false);
})`;

/** Beside the page: what is asked runs as the page's own script would; a click comes from outside, as a person's. */
const RUN_IN_PAGE = `async function ({ name, expression, deed }) {
  try {
    const page = this.content;
    const box = Cu.Sandbox(page, { sandboxPrototype: page, wantXrays: false });
    let json = await Cu.evalInSandbox('(async () => JSON.stringify(await (' + expression + ')))()', box);
    if (deed === 'click' && json !== 'null') {
      const { x, y } = JSON.parse(json);
      const { event } = ChromeUtils.importESModule('chrome://remote/content/shared/webdriver/Event.sys.mjs');
      await event.synthesizeMouseAtPoint(x, y, { type: 'mousemove' }, page);
      await event.synthesizeMouseAtPoint(x, y, {}, page);
      json = 'true';
    }
    sendAsyncMessage(name, { json });
  } catch (bug) {
    sendAsyncMessage(name, { bug: String(bug) });
  }
}`;
