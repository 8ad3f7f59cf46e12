import { readFile } from 'node:fs/promises';
import type { Page } from 'puppeteer-core';
import { expect, it } from 'vitest';
import type { ExpectedCoverage } from '../emulators/control.ts';
import { MAPSIMISE, ORGANISATIONS } from '../emulators/people.ts';
import { dropFile, expectResult, openCoverage, RESULTS, startAnew } from './coverage-way.ts';
import { choose, clickButton } from './harness/controls.ts';
import { readCsv } from './harness/csv.ts';
import { allowDownloads, untilSaved } from './harness/downloads.ts';
import { expectText } from './harness/text.ts';
import { closePopup } from './harness/toolbar.ts';
import { killServiceWorker } from './harness/worker.ts';
import { clickAgain, setStage } from './stage.ts';

const stage = setStage();
const { host } = ORGANISATIONS.contoso;
const CRM_USERS = { host, pathPrefix: '/api/data/v9.2/systemusers' };
/** So few addresses are asked for directly. */
const CRM_ASKED = { host, method: 'POST', pathPrefix: '/api/data/v9.2/$batch' };
const MAPSIMISE_USERS = { host: MAPSIMISE.apiHost, pathPrefix: '/api/v1/users' };
const FILE = `coverage-${host}.csv`;

/** What the saved file says, without the labels and names that the emulators do not foretell. */
const told = (rows: string[][]) =>
  rows
    .slice(1)
    .map(([email, , result, , field, , userId]) => ({
      email,
      result,
      // Which column several people share is told too, but not foretold.
      field: result === RESULTS.ambiguous ? '' : field,
      userId,
    }))
    .sort(byEmail);
const foretold = (rows: NonNullable<ExpectedCoverage['rows']>) =>
  rows
    .map(({ email, verdict, field = '', userId = '' }) => ({
      email: /^[=+\-@]/.test(email) ? `'${email}` : email,
      result: RESULTS[verdict],
      field,
      userId,
    }))
    .sort(byEmail);
const byEmail = (one: { email?: string | undefined }, other: { email?: string | undefined }) =>
  (one.email ?? '') < (other.email ?? '') ? -1 : 1;

it('all users of Mapsimise: closed and cancelled in between, the picture, the ticket and the file are right', {
  timeout: 120_000,
}, async () => {
  await stage.enter('coverage-small');
  const expected = await stage.emulators.expectedCoverage({ rows: true });
  const folder = await allowDownloads(stage.session.browser);
  const { page, tab } = await openCoverage(stage);
  const first = await stage.emulators.hold({ ...MAPSIMISE_USERS, when: 'before' });
  await clickButton(tab, 'Start');
  await first.arrived();
  await tab.close();
  const popup = await clickAgain(stage, page);
  await clickButton(popup, 'Coverage');
  await expectText(popup, 'Reading the users of Mapsimise');
  const users = await stage.emulators.hold({ ...CRM_ASKED, when: 'before' });
  await first.release('continue');
  await users.arrived();
  await expectText(popup, 'Reading the CRM users');
  await clickButton(popup, 'Cancel');
  await expectText(popup, 'Cancelled. What was read is kept');
  await users.release('continue');
  await clickButton(popup, 'Continue');
  await expectResult(popup, expected);
  await expectText(popup, `${expected.inactive} inactive Mapsimise users were left out.`);
  await expectBestField(popup, expected);
  await clickButton(popup, 'Save as CSV');
  const rows = readCsv(await untilSaved(folder, FILE));
  expect(told(rows)).toEqual(foretold(expected.rows ?? []));
  await choose(popup, 'Result', `Not found (${expected.counts['not-found']})`);
  await expectText(popup, `${expected.counts['not-found']} of ${expected.addresses} users`);
  await closePopup(popup);
});

/** The one field that would cover most, its ticket, and every other field with its number. */
async function expectBestField(popup: Page, { fields, addresses }: ExpectedCoverage) {
  const [best] = fields;
  await expectText(popup, `would map ${best?.wouldCover} of ${addresses}`);
  const ticket = await popup.$eval('.ticket pre', (element) => element.textContent ?? '');
  expect(ticket).toContain(`Field logical name: ${best?.field}`);
  expect(ticket).toContain(`Users concerned: ${best?.wouldCover}`);
  const shown = await popup.$$eval('.bars:has(.stack) tbody tr', (rows) =>
    rows.map((row) => ({
      field: row.querySelector('.service')?.textContent ?? '',
      wouldCover: Number(row.querySelector('td')?.firstChild?.textContent),
    })),
  );
  const byField = (one: { field: string }, other: { field: string }) =>
    one.field < other.field ? -1 : 1;
  expect([...shown].sort(byField)).toEqual([...fields].sort(byField));
}

