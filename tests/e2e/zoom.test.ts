import type { Page } from 'puppeteer-core';
import { expect, it } from 'vitest';
import { clickButton } from './harness/controls.ts';
import { untilTestEnded } from './harness/steps.ts';
import { expectText } from './harness/text.ts';
import { clickOn, giveMapsimise, setStage } from './stage.ts';
import { fillCredentials } from './way.ts';

const stage = setStage();

/** A popup is 800 × 600 px at most: at a zoom of 200 % half of that is left, each way. */
const AT_200_PERCENT = { width: 400, height: 300, deviceScaleFactor: 2 };

/** As who needs larger letters sets them in the browser: each text is a half larger, and nothing else. */
const enlargeText = (popup: Page) =>
  popup.evaluate(`{
    const all = [...document.querySelectorAll('body, body *')];
    const sizes = all.map((one) => parseFloat(getComputedStyle(one).fontSize) * 1.5 + 'px');
    all.forEach((one, at) => (one.style.fontSize = sizes[at]));
  }`);

const standAsBefore = (popup: Page) =>
  popup.evaluate(
    `for (const one of document.querySelectorAll('body, body *')) one.style.fontSize = ''`,
  );

/** What does not fit: the page is scrolled sideways, a text is cut off, or its lines lie on each other. */
const misfits = (popup: Page) =>
  popup.evaluate(`(() => {
    const page = document.scrollingElement;
    const found = page.scrollWidth > page.clientWidth + 1 ? ['the page: ' + page.scrollWidth] : [];
    for (const one of document.querySelectorAll('body *')) {
      const { overflowX, clipPath, fontSize, lineHeight } = getComputedStyle(one);
      const isTight = one.innerText && parseFloat(lineHeight) < parseFloat(fontSize) * 1.2;
      const isCut = overflowX !== 'visible' && one.scrollWidth > one.clientWidth + 1;
      const { right, width } = one.getBoundingClientRect();
      const isOut = width > 0 && right > page.clientWidth + 1;
      if (!one.matches('input, textarea') && clipPath === 'none' && !one.closest('.unseen') && (isCut || isOut || isTight))
        found.push(one.tagName + '.' + one.className + ': ' + one.textContent.slice(0, 40));
    }
    return found;
  })()`);

async function seeAll(popup: Page, judge: (name: string) => Promise<void>): Promise<void> {
  await judge('home');
  await fillCredentials(popup);
  await clickButton(popup, 'Test Connection');
  await untilTestEnded(popup);
  await judge('Test Connection');
  await clickButton(popup, 'My mapping');
  await judge('My mapping');
  await clickButton(popup, 'Connectors');
  await expectText(popup, '4 connectors');
  await judge('Connectors');
}

it('the popup fits at a zoom of 200 % and with letters half as large again: nothing is scrolled sideways or cut off', {
  timeout: 90_000,
}, async () => {
  await stage.enter('several-connectors');
  await giveMapsimise(stage);
  const { popup } = await clickOn(stage);
  await expectText(popup, 'As reported by the page');
  await popup.setViewport(AT_200_PERCENT);
  await seeAll(popup, async (name) => {
    expect(await misfits(popup), name).toEqual([]);
    await enlargeText(popup);
    expect(await misfits(popup), `${name}, large letters`).toEqual([]);
    await standAsBefore(popup);
  });
});
