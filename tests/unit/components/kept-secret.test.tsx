// @vitest-environment happy-dom
import { cleanup, fireEvent, render, screen, waitFor } from '@testing-library/preact';
import { afterEach, describe, expect, it, vi } from 'vitest';
import { ApiKey } from '../../../components/ApiKey.tsx';
import { Credentials } from '../../../components/Credentials.tsx';
import { followFacts } from '../../../lib/ui/follow-facts.ts';
import { ORG } from '../flows/simulated-server.ts';
import {
  API_KEY,
  createUniverse,
  FIELDS,
  factNow,
  kept,
  type Life,
  SECRET,
  testNow,
  WORKSPACE,
} from '../flows/simulated-world.ts';

/** The real background behind the real field: what is typed goes up as a message, what is kept comes down as a fact. */
let life: Life;
vi.mock('../../../lib/messages/ask.ts', () => ({
  ask: (type: never, question: never) => life.press(type, question),
}));

const IFD = { ...FIELDS, scheme: 'ifd', username: 'CONTOSO\\svc' } as const;
const box = { current: null };
const boxes = { organisationUrl: box, clientId: box, username: box, secret: box };
const enter = vi.fn();

/** Every field that holds a secret: where it is kept, and what keeps one in it. */
const PLACES = {
  'Client Secret': {
    secret: SECRET,
    kept: `secret:draft:${WORKSPACE}`,
    keep: () =>
      life.press('draft.keep', { workspace: WORKSPACE, fields: FIELDS, newSecret: SECRET }),
    screen: <Credentials boxes={boxes} isPressed={false} onEnter={enter} />,
    removal: 'Remove Client Secret',
  },
  Password: {
    secret: 'CANARY-S-password',
    kept: `secret:draft:${WORKSPACE}`,
    keep: () =>
      life.press('draft.keep', {
        workspace: WORKSPACE,
        fields: IFD,
        newSecret: 'CANARY-S-password',
      }),
    screen: <Credentials boxes={boxes} isPressed={false} onEnter={enter} />,
    removal: 'Remove Password',
  },
  'API key': {
    secret: API_KEY,
    kept: 'secret:api-key',
    keep: () => life.press('api-key.keep', { newKey: API_KEY }),
    screen: <ApiKey say={() => {}} />,
    removal: 'Forget the API key',
  },
} as const;
const LABELS = Object.keys(PLACES) as (keyof typeof PLACES)[];

const secretNow = (label: keyof typeof PLACES) => factNow<string>('session', PLACES[label].kept);
const asidesNow = async () =>
  Object.keys((await kept()).session).filter((name) => name.startsWith('secret:aside:'));
const draftNow = () => factNow<{ handle: string }>('local', `draft:${WORKSPACE}`);
const field = (label: string) => screen.getByLabelText<HTMLInputElement>(label);
const typeInto = (label: string, ...texts: string[]) => {
  for (const value of texts) fireEvent.input(field(label), { target: { value } });
};

/** A secret is kept, and the person stands before its field. */
async function open(label: keyof typeof PLACES): Promise<void> {
  life = (await createUniverse()).wake();
  await PLACES[label].keep();
  await followFacts('tab', { at: 'organisation', org: ORG, scheme: 'dataverse' } as never);
  render(PLACES[label].screen);
}

afterEach(() => {
  cleanup();
  vi.unstubAllGlobals();
});

