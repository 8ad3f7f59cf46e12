import type { Browser, Page, Target } from 'puppeteer-core';
import type { Place } from './canary.ts';
import { asPage, isOurs, isWorker } from './targets.ts';

/** Everything that any page showed since it began to be watched, and everything that was copied. */
export type Screens = { shown: Place[]; copied: Place[] };

/**
 * Runs in every page. After each change it tells what stands there: the words that can be seen, the elements with their
 * attributes, and what is in the fields, but for those that hide it. What a page of ours copies is told, too.
 */
const WATCH = `(() => {
  if (window.isWatched || !window.noteScreen) return;
  window.isWatched = true;
  let last = '';
  const tell = () => {
    if (!document.body) return;
    const boxes = [...document.querySelectorAll('input:not([type="password"]), textarea')];
    const now = [document.title, document.body.innerText, document.documentElement.outerHTML,
      ...boxes.map((box) => box.value)].join('\\n');
    if (now !== last) window.noteScreen((last = now));
  };
  new MutationObserver(tell).observe(document,
    { subtree: true, childList: true, attributes: true, characterData: true });
  document.addEventListener('input', tell, true);
  if (location.protocol === 'chrome-extension:')
    navigator.clipboard.writeText = async (text) => window.noteCopy(text);
  tell();
})()`;

/** Watches each page from the moment that it appears until it closes; its last screen stays known. */
export function watchScreens(browser: Browser): Screens {
  const screens: Screens = { shown: [], copied: [] };
  const watched = new WeakSet<Target>();
  const watch = async (target: Target) => {
    if (isWorker(target) || !(target.type() === 'page' || isOurs(target))) return;
    if (watched.has(target)) return;
    watched.add(target);
    const page = await asPage(target);
    await note(page, 'noteScreen', screens.shown, () => `a screen of ${page.url().slice(0, 80)}`);
    await note(page, 'noteCopy', screens.copied, () => `a copy from ${page.url().slice(0, 80)}`);
    await page.evaluateOnNewDocument(WATCH);
    await page.evaluate(WATCH);
  };
  const hear = (target: Target) => {
    void watch(target).catch(() => watched.delete(target)); // gone before it could be watched
  };
  browser.targets().forEach(hear);
  browser.on('targetcreated', hear);
  browser.on('targetchanged', hear);
  return screens;
}

const note = (page: Page, name: string, into: Place[], where: () => string) =>
  page.exposeFunction(name, (content: string) => void into.push({ name: where(), content }));
