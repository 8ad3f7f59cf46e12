import { describe, expect, it } from 'vitest';
import { type Ask, isAllowed, type Send } from '../../../lib/clients/egress.ts';
import { type NewConnector, openMapsimiseApi } from '../../../lib/clients/mapsimise/api.ts';
import type { OrgUrl } from '../../../lib/domain/org-url.ts';
import type { Reply } from '../../../lib/domain/reply.ts';

const KEY = 'CANARY-K&<"\'%+/=é-0123456789';
const SECRET = 'CANARY-S&<"\'%+/=é~8Q~abcdefghijk';
const HOST = 'api.eugb.mapsimise.com';
const NOW_MS = 1_000_000;
const NEW: NewConnector = {
  name: 'Acme',
  organisationUrl: 'https://acme.crm4.dynamics.com' as OrgUrl,
  quoteId: 'q',
  externalReference: 'mcx:k',
  impersonateUsers: true,
  credentials: { clientId: 'c', clientSecret: SECRET },
};
const ME = {
  UserId: 7,
  Email: 'ann@contoso.com',
  Role: 'Owner',
  Permissions: { Connectors: ['Create'] },
  Organisation: { Id: 'o', Name: 'Contoso', Url: 'https://contoso.eugb.mapsimise.com' },
};

/** A Mapsimise that answers what it is told to, one after the other, the last one for ever. */
function mapsimise(...replies: (Partial<Extract<Reply, { kind: 'answer' }>> | Reply['kind'])[]) {
  const asked: Ask[] = [];
  const send: Send = async (ask) => {
    asked.push(ask);
    const reply = replies[Math.min(asked.length, replies.length) - 1] ?? {};
    if (reply === 'silence') return { kind: 'silence', host: HOST, waitedMs: 20_000 };
    if (reply === 'too-large') return { kind: 'too-large', host: HOST, limitBytes: 1 };
    if (typeof reply === 'string') return { kind: reply, host: HOST } as Reply;
    return { kind: 'answer', host: HOST, status: 200, headers: {}, text: '', ...reply };
  };
  const site = { organisation: 'contoso', region: 'eugb' };
  return { api: openMapsimiseApi(send, site, KEY, { nowMs: () => NOW_MS }), asked };
}
const text = (body: unknown) => ({ text: JSON.stringify(body) });
const done = (Data: unknown) => text({ Status: 1, ResponseText: 'OK', Data });
const item = (Id: unknown, more: object = {}) => ({
  Id,
  Name: 'n',
  OrganisationUrl: 'https://a.crm.dynamics.com',
  ...more,
});
const page = (Page: unknown, PageCount: unknown, Items: unknown = [item(`i${Page}`)]) =>
  done({ Items, Page, PageCount });
const codeOf = (result: { ok: boolean; failure?: { code: string } }) =>
  result.ok ? 'good' : (result as { failure: { code: string } }).failure.code;

