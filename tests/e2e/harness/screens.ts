import type { Browser, Target } from 'puppeteer-core';
import type { Place } from './canary.ts';
import { isOurs, isWorker } from './targets.ts';

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
  document.addEventListener('DOMContentLoaded', tell);
  new MutationObserver(tell).observe(document,
    { subtree: true, childList: true, attributes: true, characterData: true });
  document.addEventListener('input', tell, true);
  if (location.protocol === 'chrome-extension:')
    navigator.clipboard.writeText = async (text) => window.noteCopy(text);
  tell();
})()`;

/**
 * Watches each page from the moment that it appears until it closes; its last screen stays known. By the protocol
 * itself: its bindings and its script are there in every document, however soon the page goes to the next one.
 */
export function watchScreens(browser: Browser): Screens {
  const screens: Screens = { shown: [], copied: [] };
  const watched = new WeakSet<Target>();
  const watch = async (target: Target) => {
    if (isWorker(target) || !(target.type() === 'page' || isOurs(target))) return;
    if (watched.has(target)) return;
    watched.add(target);
    const session = await target.createCDPSession();
    session.on('Runtime.bindingCalled', ({ name, payload: content }) => {
      const at = target.url().slice(0, 80);
      if (name === 'noteScreen') screens.shown.push({ name: `a screen of ${at}`, content });
      if (name === 'noteCopy') screens.copied.push({ name: `a copy from ${at}`, content });
    });
    await session.send('Runtime.enable');
    await session.send('Page.enable');
    await session.send('Runtime.addBinding', { name: 'noteScreen' });
    await session.send('Runtime.addBinding', { name: 'noteCopy' });
    await session.send('Page.addScriptToEvaluateOnNewDocument', {
      source: WATCH,
      runImmediately: true,
    });
  };
  const hear = (target: Target) => {
    void watch(target).catch(() => watched.delete(target)); // gone before it could be watched
  };
  browser.targets().forEach(hear);
  browser.on('targetcreated', hear);
  browser.on('targetchanged', hear);
  return screens;
}
