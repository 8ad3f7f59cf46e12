import type { Page } from 'puppeteer-core';
import { MAPSIMISE } from '../emulators/people.ts';
import { clickButton } from './harness/controls.ts';
import { openTab } from './harness/tabs.ts';
import { textOf } from './harness/text.ts';
import { closePopup } from './harness/toolbar.ts';
import { until, untilTrue } from './harness/until.ts';
import { clickAgain, clickOn, giveMapsimise, type Stage } from './stage.ts';
import { fillCredentials } from './way.ts';

/** The way from the set-up to the form in Mapsimise, and what the form's page got. */
export const formUrl = (build: string, host = new URL(MAPSIMISE.url).host) =>
  `https://${host}/connectors/add?form=${build}`;

/** On the CRM page: the set-up is typed, impersonation is switched on. */
export async function typeSetUp(stage: Stage): Promise<void> {
  await giveMapsimise(stage);
  const { page, popup } = await clickOn(stage);
  await fillCredentials(popup);
  await popup.locator('::-p-aria([name="Impersonate Users"][role="switch"])').click();
  await popup.waitForSelector('[role="switch"][aria-checked="true"]');
  await closePopup(popup);
  await page.close();
}

/** On the form's page: the toolbar button is clicked. */
export async function standAt(
  stage: Stage,
  build: string,
  host?: string,
): Promise<{ page: Page; popup: Page }> {
  const page = await openTab(stage.session.browser, formUrl(build, host));
  return { page, popup: await clickAgain(stage, page) };
}

export type Outcome = { name: string; outcome: string; reason: string };

/** A list of fields as a screen reader would say it. */
export function fieldsIn(popup: Page, list: string): Promise<Outcome[]> {
  return popup.$$eval(`ul[aria-label="${list}"] > li`, (items) =>
    items.map((item) => ({
      name: item.querySelector('.step-name')?.textContent ?? '',
      outcome: item.querySelector('.field-outcome')?.textContent ?? '',
      reason: item.querySelector('p')?.textContent ?? '',
    })),
  );
}

async function untilListed(popup: Page, list: string): Promise<Outcome[]> {
  return until(`list “${list}”`, async () => {
    const fields = await fieldsIn(popup, list);
    return fields.length > 0 ? fields : undefined;
  });
}

/** When the form was filled, as the screen says it; undefined while it was not, or is being filled. */
const filledAt = async (popup: Page) => /As filled at (.*)/.exec(await textOf(popup))?.[1];

/** The first click: gives the outcome of each field by its name. */
export async function pressFillTheForm(popup: Page): Promise<Record<string, string>> {
  const before = await filledAt(popup);
  const clock = () => popup.evaluate('new Date().toLocaleTimeString()');
  await untilTrue('next second', async () => (await clock()) !== before);
  await clickButton(popup, 'Fill the form');
  await untilTrue('new outcome', async () => ![before, undefined].includes(await filledAt(popup)));
  const fields = await untilListed(popup, 'Fields');
  return Object.fromEntries(fields.map(({ name, outcome }) => [name, outcome]));
}

/** The second click: gives the outcome of the secret's field, with the reason. */
export async function pressFillTheSecret(popup: Page): Promise<string> {
  await clickButton(popup, 'Fill the secret');
  const [field] = await untilListed(popup, 'Secret');
  return field ? [field.name, field.outcome, field.reason].filter(Boolean).join(': ') : '';
}

export type Got = { fields: Record<string, string>; pressed: string[] };

/** What the page's fields hold now, told to its server by the page itself. */
export async function gotNow(stage: Stage, page: Page): Promise<Got> {
  await page.evaluate('window.reportNow()');
  const host = new URL(page.url()).host;
  const reports = await stage.emulators.requests({ host, method: 'POST', path: '/form-report' });
  return JSON.parse(reports.at(-1)?.body ?? '{}') as Got;
}

/** Everything that any page of any host was told, to the letter. */
export async function everythingTold(stage: Stage): Promise<string> {
  const reports = await stage.emulators.requests({ method: 'POST', path: '/form-report' });
  return reports.map(({ body }) => body).join('\n');
}
