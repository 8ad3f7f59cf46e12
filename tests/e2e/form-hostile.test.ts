import { describe, expect, it } from 'vitest';
import { CLIENT_ID, MAPSIMISE, SECRET } from '../emulators/people.ts';
import {
  everythingTold,
  fieldsIn,
  gotNow,
  pressFillTheForm,
  pressFillTheSecret,
  standAt,
  typeSetUp,
} from './form-way.ts';
import { clickButton, isDisabled } from './harness/controls.ts';
import { expectText, textOf } from './harness/text.ts';
import { closePopup } from './harness/toolbar.ts';
import { clickAgain, setStage } from './stage.ts';

const stage = setStage();
const LONG = { timeout: 150_000 };
/** As JSON writes it, which is how pages report. */
const TOLD_SECRET = JSON.stringify(SECRET).slice(1, -1);

/** Goes through pages in one browser: gives what was said of the secret on each. Nothing but `may` ever holds it. */
async function sayOfSecret(builds: readonly string[], may: readonly string[] = []) {
  await typeSetUp(stage);
  const said: Record<string, string> = {};
  for (const build of builds) {
    const { page, popup } = await standAt(stage, build);
    await pressFillTheForm(popup);
    said[build] = await pressFillTheSecret(popup);
    const { fields, pressed } = await gotNow(stage, page);
    const holders = Object.keys(fields).filter((name) => fields[name] === SECRET);
    expect(holders, build).toEqual(may.includes(build) ? ['clientSecret'] : []);
    expect(pressed, build).toEqual([]);
    await closePopup(popup);
    await page.close();
  }
  if (may.length === 0) expect(await everythingTold(stage)).not.toContain(TOLD_SECRET);
  return said;
}

const refused = (why: string) => `Client Secret: refused: ${why}.`;
const NOT_FOUND = 'Client Secret: not found: No field on the page is labelled “Client Secret”.';

describe('a hostile page never receives the secret', () => {
  it('in a field that nobody can see', LONG, async () => {
    const said = {
      hidden: refused('It is hidden on the page'),
      'hidden-row': refused('It is hidden on the page'),
      invisible: refused('It is hidden on the page'),
      transparent: refused('It cannot be seen: the page draws it transparent'),
      'transparent-row': refused('It cannot be seen: the page draws it transparent'),
      filtered: refused('It cannot be seen: the page draws it transparent'),
      'one-pixel': refused('It is too small to be seen'),
      scaled: refused('It is too small to be seen'),
      clipped: refused('Something on the page covers it'),
      'clip-path': refused('Something on the page covers it'),
      'off-screen': refused('It lies outside the page, where nobody can scroll to'),
      'fixed-off-screen': refused('It lies outside the page, where nobody can scroll to'),
      covered: refused('Something on the page covers it'),
      'under-glass': refused('Something on the page covers it'),
    };
    expect(await sayOfSecret(Object.keys(said))).toEqual(said);
  });

  it('in a field that takes no entry, or is none', LONG, async () => {
    const said = {
      disabled: refused('It is disabled'),
      'disabled-fieldset': refused('It is disabled'),
      'read-only': refused('It is read-only'),
      'type-hidden': NOT_FOUND,
      'editable-decoy': NOT_FOUND,
      'hidden-label': NOT_FOUND,
    };
    expect(await sayOfSecret(Object.keys(said))).toEqual(said);
  });

  it('where two fields claim it', LONG, async () => {
    const several = refused(
      'The label is there more than once, so it is not clear which field is meant',
    );
    const said = { 'two-equal': several, 'two-names': several };
    expect(await sayOfSecret(Object.keys(said))).toEqual(said);
  });

  it('in a form that goes to another site: it gets nothing at all', LONG, async () => {
    const leaves = refused('Its form would be sent to another site');
    const builds = ['foreign-action', 'plain-action', 'foreign-button', 'foreign-base'];
    expect(await sayOfSecret(builds)).toEqual(
      Object.fromEntries(builds.map((build) => [build, leaves])),
    );
    expect(await everythingTold(stage)).not.toContain(CLIENT_ID);
    expect(await sayFarForm()).toBe(leaves);
  });

  async function sayFarForm(): Promise<string> {
    const { popup } = await standAt(stage, 'foreign-form');
    expect(await pressFillTheForm(popup)).toMatchObject({ 'Client Id': 'filled' });
    return pressFillTheSecret(popup);
  }

  it('in a frame, of this site or of another', LONG, async () => {
    expect(await sayOfSecret(['frame', 'foreign-frame'])).toEqual({
      frame: NOT_FOUND,
      'foreign-frame': NOT_FOUND,
    });
  });

  it('in a field that is exchanged as soon as one comes into it', LONG, async () => {
    const builds = ['replaced-on-focus', 'late-twin'];
    const said = await sayOfSecret(builds);
    for (const build of builds) expect(said[build], build).toContain('Client Secret: refused');
  });
});

