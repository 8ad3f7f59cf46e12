import type { Page } from 'puppeteer-core';
import { afterAll, beforeAll, expect, it } from 'vitest';
import { type Display, ensureDisplay } from '../browser/display.ts';
import { CLIENT_ID, ORGANISATIONS, SECRET } from '../emulators/people.ts';
import { byRole, clickButton, fill } from './harness/controls.ts';
import { allowPermissionPrompt, allowPrompt } from './harness/prompt.ts';
import { expectText, textOf } from './harness/text.ts';
import { untilNoPopup } from './harness/toolbar.ts';
import { signInOver } from './sign-in-way.ts';
import { createsSent, giveMapsimise, setStage } from './stage.ts';

let display: Display;
beforeAll(async () => {
  display = await ensureDisplay();
});
afterAll(() => display.stop());
const stage = setStage({ display: () => display.name });
const DISCOVERY = 'https://globaldisco.crm.dynamics.com';
const { contoso, contosoUat } = ORGANISATIONS;

/** Signed in over a CRM page, then in the full tab the list of one's environments. */
async function openSeveral(): Promise<Page> {
  await giveMapsimise(stage);
  const { browser } = stage.session;
  const { popup } = await signInOver(stage);
  await clickButton(popup, 'Connectors');
  await clickButton(popup, 'Set up several environments');
  await clickButton(popup, 'Open in a tab to set up several environments');
  const target = await browser.waitForTarget((one) => one.url().includes('/setup.html'));
  const tab = await target.asPage();
  await untilNoPopup(browser);
  await clickButton(tab, 'Set up several environments');
  await clickButton(tab, 'Grant access');
  await allowPermissionPrompt(display.name, tab, DISCOVERY);
  await byRole(tab, 'button', 'Test all');
  return tab;
}
const choose = (tab: Page, host: string) => tab.locator(`label ::-p-text(${host})`).click();

it('several environments in one go: one that fails holds up none, and says that it is to be repeated', async () => {
  await stage.enter('no-application-user');
  const tab = await openSeveral();
  await choose(tab, contoso.host);
  await choose(tab, contosoUat.host);
  await fill(tab, 'Client Id', CLIENT_ID);
  await fill(tab, 'Client Secret', SECRET);
  await clickButton(tab, 'Test all');
  await allowPrompt(display.name, tab, { origins: [`${contosoUat.url}/*`] });
  await expectText(tab, 'To be repeated: Contoso. The others are not touched by that.', 60_000);
  await expectText(tab, 'org/user-unknown');
  expect(await createsSent(stage)).toEqual([]);
  await clickButton(tab, 'Confirm Purchase of 1 connector');
  await expectText(tab, 'Done: Contoso UAT.', 60_000);
  expect(await textOf(tab)).toContain('To be repeated: Contoso.');
  const all = await stage.emulators.connectors();
  expect(all.map(({ OrganisationUrl }) => OrganisationUrl)).toEqual([contosoUat.url]);
}, 150_000);
