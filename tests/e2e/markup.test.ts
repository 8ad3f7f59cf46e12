import type { Page } from 'puppeteer-core';
import { expect, it } from 'vitest';
import { WRONG_SECRET } from '../emulators/people.ts';
import { byRole, clickButton, fill } from './harness/controls.ts';
import { untilTestEnded } from './harness/steps.ts';
import { expectText } from './harness/text.ts';
import { clickOn, setStage } from './stage.ts';
import { fillCredentials } from './way.ts';

const stage = setStage();
const MARKUP = '<img src=x onerror=alert(1)>';

/** What a page of ours was told of its own policy's violations, and the elements that only the foreign markup would make. */
const watch = (page: Page) =>
  page.evaluate(`window.violations = [];
    addEventListener('securitypolicyviolation', ({ violatedDirective }) => violations.push(violatedDirective));`);
const harmIn = (page: Page) =>
  page.evaluate(
    `[...violations, ...document.querySelectorAll('img[src="x"], [onerror]')].map(String)`,
  );

it('in the names and errors of servers is shown as the text that it is', async () => {
  await stage.enter('hostile-texts');
  const { popup } = await clickOn(stage);
  await watch(popup);
  await expectText(popup, MARKUP);
  await fillCredentials(popup);
  await clickButton(popup, 'Test Connection');
  await untilTestEnded(popup);
  await fill(popup, 'Client Secret', WRONG_SECRET);
  await clickButton(popup, 'Test Connection');
  await expectText(popup, 'was refused');
  expect(await harmIn(popup)).toEqual([]);
  const { logs } = stage.session;
  expect(logs.ours().filter(({ text }) => /Trusted|Content Security/.test(text))).toEqual([]);
});

it('a secret is typed unseen in the browser too', async () => {
  const { popup } = await clickOn(stage);
  await fillCredentials(popup);
  const field = await byRole(popup, 'textbox', 'Client Secret');
  const { type, autocomplete, spellcheck } = await field.evaluate((element) => {
    const { type, autocomplete, spellcheck } = element as HTMLInputElement;
    return { type, autocomplete, spellcheck };
  });
  expect({ type, autocomplete, spellcheck }).toEqual({
    type: 'password',
    autocomplete: 'off',
    spellcheck: false,
  });
});
