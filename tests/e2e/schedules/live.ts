import type { Page } from 'puppeteer-core';
import type { Held } from '../../emulators/control.ts';
import { API_KEYS, ORGANISATIONS, PAGES, SECRET } from '../../emulators/people.ts';
import { killBrowser } from '../harness/kill.ts';
import { openOwnTab, openTab } from '../harness/tabs.ts';
import { clickToolbar, closePopup, untilReady } from '../harness/toolbar.ts';
import { killServiceWorker } from '../harness/worker.ts';
import { createsSent, LIST, type Stage } from '../stage.ts';
import { giveKey, type Kept, makeReady, openDesk, readKept } from './desk.ts';
import {
  nextIn,
  press,
  pressOnce,
  READY,
  type Seen,
  untilAtRest,
  untilOffered,
  untruthOf,
} from './person.ts';
import { type Blow, maySendTwice, POINTS, type Schedule } from './plan.ts';

/** One browser, in which one schedule after the other is lived out. */
export type Lane = {
  stage: Stage;
  ready: Kept;
  /** A page of the organisation, on which the toolbar is clicked. */
  page: Page;
  desk: Page;
  windows: Page[];
};
const SET_UP = `setup.html?page=${encodeURIComponent(ORGANISATIONS.contoso.url)}`;
const MOST_TURNS = 10;
const CONFIRM = 'Confirm Purchase';

/** The browser is new, or came back: its pages are opened again, and the key is typed that only a session keeps. */
export async function settle(lane: Lane): Promise<void> {
  const { browser } = lane.stage.session;
  lane.windows = [];
  lane.page = await openTab(browser, PAGES.contoso);
  lane.desk = await openDesk(browser);
  await giveKey(lane.desk, API_KEYS.administrator);
}

/** Lives one schedule out, to the end that a person who wants one connector comes to. Gives everything that was not true. */
export async function live(lane: Lane, schedule: Schedule): Promise<string[]> {
  const { stage } = lane;
  await stage.enter(schedule.world);
  await makeReady(lane.desk, lane.ready, { isAnew: true });
  const second = schedule.press === 'in two windows' && (await openWindow(lane, 'tab'));
  const first = await openWindow(lane, schedule.window);
  for (const window of lane.windows) await untilOffered(window, CONFIRM);
  const held = await stage.emulators.hold(POINTS[schedule.point]);
  if (second) await press(second, CONFIRM);
  await press(first, CONFIRM, schedule.press === 'twenty times' ? 20 : 1);
  await held.arrived();
  await strike(lane, held, schedule.blow, schedule.goesOn);
  const { wrongs, seen } = await goOn(lane, schedule);
  await closeWindows(lane);
  return [...wrongs, ...(await wrongsAtTheEnd(lane, schedule, seen))];
}

/** Comes back, and presses what is offered until there is nothing left to do. */
async function goOn(lane: Lane, { check, comesBackIn }: Schedule) {
  const wrongs: string[] = [];
  let blow = check;
  let seen: Seen | undefined;
  for (let turn = 0; turn < MOST_TURNS; turn++) {
    const window = lane.windows.at(-1) ?? (await openWindow(lane, comesBackIn));
    seen = await untilAtRest(window);
    const untruth = untruthOf(seen, (await lane.stage.emulators.connectors()).length);
    if (untruth) wrongs.push(untruth);
    const next = nextIn(seen);
    if (next === 'nothing' || next === undefined) break;
    if (next === 'type and test again') {
      await makeReady(lane.desk, lane.ready);
      await untilOffered(window, CONFIRM);
    } else if (next === 'Check again' && blow !== 'nothing') {
      const held = await lane.stage.emulators.hold({ ...LIST, when: 'before' });
      await press(window, next);
      await held.arrived();
      await strike(lane, held, blow, false);
      blow = 'nothing';
    } else await pressOnce(window, next, seen);
  }
  return { wrongs, seen };
}

async function strike(lane: Lane, held: Held, blow: Blow, goesOn: boolean): Promise<void> {
  const how = goesOn ? 'continue' : 'reset';
  switch (blow) {
    case 'the worker is killed':
      await closeWindows(lane);
      await killServiceWorker(lane.stage.session.browser);
      return held.release(how);
    case 'the browser is killed':
      await killBrowser(lane.stage.session);
      await held.release(how);
      await lane.stage.comeBack();
      return settle(lane);
    case 'the answer is lost':
      return held.release('reset');
    case 'it answers 500':
      return held.release('error500');
    case 'it answers with a page':
      return held.release('html');
    case 'the window is closed':
      await closeWindows(lane);
      return held.release('continue');
    case 'it is pressed again in a second window, and the answer comes late':
      await press(await openWindow(lane, 'tab'), CONFIRM, 3);
      return held.release('continue');
  }
}

async function openWindow(lane: Lane, kind: 'popup' | 'tab'): Promise<Page> {
  const { browser } = lane.stage.session;
  const window =
    kind === 'tab' ? await openOwnTab(browser, SET_UP) : await clickToolbar(browser, lane.page);
  if (kind === 'popup') await untilReady(window);
  lane.windows.push(window);
  return window;
}

async function closeWindows(lane: Lane): Promise<void> {
  for (const window of lane.windows.splice(0))
    if (window.url().includes('popup.html')) await closePopup(window);
    else if (!window.isClosed()) await window.close();
}

/** One connector and we know it, or two that the browser itself sent and we say so; the journal at its end; no secret. */
async function wrongsAtTheEnd(
  { stage, desk }: Lane,
  schedule: Schedule,
  seen: Seen | undefined,
): Promise<string[]> {
  const [count, sent, { local, session }] = [
    (await stage.emulators.connectors()).length,
    await createsSent(stage),
    await readKept(desk),
  ];
  const [entry] = (local['journal:v1'] ?? []) as { state: string }[];
  const wrongs: string[] = [];
  if (seen?.headline === READY) {
    if (entry?.state !== 'verified') wrongs.push(`the journal says ${entry?.state}`);
    if (JSON.stringify({ local, session }).includes(JSON.stringify(SECRET).slice(1, -1)))
      wrongs.push('a secret is left');
    return wrongs;
  }
  const keys = new Set(sent.map(({ headers }) => headers['idempotency-key']));
  const isTwiceByBrowser =
    maySendTwice(schedule) && keys.size === 1 && count === 2 && entry?.state === 'conflict';
  if (!isTwiceByBrowser)
    wrongs.push(
      `${count} connectors in the end, ${sent.length} sent with ${keys.size} keys, and the screen says “${seen?.headline}”`,
    );
  return wrongs;
}
