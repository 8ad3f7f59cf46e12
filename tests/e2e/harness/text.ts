import { until } from './until.ts';

/** What can be read like a page of puppeteer's: one of those, or a page of Firefox's reached in another way. */
export type Readable = {
  evaluate(expression: string): Promise<unknown>;
  isClosed(): boolean;
};

/** What the screen says, line by line. */
export async function textOf(page: Readable): Promise<string> {
  return (await page.evaluate('document.body.innerText')) as string;
}

/** Waits until the screen says so; else fails with what it says instead. */
export async function expectText(
  page: Readable,
  wanted: string | RegExp,
  deadlineMs?: number,
): Promise<string> {
  try {
    return await until(`“${wanted}” on the screen`, () => readIfSaid(page, wanted), deadlineMs);
  } catch (cause) {
    const screen = page.isClosed() ? '(closed)' : await textOf(page);
    throw new Error(`The screen never said “${wanted}”. It says:\n${screen}`, { cause });
  }
}

async function readIfSaid(page: Readable, wanted: string | RegExp): Promise<string | undefined> {
  const screen = await textOf(page);
  const oneLine = screen.replace(/\s+/g, ' ');
  const isSaid =
    typeof wanted === 'string'
      ? oneLine.includes(wanted)
      : screen.search(wanted) >= 0 || oneLine.search(wanted) >= 0;
  return isSaid ? screen : undefined;
}
