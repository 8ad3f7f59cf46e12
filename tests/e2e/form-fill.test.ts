import { describe, expect, it } from 'vitest';
import { CLIENT_ID, ORGANISATIONS, SECRET } from '../emulators/people.ts';
import {
  fieldsIn,
  gotNow,
  pressFillTheForm,
  pressFillTheSecret,
  standAt,
  typeSetUp,
} from './form-way.ts';
import { isDisabled } from './harness/controls.ts';
import { expectText } from './harness/text.ts';
import { until } from './harness/until.ts';
import { setStage } from './stage.ts';

const stage = setStage();

const ALL = {
  'Organisation URL': 'filled',
  'Client Id': 'filled',
  'Impersonate Users': 'filled',
};
const NONE = {
  'Organisation URL': 'not found',
  'Client Id': 'not found',
  'Impersonate Users': 'not found',
};
const HELD = {
  organisationUrl: ORGANISATIONS.contoso.url,
  clientId: CLIENT_ID,
  impersonateUsers: 'true',
};

describe('the form is filled by its visible labels, however it is built', () => {
  it.each(['plain', 'framework', 'shadow-root', 'german', 'french', 'rows', 'aria', 'clobbering'])(
    '%s: everything but the secret by the first click, the secret by the second, and no button is pressed',
    async (build) => {
      await typeSetUp(stage);
      const { page, popup } = await standAt(stage, build);
      expect(await isDisabled(popup, 'Fill the secret')).toBe(true);
      expect(await pressFillTheForm(popup)).toEqual(ALL);
      const first = await gotNow(stage, page);
      expect(first.fields).toMatchObject({ ...HELD, clientSecret: '' });
      expect(await pressFillTheSecret(popup)).toBe('Client Secret: filled');
      const second = await gotNow(stage, page);
      expect(second.fields).toMatchObject({ ...HELD, clientSecret: SECRET });
      expect(second.pressed).toEqual([]);
      await expectText(popup, 'press Confirm Purchase on that page yourself');
    },
  );

  it('what a framework draws from its own state has reached that state', async () => {
    await typeSetUp(stage);
    const { page, popup } = await standAt(stage, 'framework');
    await pressFillTheForm(popup);
    await pressFillTheSecret(popup);
    expect(await page.evaluate('window.state')).toEqual({
      organisationUrl: ORGANISATIONS.contoso.url,
      clientId: CLIENT_ID,
      clientSecret: SECRET,
      impersonateUsers: true,
    });
  });

  it('a form that is drawn late is awaited', async () => {
    await typeSetUp(stage);
    const { page, popup } = await standAt(stage, 'late');
    const filling = pressFillTheForm(popup);
    await expectText(popup, 'Filling…');
    await page.evaluate('window.renderForm()');
    expect(await filling).toEqual(ALL);
    expect((await gotNow(stage, page)).fields).toMatchObject(HELD);
  });

  it.each(['closed-shadow-root', 'spanish'])(
    '%s: nothing is found, nothing is guessed, and the way is said',
    async (build) => {
      await typeSetUp(stage);
      const { page, popup } = await standAt(stage, build);
      expect(await pressFillTheForm(popup)).toEqual(NONE);
      expect(await pressFillTheSecret(popup)).toContain('Client Secret: not found');
      await expectText(popup, 'Connectors → Add a Connector → Microsoft Dynamics CRM');
      const { fields } = await gotNow(stage, page);
      expect(new Set(Object.values(fields))).toEqual(new Set(['', 'false']));
    },
  );

  it('a switch that would send the form is not pressed', async () => {
    await typeSetUp(stage);
    const { page, popup } = await standAt(stage, 'buying-switch');
    expect(await pressFillTheForm(popup)).toEqual({ ...ALL, 'Impersonate Users': 'refused' });
    const [, , refused] = await fieldsIn(popup, 'Fields');
    expect(refused?.reason).toContain('would press a button of the page');
    expect((await gotNow(stage, page)).pressed).toEqual([]);
  });
});

it('is filled anew when it is pressed again, and what was filled is still known when the popup comes back', async () => {
  await typeSetUp(stage);
  const { page, popup } = await standAt(stage, 'plain');
  await pressFillTheForm(popup);
  await page.evaluate("document.querySelector('#clientId').value = 'mistyped'");
  expect(await pressFillTheForm(popup)).toEqual(ALL);
  await until('the Client Id', async () =>
    (await gotNow(stage, page)).fields.clientId === CLIENT_ID ? true : undefined,
  );
});
