import type { Readable } from './text.ts';
import { until } from './until.ts';

/** The outcome words of the screen; a longer one is looked for before the one that it begins with. */
const OUTCOMES = [
  'passed with a remark',
  'passed',
  'failed',
  'skipped',
  'cancelled',
  'running',
  'waiting',
] as const;
export type Outcome = (typeof OUTCOMES)[number];
export type Step = { name: string; outcome: Outcome; ms: number | undefined; text: string };

/** The test's steps as a screen reader would say them: list items that hold an outcome word. */
export async function stepsOf(page: Readable): Promise<Step[]> {
  const items = (await page.evaluate(
    `(${readListItems})([...document.querySelectorAll('li, [role="listitem"]')])`,
  )) as string[][];
  return items.flatMap((pieces) => parseStep(pieces) ?? []);
}

/** Waits until this step has one of these outcomes. */
export function untilStep(page: Readable, name: string, ...outcomes: Outcome[]): Promise<Step> {
  return until(`step “${name}” ${outcomes.join(' or ')}`, async () =>
    (await stepsOf(page)).find((step) => step.name === name && outcomes.includes(step.outcome)),
  );
}

/** Waits until no step waits or runs any more. */
export function untilTestEnded(page: Readable, deadlineMs?: number): Promise<Step[]> {
  const awaited = 'end of the test';
  return until(
    awaited,
    async () => {
      const steps = await stepsOf(page);
      const isOver = steps.every(({ outcome }) => outcome !== 'waiting' && outcome !== 'running');
      return steps.length > 0 && isOver ? steps : undefined;
    },
    deadlineMs,
  );
}

/**
 * Runs in the page: the texts of each item in order, with the words of labelled pictures.
 * No function is named in here: tsx would wrap it in a helper that the page does not have.
 */
function readListItems(items: Element[]): string[][] {
  return items.map((item) => {
    const pieces: string[] = item.ariaLabel ? [item.ariaLabel] : [];
    const walker = document.createTreeWalker(item, NodeFilter.SHOW_TEXT | NodeFilter.SHOW_ELEMENT);
    while (walker.nextNode()) {
      const node = walker.currentNode;
      const said = node instanceof Element ? node.ariaLabel : node.textContent;
      if (said?.trim() && !node.parentElement?.closest('[aria-hidden="true"]')) {
        pieces.push(said.trim());
      }
    }
    return pieces;
  });
}

/** Its name is said first, its outcome next; reasons and remedies may follow in any words. */
export function parseStep(pieces: string[]): Step | undefined {
  const text = pieces.join(' ').replace(/\s+/g, ' ');
  const said = new RegExp(`\\b(${OUTCOMES.join('|')})\\b`, 'i').exec(text)?.[1]?.toLowerCase();
  const outcome = OUTCOMES.find((word) => word === said);
  const name = pieces.map(cutName).find((piece) => piece !== '');
  if (!outcome || !name) return undefined;
  const ms = /(\d[\d.,\s]*)\s?ms\b/.exec(text)?.[1]?.replace(/\D/g, '');
  return { name, outcome, ms: ms ? Number(ms) : undefined, text };
}

/** What is left of a piece without pictures, numbers and the outcome after it. */
function cutName(piece: string): string {
  const words = piece.replace(new RegExp(`\\b(${OUTCOMES.join('|')})\\b.*`, 'is'), '');
  return words.replace(/^[^\p{L}]+|[^\p{L}]+$/gu, '');
}
