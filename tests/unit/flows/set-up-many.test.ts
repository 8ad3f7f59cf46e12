import { describe, expect, it } from 'vitest';
import type { Workspace } from '../../../lib/domain/connection.ts';
import type { Many } from '../../../lib/domain/many.ts';
import { answerOf, CLIENT, ORG, TENANT } from './simulated-server.ts';
import {
  createUniverse,
  FIELDS,
  factNow,
  journalNow,
  kept,
  SECRET,
  setUp,
} from './simulated-world.ts';

const SECOND = 'https://beta.crm4.dynamics.com';
const THIRD = 'https://gamma.crm4.dynamics.com';
const ask = {
  environments: [ORG, SECOND, THIRD].map((org) => ({
    org,
    name: new URL(org).host.split('.')[0] ?? '',
  })),
  clientId: CLIENT,
  impersonateUsers: false,
};
const linesNow = async () =>
  (await factNow<Many>('session', 'several-environments'))?.lines.map(
    ({ name, state, failure }) => [name, state, failure?.code],
  );

/** Three organisations behind one tenant; the simulated challenge names whichever is asked. */
async function start() {
  const universe = await createUniverse();
  const life = universe.wake();
  await setUp(life);
  const { server } = universe;
  const others = server.answer;
  server.answer = async (given) => {
    const reply = await others(given);
    const { origin } = new URL(given.url);
    const isChallenge = reply.kind === 'answer' && reply.headers.wwwAuthenticate;
    if (!isChallenge) return reply;
    const wwwAuthenticate = reply.headers.wwwAuthenticate?.replace(ORG, origin) ?? '';
    return { ...reply, headers: { ...reply.headers, wwwAuthenticate } };
  };
  return { universe, life };
}

describe('several environments', () => {
  it('are tested with one secret, then bought, one connector each', async () => {
    const { universe, life } = await start();
    await life.press('many.test', { ...ask, newSecret: SECRET });
    expect((await linesNow())?.map(([, state]) => state)).toEqual(['passed', 'passed', 'passed']);
    await life.press('many.buy', {});
    expect((await linesNow())?.map(([, state]) => state)).toEqual(['bought', 'bought', 'bought']);
    expect(universe.server.connectors.map(({ OrganisationUrl }) => OrganisationUrl)).toEqual([
      ORG,
      SECOND,
      THIRD,
    ]);
    expect(JSON.stringify(await kept())).not.toContain('CANARY-S');
  });

  it('one that fails leaves the rest done, says what to repeat, and alone is repeated', async () => {
    const { universe, life } = await start();
    let isDown = true;
    const others = universe.server.answer;
    universe.server.answer = async (given) =>
      given.url.startsWith(SECOND) && isDown
        ? { kind: 'unreachable', host: new URL(SECOND).host }
        : others(given);
    await life.press('many.test', { ...ask, newSecret: SECRET });
    await life.press('many.buy', {});
    expect(await linesNow()).toEqual([
      ['acme', 'bought', undefined],
      ['beta', 'failed', 'net/unreachable'],
      ['gamma', 'bought', undefined],
    ]);
    isDown = false;
    await life.press('many.test', ask);
    await life.press('many.buy', {});
    expect((await linesNow())?.map(([, state]) => state)).toEqual(['bought', 'bought', 'bought']);
    expect(universe.server.countOf('create')).toBe(3);
  });

  it('the tenant that was entered for one of them stays, and is used', async () => {
    const { universe, life } = await start();
    const fields = { ...FIELDS, tenant: TENANT };
    await life.press('draft.keep', { workspace: ORG as Workspace, fields });
    universe.server.next('challenge', (asked) => answerOf(asked, 401, ''));
    await life.press('many.test', { ...ask, newSecret: SECRET });
    expect((await linesNow())?.map(([, state]) => state)).toEqual(['passed', 'passed', 'passed']);
    expect(await factNow('local', `draft:${ORG}`)).toMatchObject({ tenant: TENANT });
  });

  it('put away are quiet: what the list told stands nowhere else; what is open stays', async () => {
    const { universe, life } = await start();
    await life.press('many.test', { ...ask, newSecret: SECRET });
    universe.server.next('create', (given) =>
      answerOf(given, 400, { Status: 0, ResponseText: 'Not today.' }),
    );
    universe.server.createFaults = ['ok', 'sent twice by the browser'];
    await life.press('many.buy', {});
    expect((await linesNow())?.map(([, state]) => state)).toEqual(['failed', 'bought', 'open']);
    await life.press('many.dismiss', {});
    expect(await linesNow()).toBeUndefined();
    expect(await journalNow()).toMatchObject([{ state: 'conflict', org: THIRD }]);
    expect(universe.badge.text).toBe('!');
    await life.press('registration.dismiss', { key: (await journalNow())[0]?.key ?? '' });
    expect(universe.badge.text).toBe('');
  });

  it('put away while a secret is left keep the notice of that', async () => {
    const { universe } = await start();
    let isRefused = false;
    const failsToRemove = (_area: string, key: string) =>
      isRefused && key === `secret:draft:${SECOND}`;
    const life = universe.wake({ failsToRemove });
    await life.press('many.test', { ...ask, newSecret: SECRET });
    isRefused = true;
    await life.press('many.buy', {});
    await life.press('many.dismiss', {});
    expect(await journalNow()).toMatchObject([
      { state: 'verified', failure: { code: 'storage/not-wiped' } },
    ]);
    expect(universe.badge.text).toBe('!');
  });

  it('what already has a connector is not bought again', async () => {
    const { universe, life } = await start();
    universe.server.connectors.push({ Id: 'old', Name: 'Beta', OrganisationUrl: SECOND });
    await life.press('many.test', { ...ask, newSecret: SECRET });
    await life.press('many.buy', {});
    expect(await linesNow()).toContainEqual(['beta', 'failed', 'mapsimise/already-registered']);
    expect(universe.server.connectors).toHaveLength(3);
  });

  it('Forget everything in the midst ends it: nothing more is tested, and no secret comes back', async () => {
    const { universe, life } = await start();
    const others = universe.server.answer;
    const asked: string[] = [];
    let forgotten: Promise<void> | undefined;
    universe.server.answer = async (given) => {
      asked.push(new URL(given.url).origin);
      if (given.url.startsWith(SECOND)) forgotten ??= life.press('everything.forget', {});
      return others(given);
    };
    await life.press('many.test', { ...ask, newSecret: SECRET });
    await forgotten;
    expect(asked).toContain(SECOND);
    expect(asked).not.toContain(THIRD);
    expect(await linesNow()).toBeUndefined();
    expect(JSON.stringify(await kept())).not.toContain('CANARY-S');
  });

  it('wherever the worker dies, each ends with one connector when it is repeated', {
    timeout: 120_000,
  }, async () => {
    for (let diesAt = 1; diesAt < 500; diesAt += 3) {
      const { universe, life: first } = await start();
      await first.press('many.test', { ...ask, newSecret: SECRET });
      first.kill();
      await first.over;
      const doomed = universe.wake({ diesAt });
      await Promise.race([doomed.press('many.buy', {}), doomed.over]);
      const hasDied = doomed.isOver();
      doomed.kill();
      await doomed.over;
      const next = universe.wake();
      for (let press = 0; press < 3; press++) await next.press('many.buy', {});
      const states = (await linesNow())?.map(([, state]) => state);
      expect(states, `died at step ${diesAt}`).toEqual(['bought', 'bought', 'bought']);
      expect(universe.server.connectors, `died at step ${diesAt}`).toHaveLength(3);
      if (!hasDied) return;
    }
    throw new Error('it did not end');
  });
});