it('a dropped CSV, asked for directly and slowed down by the organisation; then Email 2 is repaired and put back', {
  timeout: 120_000,
}, async () => {
  await stage.enter('coverage-small');
  const { rows = [] } = await stage.emulators.expectedCoverage({ rows: true });
  const listed = rows.filter((_row, at) => at % 2 === 0 || rows[at]?.verdict === 'field');
  const counts = Object.fromEntries(
    Object.keys(RESULTS).map((verdict) => [
      verdict,
      listed.filter((row) => row.verdict === verdict).length,
    ]),
  ) as ExpectedCoverage['counts'];
  const { page, tab } = await openCoverage(stage, 'person');
  const lines = ['Name;E-mail', ...listed.map(({ email }, at) => `Person ${at};${email}`)];
  const list = [...lines, 'Nobody;nobody at all', `Twice;${listed[0]?.email}`, ''].join('\r\n');
  await dropFile(tab, 'people.csv', list);
  await stage.emulators.armServiceProtection({ after: 1, seconds: 2, limit: 'requests' });
  await stage.emulators.clearRequests();
  await clickButton(tab, 'Start');
  await expectText(tab, 'is busy and asked us to wait.');
  await expectResult(tab, { addresses: listed.length, counts });
  expect(await stage.emulators.serviceProtection()).toMatchObject({ tooEarly: 0 });
  const asked = await stage.emulators.requests({ host, method: 'POST' });
  expect(asked.map(({ path }) => path)).toContain('/api/data/v9.2/$batch');
  await expectText(tab, '1 has no e-mail address');
  await tab.locator('summary').click();
  await expectText(tab, `Line ${lines.length + 1}: “nobody at all” is no e-mail address`);

  const folder = await allowDownloads(stage.session.browser);
  await clickButton(tab, 'Repair in Email 2');
  await expectText(tab, `${counts.field} of ${listed.length} users`);
  const before = await readEmail2(page);
  // Who has the address in Email 2 already is not written for again, and no user gets two.
  const choosable = listed.filter(
    ({ verdict, email, userId = '' }) =>
      verdict === 'field' && before[userId]?.trim().toLowerCase() !== email.toLowerCase(),
  );
  const wanted = new Set(choosable.map(({ userId }) => userId)).size;
  await clickButton(tab, 'Select all shown');
  await expectText(tab, `${choosable.length} users are chosen.`);
  await clickButton(tab, 'Write into Email 2');
  const question = await tab.$eval('.ask', (element) => element.textContent ?? '');
  const overwrites = question.includes('Replace other addresses too');
  if (overwrites) await tab.locator('.ask input[type="checkbox"]').click();
  await clickButton(tab, 'Save undo file');
  const undo = readCsv(await untilSaved(folder, `undo-email-2-${host}.csv`));
  expect(undo).toHaveLength(wanted + 1);
  await clickButton(tab, `Write ${wanted} e-mail addresses into Email 2`);
  await expectText(tab, `${wanted} written, 0 left as they were, 0 failed`);
  const after = await readEmail2(page);
  for (const [userId = '', , old, email] of undo.slice(1)) {
    expect(before[userId] ?? '').toBe(unquoted(old));
    expect(after[userId]).toBe(unquoted(email));
  }
  const changed = Object.keys(after).filter((id) => after[id] !== before[id]);
  expect(changed).toHaveLength(wanted);
  await clickButton(tab, 'Undo');
  await clickButton(tab, 'Put them back');
  await expectText(tab, 'All of them were put back');
  expect(await readEmail2(page)).toEqual(before);
});

/** A spreadsheet takes the apostrophe away that keeps a cell from being a formula. */
const unquoted = (cell = '') => cell.replace(/^'(?=[=+\-@])/, '');

/** Email 2 of everybody, as the page's own session reads it. */
async function readEmail2(page: Page): Promise<Record<string, string | null>> {
  const rows = (await page.evaluate(`(async () => {
    const answer = await fetch('/api/data/v9.2/systemusers?$select=personalemailaddress');
    return (await answer.json()).value;
  })()`)) as { systemuserid: string; personalemailaddress: string | null }[];
  return Object.fromEntries(rows.map((row) => [row.systemuserid, row.personalemailaddress]));
}

it('ten deaths of the worker leave the same result as none', { timeout: 240_000 }, async () => {
  await stage.enter('coverage-10k');
  const expected = await stage.emulators.expectedCoverage();
  const { tab } = await openCoverage(stage);
  const deaths = [
    ...Array.from({ length: 7 }, () => MAPSIMISE_USERS),
    ...Array.from({ length: 3 }, () => CRM_USERS),
  ];
  let next = await stage.emulators.hold({ ...MAPSIMISE_USERS, when: 'before' });
  await clickButton(tab, 'Start');
  for (const [at] of deaths.entries()) {
    await next.arrived();
    await killServiceWorker(stage.session.browser);
    const dead = next;
    const following = deaths[at + 1];
    if (following)
      next = await stage.emulators.hold({ ...following, when: at % 2 ? 'after' : 'before' });
    await dead.release('reset');
  }
  await expectResult(tab, expected, 120_000);
  const disturbed = await saveRows(tab);
  await startAnew(tab);
  await clickButton(tab, 'Start');
  await expectResult(tab, expected, 60_000);
  expect(await saveRows(tab)).toEqual(disturbed);
});

async function saveRows(tab: Page): Promise<string> {
  const folder = await allowDownloads(stage.session.browser);
  await clickButton(tab, 'Save as CSV');
  await untilSaved(folder, FILE);
  return readFile(`${folder}/${FILE}`, 'utf8');
}
