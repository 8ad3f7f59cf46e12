import { expect, it } from 'vitest';
import { SECRET_ID, TENANTS } from '../emulators/people.ts';
import { byRole, clickButton, fill, valueIn } from './harness/controls.ts';
import { untilStep } from './harness/steps.ts';
import { expectText } from './harness/text.ts';
import { closePopup } from './harness/toolbar.ts';
import { clickAgain, clickOn, setStage, TOKEN_REQUESTS } from './stage.ts';
import { fillCredentials, pressTestConnection } from './way.ts';

const stage = setStage();

it('an organisation that names no tenant asks for it; the one that is entered is kept, and the test goes on', async () => {
  await stage.enter('no-challenge');
  const { popup, page } = await clickOn(stage);
  await fillCredentials(popup);
  const steps = await pressTestConnection(popup);
  expect(steps.find(({ outcome }) => outcome === 'failed')).toMatchObject({
    name: 'Find the tenant',
    text: expect.stringContaining('org/no-challenge'),
  });
  await clickButton(popup, 'Enter the tenant');
  const tenant = await byRole(popup, 'textbox', 'Tenant');
  expect(await tenant.evaluate((box) => box === document.activeElement)).toBe(true);
  await fill(popup, 'Tenant', 'contoso.com');
  await tenant.press('Enter');
  await untilStep(popup, 'Find the tenant', 'passed with a remark');
  await expectText(popup, `Tenant ${TENANTS.contoso}`);
  await untilStep(popup, 'Table privileges', 'passed');

  // It stays with what was typed. Where the organisation names another one, no secret is sent.
  await closePopup(popup);
  await stage.enter('happy');
  const again = await clickAgain(stage, page);
  expect(await valueIn(again, 'Tenant')).toBe('contoso.com');
  await fill(again, 'Tenant', SECRET_ID);
  const before = await stage.emulators.requests(TOKEN_REQUESTS);
  await clickButton(again, 'Test Connection');
  await expectText(again, 'org/other-tenant');
  expect(await stage.emulators.requests(TOKEN_REQUESTS)).toHaveLength(before.length);
});