it('a hidden twin gets nothing, and takes nothing from the field that can be seen', async () => {
  const said = await sayOfSecret(['hidden-twin'], ['hidden-twin']);
  expect(said).toEqual({ 'hidden-twin': 'Client Secret: filled' });
});

it.each([
  ['another organisation', 'fabrikam.eugb.mapsimise.com'],
  ['a look-alike host', 'contoso.eugb.mapsimise.com.evil.test'],
])('on %s the button is not offered, and the reason is said', async (_what, host) => {
  await typeSetUp(stage);
  const { page, popup } = await standAt(stage, 'plain', host);
  await expectText(popup, 'This is not your Mapsimise');
  const screen = await textOf(popup);
  expect(screen).toContain(new URL(MAPSIMISE.url).host);
  expect(screen).not.toMatch(/Fill the (?:form|secret)$/m);
  expect((await gotNow(stage, page)).fields).toMatchObject({ clientId: '', clientSecret: '' });
});

describe('the secret is bound to the document that was filled', () => {
  it.each<[string, string]>([
    ['the page leaves by itself', 'window.leave()'],
    ['the page is loaded anew', 'location.reload()'],
  ])(
    'when %s between the clicks, the secret is not sent, and that is said',
    async (_why, leaving) => {
      await typeSetUp(stage);
      const { page, popup } = await standAt(stage, 'self-navigating');
      await pressFillTheForm(popup);
      await Promise.all([page.waitForNavigation(), page.evaluate(`void ${leaving}`)]);
      await clickButton(popup, 'Fill the secret');
      await expectText(popup, 'This is not the page that was filled');
      expect((await gotNow(stage, page)).fields.clientSecret).toBe('');
      expect(await everythingTold(stage)).not.toContain(TOLD_SECRET);
      expect(await pressFillTheForm(popup)).toMatchObject({ 'Client Id': 'filled' });
      expect(await pressFillTheSecret(popup)).toBe('Client Secret: filled');
    },
  );

  it('a page that comes back from another host gets it only when it is filled anew', async () => {
    await typeSetUp(stage);
    const { page, popup } = await standAt(stage, 'plain');
    await pressFillTheForm(popup);
    await closePopup(popup);
    await page.goto('https://www.example.com/');
    await page.goBack();
    const again = await clickAgain(stage, page);
    expect(await fieldsIn(again, 'Secret')).toEqual([]);
    await clickButton(again, 'Fill the secret');
    await expectText(again, /This is not the page that was filled|Client Secret filled/);
    const { fields } = await gotNow(stage, page);
    // The browser may have kept the very document: then it is the one that was filled, values and all.
    if (fields.clientSecret === SECRET) expect(fields.clientId).toBe(CLIENT_ID);
  });

  it('is locked until the form was filled, with the reason beside it', async () => {
    await typeSetUp(stage);
    const { page, popup } = await standAt(stage, 'plain');
    expect(await isDisabled(popup, 'Fill the secret')).toBe(true);
    await clickButton(popup, 'Fill the secret');
    await expectText(popup, 'Locked until the form was filled. Press Fill the form first.');
    expect((await gotNow(stage, page)).fields.clientSecret).toBe('');
  });
});
