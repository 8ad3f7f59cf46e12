import type { Page } from 'puppeteer-core';
import { until, untilTrue } from '../harness/until.ts';

/** What a person sees of a purchase, and may press. */
export type Seen = { headline: string; offered: string[]; text: string };

export const READY = 'The connector is ready';
export const SEVERAL = 'There are several connectors for this organisation';
const UNDER_WAY = [
  'Creating the connector…',
  'Checking whether it was created…',
  'The connector was created',
];
const GOES_ON_BY = ['Check again', 'Confirm Purchase', 'Ask Mapsimise again'] as const;
export type Next = (typeof GOES_ON_BY)[number] | 'type and test again' | 'nothing';

const READ = `({
  headline: document.querySelector('[aria-label="Registration"] h2')?.textContent ?? '',
  offered: [...document.querySelectorAll('button')]
    .filter((one) => one.ariaDisabled !== 'true' && !one.disabled && one.checkVisibility())
    .map((one) => one.textContent.trim()),
  text: document.body.innerText,
})`;

/** Whoever shows that something is under way must come to an end of it; so long the looks at a create take. */
const REST_MS = 50_000;

/** Waits until nothing is said to be under way any more, and something can be done, or nothing has to. */
export function untilAtRest(window: Page): Promise<Seen> {
  return until(
    'rest on the screen',
    async () => {
      const seen = (await window.evaluate(READ)) as Seen;
      return !UNDER_WAY.includes(seen.headline) && nextIn(seen) ? seen : undefined;
    },
    REST_MS,
  );
}

/** What a person who wants one connector does then; undefined while the screen is still being drawn. */
export function nextIn({ headline, offered, text }: Seen): Next | undefined {
  if (headline === READY || headline === SEVERAL) return 'nothing';
  const offer = GOES_ON_BY.find((name) => offered.includes(name));
  if (offer) return offer;
  const wantsValues =
    text.includes('Locked until the test has passed. Press') || text.includes('no longer kept');
  return wantsValues ? 'type and test again' : undefined;
}

/** Is it true, given how many connectors there are? Undefined when it is. */
export function untruthOf({ headline, offered }: Seen, count: number): string | undefined {
  const is = `${count} connectors, and the screen says “${headline}” and offers ${offered.join(', ')}`;
  if (headline === READY) return count === 1 ? undefined : is;
  if (headline === SEVERAL) return count > 1 ? undefined : is;
  if (headline === 'The connector was not created' || offered.includes('Confirm Purchase'))
    return count === 0 ? undefined : is;
  return undefined;
}

/** Waits until a button can be pressed. By looking, not by painting: a window behind another one is not painted. */
export const untilOffered = (window: Page, name: string): Promise<void> =>
  untilTrue(`“${name}” that can be pressed`, async () =>
    ((await window.evaluate(READ)) as Seen).offered.includes(name),
  );

/** Presses it and waits until something of that is seen: what was there before says nothing about what came of it. */
export async function pressOnce(window: Page, name: string, before: Seen): Promise<void> {
  await press(window, name);
  await untilTrue(`change after “${name}”`, async () => {
    const { headline, text } = (await window.evaluate(READ)) as Seen;
    return headline !== before.headline || text !== before.text;
  });
}

/** Presses it as fast as no finger can, also where it is locked or gone. */
export async function press(window: Page, name: string, times = 1): Promise<void> {
  await untilTrue('anything about a purchase', async () =>
    Boolean(await window.evaluate(`document.querySelector('.purchase, .registration') !== null`)),
  );
  await window.evaluate(`(() => {
    const all = [...document.querySelectorAll('button')];
    const button = all.find((one) => one.textContent.trim() === ${JSON.stringify(name)});
    for (let times = 0; times < ${times}; times++) button?.click();
  })()`);
}
