import { describe, expect, it } from 'vitest';
import { inCoverage } from '../../../lib/facts/coverage-database.ts';
import { openStage, runNow, startWith } from './a-coverage.ts';
import * as provisioning from './a-provisioning.ts';
import { confirmPurchase, readyToBuy } from './a-purchase.ts';
import * as rotation from './a-rotation.ts';
import * as switching from './a-switch.ts';
import {
  createUniverse,
  kept,
  type Life,
  type LifeOptions,
  setUp,
  testNow,
  tick,
} from './simulated-world.ts';

/** A deed that leaves something behind, and what stands before it is pressed. */
type Deed = {
  open: () => Promise<(options: LifeOptions) => Life>;
  press: (life: Life) => Promise<void>;
  /** What is kept elsewhere than in storage. */
  leftBeside?: () => Promise<string[]>;
};

async function lived(life: Life, deed: (life: Life) => Promise<void>) {
  await deed(life);
  life.kill();
  await life.over;
}

const runsKept = () => inCoverage((database) => database.getAllKeys('checkpoints'));

const about = { connectorId: rotation.CONNECTOR_ID };
const DEEDS: Record<string, Deed> = {
  'a test': {
    async open() {
      const { wake } = await createUniverse();
      await lived(wake(), setUp);
      return wake;
    },
    press: testNow,
  },
  'a purchase': {
    open: async () => (await createUniverse(await readyToBuy())).wake,
    press: confirmPurchase,
  },
  'an application that is created': {
    async open() {
      const { wakeSignedIn } = await provisioning.createWorld();
      await lived(wakeSignedIn(), async (life) => {
        await provisioning.impersonate(life);
        await provisioning.open(life);
      });
      return wakeSignedIn;
    },
    press: (life) => provisioning.pressCreate(life),
  },
  'a rotation': {
    async open() {
      const { wakeSignedIn } = await rotation.createWorld();
      await lived(wakeSignedIn(), async (life) => {
        await rotation.prepare(life);
        await life.press('rotation.plan', about);
      });
      return wakeSignedIn;
    },
    press: (life) =>
      life.press('rotation.start', { ...about, months: 12, oldKeyIds: [rotation.OLD_KEY] }),
  },
  'a switch': {
    async open() {
      const { wake } = await switching.createWorld();
      await lived(wake(), async (life) => {
        await setUp(life);
        await life.press('connectors.list', {});
        await testNow(life);
      });
      return wake;
    },
    press: switching.pressSwitch,
  },
  'a coverage run': {
    open: async () => (await openStage()).wake,
    async press(life) {
      await startWith(life, { from: 'mapsimise' });
      while ((await runNow())?.state === 'running') await tick();
    },
    leftBeside: runsKept,
  },
};

/** Until nothing moves in this worker any more. */
async function untilQuiet(life: Life) {
  for (let still = 0, steps = -1; still < 12; still++) {
    if (life.steps() !== steps) still = 0;
    steps = life.steps();
    await tick();
  }
}

/** What is left after Forget everything was pressed at this step of the deed; undefined past its end. */
async function leftAfter({ open, press, leftBeside }: Deed, at: number) {
  const wake = await open();
  let forgetting: Promise<void> | undefined;
  const forget = () => {
    forgetting = life.press('everything.forget', {});
  };
  const life = wake({ onStep: (step) => void (step === at && queueMicrotask(forget)) });
  await press(life);
  const isOver = forgetting === undefined;
  await forgetting;
  await untilQuiet(life);
  const beside = (await leftBeside?.()) ?? [];
  life.kill();
  await life.over;
  const { local, session } = await kept();
  return isOver ? undefined : [...Object.keys(local), ...Object.keys(session), ...beside];
}

describe('Forget everything', () => {
  it.each(Object.entries(DEEDS))(
    'leaves nothing of %s, at whatever moment it is pressed',
    {
      timeout: 60_000,
    },
    async (_what, deed) => {
      const left: string[] = [];
      for (let at = 1; ; at++) {
        const names = await leftAfter(deed, at);
        if (!names) break;
        if (names.length > 0) left.push(`${at}: ${names.join(' ')}`);
      }
      expect(left).toEqual([]);
    },
  );

  it('takes the addresses of a list with it whose worker died before its run was noted', async () => {
    let unnoted = 0;
    for (let diesAt = 1; diesAt < 200; diesAt++) {
      const { wake } = await openStage(undefined, { isCounted: false });
      const first = wake({ diesAt });
      await startWith(first, { from: 'list', text: 'ann@contoso.com' });
      if (!first.isOver()) break;
      await first.over;
      const next = wake();
      await next.press('work.look', {});
      if ((await runsKept()).length > 0 && !(await runNow())) unnoted++;
      await next.press('everything.forget', {});
      expect(await runsKept(), `died at step ${diesAt}`).toEqual([]);
      next.kill();
      await next.over;
    }
    expect(unnoted).toBeGreaterThan(0);
  });
});
