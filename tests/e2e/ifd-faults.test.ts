import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { type Display, ensureDisplay } from '../browser/display.ts';
import { STS } from '../emulators/on-premises/people.ts';
import type { WorldName } from '../emulators/worlds.ts';
import { clickButton } from './harness/controls.ts';
import { stepsOf, untilStep, untilTestEnded } from './harness/steps.ts';
import { expectText, textOf } from './harness/text.ts';
import { untilTrue } from './harness/until.ts';
import { allowSts, testFirst } from './ifd-way.ts';
import { setStage } from './stage.ts';

let display: Display;
beforeAll(async () => {
  display = await ensureDisplay();
});
afterAll(() => display.stop());
const stage = setStage({ display: () => display.name });

/** The step that fails in this world, and the code that it names. */
const FAULTS: [WorldName, string, string][] = [
  ['ifd-expired-password', 'Sign in', 'ifd/password-expired'],
  ['ifd-not-on-proxy', 'Sign in', 'ifd/endpoint-off'],
  ['ifd-sts-redirects', 'Sign in', 'ifd/sign-in-page'],
  ['ifd-windows-only', 'Find AD FS', 'ifd/windows-only'],
  ['ifd-mex-doctype', 'Find AD FS', 'ifd/bad-xml'],
  ['ifd-wsdl-other-host', 'Find AD FS', 'ifd/no-policy'],
  ['ifd-org-disabled', 'Who am I', 'ifd/org-disabled'],
  ['ifd-crm-maintenance', 'Reach the organisation', 'ifd/unavailable'],
];

describe('what can be wrong with a company’s own servers', () => {
  it('is named at its step in the browser, and the next test passes when it is mended', async () => {
    const { popup } = await testFirst(stage);
    const tab = await allowSts(stage, popup, display.name);
    await untilStep(tab, 'Table privileges', 'passed');
    for (const [world, step, code] of FAULTS) {
      await stage.enter(world);
      await clickButton(tab, 'Test Connection');
      await expectText(tab, code);
      expect(await untilStep(tab, step, 'failed')).toMatchObject({ name: step });
      await stage.enter('ifd');
      await clickButton(tab, 'Test Connection');
      await untilStep(tab, 'Table privileges', 'passed');
    }
  });

  it('clocks that are apart are worked around, and that is said', async () => {
    const { popup } = await testFirst(stage);
    await stage.enter('ifd-clock-skew');
    const tab = await allowSts(stage, popup, display.name);
    const { text } = await untilStep(tab, 'Sign in', 'passed with a remark');
    expect(text).toContain(`10 minutes behind that of ${STS.host}`);
    await untilStep(tab, 'Table privileges', 'passed');
  });

  it('errors in a row are never told as a server that cannot be reached', async () => {
    const { popup } = await testFirst(stage);
    await stage.enter('ifd-internal-fault');
    const tab = await allowSts(stage, popup, display.name);
    const WHO_AM_I = { host: 'crm.contoso.local', method: 'POST' };
    for (let turn = 1; turn <= 8; turn++) {
      const before = (await stage.emulators.requests({ host: 'crm.contoso.local' })).length;
      await clickButton(tab, 'Test Connection');
      await untilTrue(
        'another test',
        async () =>
          (await stage.emulators.requests({ host: 'crm.contoso.local' })).length > before ||
          (await textOf(tab)).includes('ifd/browser-throttled'),
      );
      await untilTestEnded(tab);
      expect(await textOf(tab)).toMatch(/ifd\/(?:server-fault|browser-throttled)/);
      expect(await textOf(tab)).not.toContain('ifd/unreachable');
    }
    expect((await stage.emulators.requests(WHO_AM_I)).length).toBeGreaterThan(2);
    expect((await stepsOf(tab)).length).toBe(7);
  });
});
