// @vitest-environment node
import { afterAll, beforeAll, beforeEach, describe, expect, it, vi } from 'vitest';
import { startEmulators } from '../../emulators/control.ts';
import { CLIENT_ID, MAPSIMISE, ORGANISATIONS, PAGES, SECRET } from '../../emulators/people.ts';
import { WORLDS, type WorldName } from '../../emulators/worlds.ts';
import { parsed, type Visitor, visit } from './visitor.ts';

const { contoso } = ORGANISATIONS;
const CREATE = { host: MAPSIMISE.apiHost, method: 'POST', pathPrefix: '/api/v1/connectors' };

let visitor: Visitor;
beforeAll(async () => {
  visitor = await visit();
});
beforeEach(async () => {
  await visitor.setWorld('happy');
  await visitor.setRtt(0);
});
afterAll(() => visitor.leave());

async function order() {
  const quote = await visitor.mapsimise('POST', '/connectors/quote', {
    Type: 'MicrosoftDynamicsCRM',
    OrganisationUrl: contoso.url,
  });
  return {
    Name: 'Contoso CRM',
    OrganisationUrl: contoso.url,
    Scheme: 'Dataverse',
    QuoteId: (parsed(quote).Data as { QuoteId: string }).QuoteId,
    ExternalReference: 'mcx:1',
    ImpersonateUsers: false,
    ClientId: CLIENT_ID,
    ClientSecret: SECRET,
  };
}

const buy = (body: unknown, signal?: AbortSignal) =>
  visitor
    .mapsimise('POST', '/connectors', body, {
      headers: { 'idempotency-key': 'a-key-of-ours' },
      ...(signal ? { signal } : {}),
    })
    .then(
      (seen) => seen.status,
      (error: NodeJS.ErrnoException) => error.code,
    );

describe('a held request', () => {
  it.each<
    ['before' | 'after', 'continue' | 'reset' | 'error500' | 'html', number | string, number]
  >([
    ['before', 'continue', 200, 1],
    ['before', 'reset', 'ECONNRESET', 0],
    ['before', 'error500', 500, 0],
    ['before', 'html', 200, 0],
    ['after', 'continue', 200, 1],
    ['after', 'reset', 'ECONNRESET', 1],
    ['after', 'error500', 500, 1],
    ['after', 'html', 200, 1],
  ])('%s its handler, let go by %s, ends as %s and leaves %i', async (when, how, end, made) => {
    const body = await order();
    const held = await visitor.hold({ ...CREATE, when });
    const bought = buy(body);
    await held.arrived();
    expect(await visitor.connectors()).toHaveLength(when === 'after' ? 1 : 0);
    await held.release(how);
    expect(await bought).toBe(end);
    expect(await visitor.connectors()).toHaveLength(made);
  });

  it.each<['before' | 'after']>([['before'], ['after']])(
    '%s its handler commits although its client has gone',
    async (when) => {
      const body = await order();
      const held = await visitor.hold({ ...CREATE, when });
      const gone = new AbortController();
      const bought = buy(body, gone.signal);
      await held.arrived();
      gone.abort();
      expect(await bought).toBe('ABORT_ERR');
      await vi.waitFor(async () => {
        const seen = (await visitor.requests(CREATE)).at(-1);
        expect(seen).toMatchObject({ status: null, aborted: true });
      });
      await held.release('continue');
      await vi.waitFor(async () => expect(await visitor.connectors()).toHaveLength(1));
      expect((await visitor.requests(CREATE)).at(-1)).toMatchObject({ status: null });
    },
  );

  it('is one request: the next goes through', async () => {
    const held = await visitor.hold({ host: contoso.host, when: 'before' });
    const first = visitor.call(contoso.host, '/api/data/v9.2/WhoAmI');
    await held.arrived();
    const second = await visitor.call(contoso.host, '/api/data/v9.2/WhoAmI');
    await held.release('html');
    expect([second.status, (await first).status]).toEqual([401, 200]);
  });

  it('is hung up on when the world changes', async () => {
    const held = await visitor.hold({ host: contoso.host, when: 'before' });
    const first = visitor.call(contoso.host, '/api/data/v9.2/WhoAmI').catch(({ code }) => code);
    await held.arrived();
    await visitor.setWorld('happy');
    expect(await first).toBe('ECONNRESET');
  });
});

it('logs what came in and what went out', async () => {
  await visitor.mapsimise('POST', '/connectors/quote', { Type: 'x' });
  await visitor.call(contoso.host, '/api/data/v9.2/WhoAmI');
  expect(await visitor.requests({ host: MAPSIMISE.apiHost })).toMatchObject([
    {
      host: MAPSIMISE.apiHost,
      method: 'POST',
      path: '/api/v1/connectors/quote',
      body: '{"Type":"x"}',
      status: 400,
      finished: true,
      aborted: false,
    },
  ]);
  await visitor.clearRequests();
  expect(await visitor.requests()).toEqual([]);
});

it('takes its time on the hosts it plays, and on no other', async () => {
  await visitor.setRtt(500);
  const from = performance.now();
  const played = visitor.call(contoso.host, '/').then(() => performance.now() - from);
  const other = visitor.call('update.example.net', '/').then(() => 'other');
  expect(await Promise.race([played, other])).toBe('other');
  expect(await played).toBeGreaterThanOrEqual(495);
});

it('never answers on a silent host', async () => {
  await visitor.setWorld('silent-host');
  const gone = new AbortController();
  const asked = visitor
    .call(contoso.host, '/api/data/v9.2/WhoAmI', { signal: gone.signal })
    .catch(({ code }) => code);
  await vi.waitFor(async () => expect(await visitor.requests()).toHaveLength(1));
  gone.abort();
  expect(await asked).toBe('ABORT_ERR');
  expect(await visitor.requests()).toMatchObject([{ status: null }]);
});

it('answers a bomb of 64 MiB in less than 1 MiB', async () => {
  await visitor.setWorld('oversized-body');
  const seen = await visitor.read('WhoAmI');
  expect(seen.headers['content-encoding']).toBe('gzip');
  expect(Number(seen.headers['content-length'])).toBeLessThan(1024 * 1024);
});

it.each(Object.keys(WORLDS) as WorldName[])('the world %s can be entered', async (name) => {
  await expect(visitor.setWorld(name)).resolves.toEqual({});
});

it('refuses a world and a command that there are not', async () => {
  await expect(visitor.setWorld('nowhere' as WorldName)).rejects.toThrow('no world is named');
});

it.each([
  ['a maker page', PAGES.maker],
  ['an on-premises page', PAGES.onPremises],
  ['a page of no interest', PAGES.elsewhere],
])('has %s for a tab to stand on', async (_what, page) => {
  const { host, pathname } = new URL(page);
  const seen = await visitor.call(host, pathname);
  expect([seen.status, seen.headers['content-type']]).toEqual([200, 'text/html; charset=utf-8']);
});

it('answers 404 to hosts that it does not play', async () => {
  const seen = await visitor.call('clients2.google.com', '/service/update2');
  expect(seen.status).toBe(404);
});

it('runs as a process of its own and ends when told to', async () => {
  const emulators = await startEmulators({ world: 'already-registered' });
  expect(emulators.spki).toMatch(/^[A-Za-z0-9+/]{43}=$/);
  expect(await emulators.connectors()).toHaveLength(1);
  await emulators.stop();
}, 20_000);