describe.each(LABELS)('a kept %s', (label) => {
  const { secret, removal } = PLACES[label];

  it('is still kept after one character was typed and deleted', async () => {
    await open(label);
    typeInto(label, 'x');
    await waitFor(async () => expect(await secretNow(label)).toBe('x'));
    typeInto(label, '');
    await waitFor(async () => expect(await secretNow(label)).toBe(secret));
    expect(field(label).placeholder).toBe('Kept for this session, not shown');
    expect(await asidesNow()).toEqual([]);
  });

  it('is still kept after many quick keys, and after the same again', async () => {
    await open(label);
    typeInto(label, 'a', 'ab', 'abc', 'ab', '', 'd', '', 'e', 'ef');
    await waitFor(async () => expect(await secretNow(label)).toBe('ef'));
    typeInto(label, '');
    await waitFor(async () => expect(await secretNow(label)).toBe(secret));
  });

  it('is replaced by another, of which nothing stands aside once the field was left', async () => {
    await open(label);
    typeInto(label, 'a', 'another');
    fireEvent.blur(field(label));
    await waitFor(async () => expect(await secretNow(label)).toBe('another'));
    await waitFor(async () => expect(await asidesNow()).toEqual([]));
    expect(field(label).value).toBe('');
    typeInto(label, 'x', '');
    await waitFor(async () => expect(await secretNow(label)).toBe('another'));
  });

  it('is removed by a button that says so', async () => {
    await open(label);
    fireEvent.click(screen.getByRole('button', { name: removal }));
    await waitFor(async () => expect(await secretNow(label)).toBeUndefined());
    await waitFor(() => expect(screen.queryByRole('button', { name: removal })).toBeNull());
    expect(field(label).placeholder).toBe('');
  });

  it('that was never there is not kept after its first try was emptied', async () => {
    await open(label);
    fireEvent.click(screen.getByRole('button', { name: removal }));
    await waitFor(() => expect(screen.queryByRole('button', { name: removal })).toBeNull());
    typeInto(label, 'x', 'xy', 'x');
    await waitFor(async () => expect(await secretNow(label)).toBe('x'));
    typeInto(label, '');
    await waitFor(async () => expect(await secretNow(label)).toBeUndefined());
  });
});

describe('typed over and emptied again', () => {
  it('the values have their pass again', async () => {
    await open('Client Secret');
    await testNow(life);
    const passed = (await draftNow())?.handle;
    typeInto('Client Secret', 'x');
    await waitFor(async () => expect((await draftNow())?.handle).not.toBe(passed));
    typeInto('Client Secret', '');
    await waitFor(async () => expect((await draftNow())?.handle).toBe(passed));
    const report = await factNow<{ handle: string; state: string }>(
      'session',
      `report:${WORKSPACE}`,
    );
    expect(report).toMatchObject({ handle: passed, state: 'passed' });
  });

  it('a field in which Enter was pressed gives back what was tested, not what stood before', async () => {
    await open('Client Secret');
    typeInto('Client Secret', 'tested');
    fireEvent.keyDown(field('Client Secret'), { key: 'Enter' });
    expect(enter).toHaveBeenCalledOnce();
    await waitFor(async () => expect(await secretNow('Client Secret')).toBe('tested'));
    await waitFor(async () => expect(await asidesNow()).toEqual([]));
    typeInto('Client Secret', 'tested!', '');
    await waitFor(async () => expect(await secretNow('Client Secret')).toBe('tested'));
  });

  it('a secret that stands aside goes with the idle hour, and with Disconnect', async () => {
    for (const end of ['idle', 'disconnect'] as const) {
      const universe = await createUniverse();
      life = universe.wake();
      await PLACES['Client Secret'].keep();
      const over = { workspace: WORKSPACE, fields: FIELDS, newSecret: 'x', over: 'stay-1' };
      await life.press('draft.keep', over);
      expect(await asidesNow()).toHaveLength(1);
      universe.clock.nowMs += 60 * 60_000;
      if (end === 'idle') await life.flows.onAlarm('secrets-idle');
      else await life.press('draft.forget', { workspace: WORKSPACE });
      expect(await asidesNow()).toEqual([]);
    }
  });

  it('never stands beside the handle of another, wherever the worker dies', async () => {
    for (let diesAt = 1; diesAt < 200; diesAt++) {
      const universe = await createUniverse();
      life = universe.wake();
      await PLACES['Client Secret'].keep();
      const before = (await draftNow())?.handle;
      const over = { workspace: WORKSPACE, fields: FIELDS, over: 'stay-1' };
      await life.press('draft.keep', { ...over, newSecret: 'x' });
      const dying = universe.wake({ diesAt });
      await Promise.race([dying.press('draft.keep', { ...over, newSecret: '' }), dying.over]);
      const wasKilled = dying.isOver();
      if (wasKilled) await dying.over;
      const [draft, secret] = [await draftNow(), await secretNow('Client Secret')];
      if (secret) expect(secret === SECRET, `step ${diesAt}`).toBe(draft?.handle === before);
      if (!wasKilled) {
        expect(secret).toBe(SECRET);
        return;
      }
    }
    throw new Error('it never came to its end');
  });
});