describe('an answer that is not done', () => {
  it.each<[string, Parameters<typeof mapsimise>[0], object]>([
    [
      'a process error',
      { status: 400, ...text({ Status: 0, ResponseText: 'No.' }) },
      { code: 'mapsimise/refused', says: 'No.' },
    ],
    [
      'a process error with HTTP 200',
      text({ Status: 0, ResponseText: 'No.' }),
      { code: 'mapsimise/refused', says: 'No.' },
    ],
    [
      'an invalid request',
      { status: 400, ...text({ Message: 'Bad.', MessageDetail: 'Id' }) },
      { code: 'mapsimise/refused', says: 'Bad. Id' },
    ],
    [
      'an invalid request without detail',
      { status: 400, ...text({ Message: 'Bad.', MessageDetail: null }) },
      { says: 'Bad.' },
    ],
    [
      'an invalid request of another shape',
      { status: 400, ...text({ error: 'x' }) },
      { code: 'mapsimise/refused', says: '' },
    ],
    [
      'an invalid request that is a page',
      { status: 400, text: '<html>' },
      { code: 'mapsimise/refused' },
    ],
    [
      'an exception',
      text({ Status: -1, ResponseText: 'reference AB12CD34' }),
      { code: 'mapsimise/broken', reference: 'AB12CD34' },
    ],
    [
      'a server error with words',
      { status: 500, ...text({ Status: -1, ResponseText: 'ref AB12CD34' }) },
      { code: 'mapsimise/broken', reference: 'AB12CD34' },
    ],
    [
      'a server error that is a page',
      { status: 502, text: '<html>Bad gateway' },
      { code: 'mapsimise/broken' },
    ],
    [
      'an ended key',
      { status: 401, ...text({ Status: 0, ResponseText: 'Expired' }) },
      { code: 'mapsimise/key-refused' },
    ],
    [
      'an ended key that is a page',
      { status: 401, text: '<html>' },
      { code: 'mapsimise/key-refused' },
    ],
    [
      'a missing right',
      {
        status: 403,
        ...text({ Status: 0, ResponseText: 'You do not have the right View on Connectors.' }),
      },
      { code: 'mapsimise/right-missing', right: 'View on Connectors' },
    ],
    [
      'a throttle',
      { status: 429, headers: { retryAfter: '9' } },
      { code: 'mapsimise/busy', retryAtMs: NOW_MS + 9_000 },
    ],
    [
      'done with another status than 200',
      { status: 201, ...done(ME) },
      { code: 'mapsimise/refused' },
    ],
    [
      'its sign-in page',
      { headers: { contentType: 'text/html' }, text: '<html>Sign in' },
      { code: 'mapsimise/session-ended', host: 'contoso.eugb.mapsimise.com' },
    ],
    ['broken JSON', { text: '{"Status":1' }, { code: 'net/not-understood' }],
    ['nothing', { text: '' }, { code: 'net/not-understood' }],
    ['nothing, with 204', { status: 204, text: '' }, { code: 'net/not-understood' }],
    ['no envelope', text(ME), { code: 'net/not-understood' }],
    ['an array', text([]), { code: 'net/not-understood' }],
    ['a status that is a text', text({ Status: '1', Data: ME }), { code: 'net/not-understood' }],
    ['a status that nobody knows', text({ Status: 2, Data: ME }), { code: 'net/not-understood' }],
    ['done without data', text({ Status: 1 }), { code: 'net/not-understood' }],
    ['done with other data', done({ UserId: 1 }), { code: 'net/not-understood' }],
    [
      'a polluting envelope',
      { text: '{"__proto__":{"Status":1}}' },
      { code: 'net/not-understood' },
    ],
    ['a redirect', 'redirect', { code: 'net/redirected' }],
    ['silence', 'silence', { code: 'net/no-reply' }],
    ['no line', 'unreachable', { code: 'net/unreachable' }],
    ['too much', 'too-large', { code: 'net/too-large' }],
  ])('%s', async (_what, reply, failure) => {
    expect(await mapsimise(reply).api.me()).toMatchObject({ ok: false, failure });
  });
});

describe('who we are', () => {
  it('is read, and what nobody knows is dropped', async () => {
    expect(await mapsimise(done({ ...ME, Shoe: 43 })).api.me()).toEqual({
      ok: true,
      value: {
        userId: '7',
        email: 'ann@contoso.com',
        fullName: '',
        role: 'Owner',
        mayCreateConnectors: true,
        connectorRights: ['Create'],
        organisation: { id: 'o', name: 'Contoso', url: 'https://contoso.eugb.mapsimise.com' },
      },
    });
  });

  it.each<[string, object, boolean]>([
    ['no rights', { Permissions: {} }, false],
    ['other rights', { Permissions: { Connectors: ['View', 'create', 'Created'] } }, false],
    ['the right', { Permissions: { Connectors: ['View', 'Create'] } }, true],
  ])('with %s', async (_what, more, may) => {
    expect(await mapsimise(done({ ...ME, ...more })).api.me()).toMatchObject({
      value: { mayCreateConnectors: may },
    });
  });
});

describe('an id', () => {
  it.each<[string, unknown, string | undefined]>([
    ['a text', 'a-B_9', 'a-B_9'],
    ['a number', 42, '42'],
    ['a GUID', '0f8fad5b-d9cb-469f-a165-70867728950e', '0f8fad5b-d9cb-469f-a165-70867728950e'],
    ['a way out of the path', '../..', undefined],
    ['an encoded way out', '..%2f..', undefined],
    ['a slash', 'a/b', undefined],
    ['a query', 'a?b', undefined],
    ['a dot', '.', undefined],
    ['a line end', 'a\n', undefined],
    ['nothing', '', undefined],
    ['null', null, undefined],
    ['very long', 'a'.repeat(65), undefined],
    ['too large a number', 2 ** 60, undefined],
    ['a fraction', 1.5, undefined],
    ['negative', -1, '-1'],
    ['an object', {}, undefined],
    ['an array', ['a'], undefined],
    ['other letters', 'é', undefined],
  ])('that is %s', async (_what, Id, id) => {
    const made = await mapsimise(done(item(Id))).api.create(NEW, 'k');
    if (id === undefined) expect(codeOf(made)).toBe('net/not-understood');
    else expect(made).toMatchObject({ ok: true, value: { id } });
  });

  it('stays in its segment of the path whoever gives it', async () => {
    const { api, asked } = mapsimise(done(item('x')));
    await api.read('../../evil?x#y');
    expect(asked[0]?.url).toBe(
      'https://api.eugb.mapsimise.com/api/v1/connectors/..%2F..%2Fevil%3Fx%23y',
    );
  });
});

