import type { Page } from 'puppeteer-core';
import { tell, untell } from './walk.ts';

/** The languages beside English. */
export const FOREIGN = ['de', 'fr', 'ja'] as const;

/** Does something while every page of ours speaks this language; afterwards it is the browser's own again. */
export async function inLanguage<T>(page: Page, language: string, deed: () => Promise<T>) {
  const before = (await page.evaluate('document.documentElement.lang')) as string;
  await tell(page, 'local', { language });
  await page.waitForSelector(`html[lang="${language}"]`);
  try {
    return await deed();
  } finally {
    await untell(page, 'local', 'language');
    await page.waitForSelector(`html[lang="${before}"]`);
  }
}

/** What stays English though another language is spoken, and what of the other language is cut off. */
export async function amissInLanguages(page: Page): Promise<string[]> {
  const english = new Set(await textsOn(page));
  const found: string[] = [];
  for (const language of FOREIGN)
    await inLanguage(page, language, async () => {
      const left = (await textsOn(page)).filter((text) => english.has(text) && isEnglish(text));
      const cut = (await page.evaluate(`(${listCut})()`)) as string[];
      found.push(...left.map((text) => `${language}, left in English: ${text}`));
      found.push(...cut.map((text) => `${language}, cut off: ${text}`));
    });
  return found;
}

/** Little words that are in most English sentences, and in few names. */
const LITTLE =
  /\b(?:the|is|are|was|of|to|and|or|your|you|this|that|not|for|with|from|in|it|has|have|no|by|be)\b/i;
const isEnglish = (text: string) => /\S\s+\S/.test(text) && LITTLE.test(text);

const textsOn = (page: Page) => page.evaluate(`(${listTexts})()`) as Promise<string[]>;

/** Every text that is seen or read aloud, but for what servers and files say. Runs in the page. */
function listTexts(): string[] {
  // Also what was told to a screen reader: it was told in the language of that moment, and is not told twice.
  const FOREIGN_WORDS =
    '.service, .host, pre, code, textarea, script, style, .unseen[role="status"]';
  const texts: string[] = [];
  const walker = document.createTreeWalker(document.body, NodeFilter.SHOW_TEXT);
  while (walker.nextNode()) {
    const { parentElement, textContent } = walker.currentNode;
    if (!parentElement?.closest(FOREIGN_WORDS)) texts.push(textContent?.trim() ?? '');
  }
  for (const name of ['aria-label', 'title', 'placeholder', 'aria-description'])
    for (const element of document.querySelectorAll(`[${name}]`))
      texts.push(element.getAttribute(name) ?? '');
  return texts;
}

/** Every element whose text does not fit into it, and the page when it is wider than its window. Runs in the page. */
function listCut(): string[] {
  // Drawn one pixel small for those who listen; and what a field holds is not ours.
  const unseen = [...document.querySelectorAll('body *')].filter(
    (one) =>
      one.matches('svg, input, select, [aria-hidden="true"], .outcome-icon') ||
      (one.clientWidth <= 1 && getComputedStyle(one).position === 'absolute'),
  );
  const found: string[] = [];
  const { scrollWidth } = document.documentElement;
  if (scrollWidth > innerWidth) found.push(`the page is ${scrollWidth - innerWidth} px too wide`);
  for (const element of document.querySelectorAll<HTMLElement>('body *')) {
    const { overflowX, overflowY } = getComputedStyle(element);
    const isToScroll = /auto|scroll/.test(`${overflowX} ${overflowY}`);
    if (isToScroll || element.clientWidth === 0 || unseen.some((one) => one.contains(element)))
      continue;
    const isTooWide = element.scrollWidth > element.clientWidth + 1;
    const isTooHigh =
      /hidden|clip/.test(overflowY) && element.scrollHeight > element.clientHeight + 1;
    if (isTooWide || isTooHigh)
      found.push(
        `${element.tagName.toLowerCase()}.${element.className} “${element.textContent.slice(0, 60)}”`,
      );
  }
  return found;
}
