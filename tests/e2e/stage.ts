import type { Page } from 'puppeteer-core';
import { afterAll, afterEach, beforeAll, beforeEach, expect } from 'vitest';
import { type Emulators, startEmulators, type WorldName } from '../emulators/control.ts';
import { type API_KEYS, MAPSIMISE, PAGES } from '../emulators/people.ts';
import { shareBrowser } from './harness/afresh.ts';
import { EXTENSION_DIR } from './harness/build.ts';
import { untilEnabled } from './harness/controls.ts';
import { keepEvidence } from './harness/evidence.ts';
import { relaunch, type Session } from './harness/launch.ts';
import { openTab } from './harness/tabs.ts';
import { clickToolbar, untilReady } from './harness/toolbar.ts';
import { fillCredentials, fillOptions, pressTestConnection } from './way.ts';

/** One emulated outside for the file, and for each test a browser with the shipped extension, in which nothing is stored. */
export type Stage = {
  emulators: Emulators;
  session: Session;
  /** Another world for this test. */
  enter(world: WorldName): Promise<void>;
  /** The same profile in a new browser, after the old one ended. */
  comeBack(): Promise<void>;
};

type Ask = {
  display?: () => string;
  language?: string;
  /** The test looks at the files of the profile: no other may have written there. */
  ownProfile?: true;
};

export function setStage(ask: Ask = {}): Stage {
  const stage = {} as Stage;
  const shared = shareBrowser();
  beforeAll(async () => {
    stage.emulators = await startEmulators();
  });
  afterAll(async () => {
    await shared.close();
    expectNoSecretLogged(stage.session);
    await stage.emulators.stop();
  });
  beforeEach(async () => {
    await stage.emulators.setWorld('happy');
    await stage.emulators.setRtt(0);
    const { port: emulatorPort, spki } = stage.emulators;
    const display = ask.display?.();
    stage.session = await shared.openAfresh({
      extensionDir: EXTENSION_DIR,
      emulatorPort,
      spki,
      ...(ask.language && { language: ask.language }),
      ...(display && { display, headless: false }),
    });
    stage.enter = (world) => stage.emulators.setWorld(world);
    stage.comeBack = async () => {
      stage.session = await relaunch(stage.session);
    };
  });
  afterEach(async ({ task }) => {
    await shared.giveBack(stage.session, !ask.ownProfile && task.result?.state !== 'fail');
    expectNoSecretLogged(stage.session);
  });
  keepEvidence(() => stage.session);
  return stage;
}

/** Every secret of these tests begins so: none may stand on any console, whatever the test was about. */
function expectNoSecretLogged({ logs }: Session): void {
  expect(logs.print()).not.toContain('CANARY');
}

export type ApiKeyName = keyof typeof API_KEYS;

/** Options, as the administrator fills them in once. */
export async function giveMapsimise({ session }: Stage, key?: ApiKeyName): Promise<void> {
  await (await fillOptions(session.browser, key)).close();
}

/** The administrator stands on a CRM page and clicks the toolbar button. */
export async function clickOn({ session }: Stage, url: string = PAGES.contoso) {
  const page = await openTab(session.browser, url);
  const popup = await clickToolbar(session.browser, page);
  await untilReady(popup);
  return { page, popup };
}

export async function clickAgain({ session }: Stage, page: Page): Promise<Page> {
  const popup = await clickToolbar(session.browser, page);
  await untilReady(popup);
  return popup;
}

/** Options are filled in, the values typed and passed: the next press is Confirm Purchase. */
export async function readyToBuy(stage: Stage): Promise<{ popup: Page; page: Page }> {
  await giveMapsimise(stage);
  const { popup, page } = await clickOn(stage);
  await fillCredentials(popup);
  await pressTestConnection(popup);
  await untilEnabled(popup, 'Confirm Purchase');
  return { popup, page };
}

export const TOKEN_REQUESTS = { host: 'login.microsoftonline.com', method: 'POST' };
/** The create, and not the quote below it. */
export const CREATE = { host: MAPSIMISE.apiHost, method: 'POST', path: '/api/v1/connectors' };
export const LIST = { host: MAPSIMISE.apiHost, method: 'GET', pathPrefix: '/api/v1/connectors?' };
export const READ_BACK = {
  host: MAPSIMISE.apiHost,
  method: 'GET',
  pathPrefix: '/api/v1/connectors/',
};

export const createsSent = ({ emulators }: Stage) => emulators.requests(CREATE);
