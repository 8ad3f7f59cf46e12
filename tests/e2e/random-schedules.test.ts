import { expect, it } from 'vitest';
import { untilEnabled } from './harness/controls.ts';
import { killBrowser } from './harness/kill.ts';
import { openDesk, readKept } from './schedules/desk.ts';
import { type Lane, live, settle } from './schedules/live.ts';
import { drawSchedules, SCHEDULES, type Schedule, SEED, strikes } from './schedules/plan.ts';
import { clickOn, giveMapsimise, setStage } from './stage.ts';
import { fillCredentials, pressTestConnection } from './way.ts';

const stage = setStage();

/** Typed, tested and offered once: every schedule begins right before Confirm Purchase. */
async function openLane(): Promise<Lane> {
  await giveMapsimise(stage);
  const { popup, page } = await clickOn(stage);
  await fillCredentials(popup);
  await pressTestConnection(popup);
  await untilEnabled(popup, 'Confirm Purchase');
  await popup.close();
  const desk = await openDesk(stage.session.browser);
  return { stage, ready: await readKept(desk), page, desk, windows: [] };
}

it('random schedules of kills, lost answers, second windows and second presses end with one connector, or say why not', {
  timeout: 600_000,
  // What is wrong once in a while is wrong.
  retry: 0,
}, async () => {
  const lane = await openLane();
  const schedules = drawSchedules();
  const wrongs: string[] = [];
  const broken: string[] = [];
  /** A browser that breaks under it is no answer: then the same is lived out once more, in another. */
  const liveSafely = async (schedule: Schedule) => {
    try {
      return await live(lane, schedule);
    } catch (problem) {
      broken.push(`${JSON.stringify(schedule)}: ${problem}`);
      await killBrowser(stage.session);
      await stage.comeBack();
      await settle(lane);
      return live(lane, schedule).catch((again) => [`comes to no end: ${again}`]);
    }
  };
  for (const [at, schedule] of schedules.entries())
    for (const wrong of await liveSafely(schedule))
      wrongs.push(`${wrong} (SEED=${SEED}, schedule ${at}: ${JSON.stringify(schedule)})`);
  expect(wrongs).toEqual([]);
  expect(broken.length, broken.join('\n')).toBeLessThan(SCHEDULES / 8);
  expect(schedules.filter(strikes('the browser is killed')).length).toBeGreaterThan(SCHEDULES / 8);
  expect(schedules.filter(strikes('the worker is killed')).length).toBeGreaterThan(SCHEDULES / 8);
});
