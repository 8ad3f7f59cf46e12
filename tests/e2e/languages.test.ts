import type { Page } from 'puppeteer-core';
import { expect, it } from 'vitest';
import { choose } from './harness/controls.ts';
import { openOwnTab } from './harness/tabs.ts';
import { expectText } from './harness/text.ts';
import { clickOn, setStage } from './stage.ts';

/** The person of these tests prefers German, and has chosen nothing here yet. */
const stage = setStage({ language: 'de' });
const languageOf = (page: Page) => page.$eval('html', ({ lang }) => lang);
const openOptions = () => openOwnTab(stage.session.browser, 'options.html');

it('speaks as the browser prefers, then as was chosen: in every open page at once, and after a restart', async () => {
  const options = await openOptions();
  const tab = await openOwnTab(stage.session.browser, 'setup.html');
  await expectText(tab, 'Connector einrichten');
  expect(await languageOf(tab)).toBe('de');

  await options.bringToFront();
  await choose(options, 'Sprache', '日本語');
  await expectText(options, '言語');
  await expectText(tab, 'コネクタを設定');
  expect([await languageOf(tab), await options.title()]).toEqual([
    'ja',
    'Mapsimise Connect のオプション',
  ]);

  await stage.session.browser.close();
  await stage.comeBack();
  const { popup } = await clickOn(stage);
  await expectText(popup, 'コネクタを設定');
  const again = await openOptions();
  await choose(again, '言語', 'ブラウザーに合わせる (Deutsch)');
  await expectText(again, 'Sprache');
});