describe('the list', () => {
  it('is all pages', async () => {
    const { api, asked } = mapsimise(page(1, 3), page(2, 3), page(3, 3));
    const list = await api.listConnectors();
    expect(list.ok && list.value.map(({ id }) => id)).toEqual(['i1', 'i2', 'i3']);
    expect(asked.map(({ url }) => new URL(url).searchParams.get('page'))).toEqual(['1', '2', '3']);
  });

  it.each<[string, Parameters<typeof mapsimise>, object]>([
    ['empty', [page(1, 0, [])], { ok: true, value: [] }],
    [
      'with connectors of other kinds',
      [page(1, 1, [item('a', { OrganisationUrl: null }), { Id: 'b' }])],
      { ok: true },
    ],
    ['whose first page fails', [{ status: 500 }], { failure: { code: 'mapsimise/broken' } }],
    [
      'whose page 3 fails',
      [page(1, 7), page(2, 7), { status: 500 }],
      { failure: { code: 'mapsimise/list-incomplete', page: 3 } },
    ],
    [
      'that gives page 1 again',
      [page(1, 3), page(1, 3)],
      { failure: { code: 'mapsimise/list-incomplete', page: 2 } },
    ],
    [
      'that leaves page 2 out',
      [page(1, 3), page(3, 3)],
      { failure: { code: 'mapsimise/list-incomplete', page: 2 } },
    ],
    [
      'with one item that cannot be read',
      [page(1, 1, [item('a'), item('../..')])],
      { failure: { code: 'net/not-understood' } },
    ],
    [
      'with such an item on page 2',
      [page(1, 2), page(2, 2, [null])],
      { failure: { code: 'mapsimise/list-incomplete', page: 2 } },
    ],
    ['whose items are none', [page(1, 1, {})], { failure: { code: 'net/not-understood' } }],
    ['whose count is no number', [page(1, '1')], { failure: { code: 'net/not-understood' } }],
    ['whose count is negative', [page(1, -1)], { failure: { code: 'net/not-understood' } }],
  ])('%s', async (_what, replies, expected) => {
    expect(await mapsimise(...replies).api.listConnectors()).toMatchObject(expected);
  });

  it.each([51, 10_000, Number.MAX_SAFE_INTEGER])(
    'of %i pages is given up after 50 and is no shorter list',
    async (count) => {
      const asked: Ask[] = [];
      const send: Send = async (ask) => {
        asked.push(ask);
        const number = Number(new URL(ask.url).searchParams.get('page'));
        return { kind: 'answer', host: HOST, status: 200, headers: {}, ...page(number, count) };
      };
      const site = { organisation: 'contoso', region: 'eugb' };
      const api = openMapsimiseApi(send, site, KEY, { nowMs: () => NOW_MS });
      expect(await api.listConnectors()).toEqual({
        ok: false,
        failure: { code: 'mapsimise/list-incomplete', page: 51 },
      });
      expect(asked).toHaveLength(50);
    },
  );

  it('of exactly 50 pages is whole', async () => {
    const replies = Array.from({ length: 50 }, (_, at) => page(at + 1, 50));
    const list = await mapsimise(...replies).api.listConnectors();
    expect(list.ok && list.value).toHaveLength(50);
  });

  it('takes no address from the server: a link in a page is not followed', async () => {
    const { api, asked } = mapsimise(
      done({ Items: [], Page: 1, PageCount: 2, Next: 'https://evil.test/2' }),
      page(2, 2),
    );
    await api.listConnectors();
    expect(asked.every(({ url, purpose }) => isAllowed(purpose, url))).toBe(true);
  });
});

describe('a quote', () => {
  const QUOTE = {
    QuoteId: 'q',
    Amount: 20,
    Currency: 'EUR',
    Period: 'month',
    ValidUntil: '2027-01-01T00:00:00Z',
  };
  it.each<[string, object, boolean]>([
    ['a good one', {}, true],
    ['for nothing', { Amount: 0 }, true],
    ['with a zone', { ValidUntil: '2027-01-01T00:00:00+05:30' }, true],
    ['negative', { Amount: -1 }, false],
    ['without end', { Amount: null }, false],
    ['of a text', { Amount: '20' }, false],
    ['in a currency of its own', { Currency: 'EURO' }, false],
    ['in markup', { Currency: '<b>' }, false],
    ['valid until some day', { ValidUntil: 'tomorrow' }, false],
    ['valid until a number', { ValidUntil: 1_900_000_000_000 }, false],
  ])('%s', async (_what, more, isGood) => {
    expect((await mapsimise(done({ ...QUOTE, ...more })).api.quote(NEW.organisationUrl)).ok).toBe(
      isGood,
    );
  });
});

describe('a connector is changed', () => {
  it.each<[string, object, object]>([
    [
      'to a client secret',
      { clientId: 'c', clientSecret: SECRET },
      { ClientId: 'c', ClientSecret: SECRET },
    ],
    ['to a password', { username: 'u', password: SECRET }, { Username: 'u', Password: SECRET }],
  ])('in its credentials, %s', async (_what, given, body) => {
    const { api, asked } = mapsimise(done(item('x')));
    const changed = await api.putCredentials(
      '../x',
      given as { username: string; password: string },
    );
    expect(changed).toMatchObject({ ok: true, value: { id: 'x' } });
    expect(asked[0]).toMatchObject({
      method: 'PUT',
      url: 'https://api.eugb.mapsimise.com/api/v1/connectors/..%2Fx/credentials',
      secrets: [KEY, SECRET],
    });
    expect(JSON.parse(asked[0]?.body ?? '')).toEqual(body);
  });

  it.each<[string, { isOn: boolean; field?: string }, object]>([
    ['by Username', { isOn: true }, { ImpersonateUsers: true, ImpersonationField: null }],
    [
      'by a column',
      { isOn: true, field: 'a_b' },
      { ImpersonateUsers: true, ImpersonationField: 'a_b' },
    ],
    ['not at all', { isOn: false }, { ImpersonateUsers: false, ImpersonationField: null }],
  ])('in whom it acts as, %s', async (_what, given, body) => {
    const { api, asked } = mapsimise(done(item('x')));
    await api.putImpersonation('x', given);
    expect(asked[0]?.url).toMatch(/\/connectors\/x\/impersonation$/);
    expect(JSON.parse(asked[0]?.body ?? '')).toEqual(body);
  });

  it('is read with scheme, Client Id and Shared Credentials; a scheme of tomorrow is left out', async () => {
    const known = { Scheme: 'Office365', ClientId: 'c', SharedCredentials: true };
    const list = await mapsimise(
      page(1, 1, [item('a', known), item('b', { Scheme: 'Passkey', ClientId: null })]),
    ).api.listConnectors();
    expect(list).toMatchObject({
      ok: true,
      value: [{ scheme: 'Office365', clientId: 'c', sharedCredentials: true }, { id: 'b' }],
    });
    expect(list.ok && list.value[1]).not.toHaveProperty('scheme');
  });
});

describe('secrets', () => {
  const echoes = [SECRET, KEY, encodeURIComponent(SECRET), JSON.stringify(KEY).slice(1, -1)];
  it.each([200, 400, 401, 403, 409, 429, 500])(
    'echoed with HTTP %i are taken out',
    async (status) => {
      for (const echo of echoes) {
        const answers = [
          text({ Status: 0, ResponseText: `You sent ${echo}.` }),
          text({ Message: `You sent ${echo}.`, MessageDetail: echo }),
        ];
        for (const answer of answers) {
          const made = await mapsimise({ status, ...answer }).api.create(NEW, 'k');
          expect(JSON.stringify(made)).not.toContain('CANARY');
        }
      }
    },
  );

  it('are in the body of the create and in the header, and in no address', async () => {
    const { api, asked } = mapsimise(done(item('x')));
    await Promise.all([
      api.me(),
      api.quote(NEW.organisationUrl),
      api.read('x'),
      api.create(NEW, 'key-1'),
    ]);
    for (const ask of asked) {
      expect(ask.url).not.toContain('CANARY');
      expect(ask.headers?.Authorization).toBe(`Bearer ${KEY}`);
      expect(ask.secrets).toContain(KEY);
      expect((ask.body ?? '').includes('CANARY-S')).toBe(
        ask.headers?.['Idempotency-Key'] === 'key-1',
      );
    }
    expect(asked.at(-1)?.secrets).toEqual([KEY, SECRET]);
  });
});
