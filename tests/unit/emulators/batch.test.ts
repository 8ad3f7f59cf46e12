// @vitest-environment node
import { afterAll, beforeAll, beforeEach, describe, expect, it } from 'vitest';
import { mintPersonToken } from '../../emulators/access-token.ts';
import { SIGN_IN_CLIENTS } from '../../emulators/accounts.ts';
import { ALEX, EMILY, MEGAN, ORGANISATIONS, TENANTS } from '../../emulators/people.ts';
import { errorOf, parsed, type Seen, type Visitor, visit } from './visitor.ts';

const { contoso } = ORGANISATIONS;
const BATCH = '/api/data/v9.2/$batch';
const lines = (...all: string[]) => all.join('\r\n');

let visitor: Visitor;
let authorization: string;
beforeAll(async () => {
  visitor = await visit('coverage-small');
});
beforeEach(async () => {
  await visitor.setWorld('coverage-small');
  authorization = `Bearer ${await visitor.token()}`;
});
afterAll(() => visitor.leave());

const post = (body: string, headers: Record<string, string> = {}) =>
  visitor.call(contoso.host, BATCH, {
    method: 'POST',
    headers: { authorization, 'content-type': 'multipart/mixed; boundary="b1"', ...headers },
    body,
  });
const part = (...inner: string[]) =>
  lines('--b1', 'Content-Type: application/http', 'Content-Transfer-Encoding: binary', ...inner);
const get = (path: string, ...headers: string[]) =>
  part('', `GET /api/data/v9.2/${path} HTTP/1.1`, ...headers, '', '');
const closed = (...parts: string[]) => lines(...parts, '--b1--', '');
const nameOf = (id: string) => get(`systemusers(${id})?$select=fullname`);
const patch = (id: string, value: string, ...headers: string[]) => [
  'Content-Type: application/http',
  'Content-Transfer-Encoding: binary',
  'Content-ID: 7',
  '',
  `PATCH /api/data/v9.2/systemusers(${id}) HTTP/1.1`,
  'Content-Type: application/json',
  ...headers,
  '',
  JSON.stringify({ personalemailaddress: value }),
];

/** Status lines of the operations, in their order. */
const statuses = ({ text }: Seen) =>
  [...text.matchAll(/^HTTP\/1\.1 (\d+) /gm)].map(([, status]) => Number(status));
const bodiesOf = ({ text }: Seen) =>
  [...text.matchAll(/^\{.*\}\r?$/gm)].map(([body]) => JSON.parse(body) as Record<string, unknown>);

/** Megan, who may write everybody's row. */
function asAdministrator(): void {
  const token = mintPersonToken({
    audience: contoso.url,
    tenantId: TENANTS.contoso,
    objectId: MEGAN.entraId,
    fullName: MEGAN.fullName,
    userName: MEGAN.email,
    clientId: SIGN_IN_CLIENTS.own,
    scopes: ['user_impersonation'],
    roleIds: [],
    seconds: 3600,
    nowMs: Date.now(),
  });
  authorization = `Bearer ${token}`;
}

describe('operations of a batch', () => {
  it('are answered in their order, each with status and headers of its own', async () => {
    const seen = await post(closed(nameOf(ALEX.userId), nameOf(EMILY.userId)));
    expect(seen.status).toBe(200);
    expect(seen.headers['content-type']).toMatch(/^multipart\/mixed; boundary=batchresponse_/);
    expect(statuses(seen)).toEqual([200, 200]);
    expect(bodiesOf(seen).map(({ fullname }) => fullname)).toEqual([ALEX.fullName, EMILY.fullName]);
    expect(seen.text).toContain('\r\nOData-Version: 4.0\r\n');
    expect(seen.text).toMatch(/--batchresponse_[\w-]+--\r\n$/);
  });

  it('may name the whole address, the path, or what stands behind the root', async () => {
    const to = (url: string) => part('', `GET ${url} HTTP/1.1`, '', '');
    const seen = await post(
      closed(to(`${contoso.url}/api/data/v9.2/WhoAmI`), to('/api/data/v9.2/WhoAmI'), to('WhoAmI')),
    );
    expect(statuses(seen)).toEqual([200, 200, 200]);
  });

  it('end with the first failure, whose status is that of the whole', async () => {
    const seen = await post(
      closed(
        nameOf(ALEX.userId),
        get('systemusers?$filter=nothing%20eq%201'),
        nameOf(EMILY.userId),
      ),
    );
    expect([seen.status, statuses(seen)]).toEqual([400, [200, 400]]);
  });

  it('go on after a failure when that is preferred', async () => {
    const seen = await post(
      closed(
        nameOf(ALEX.userId),
        get('systemusers?$filter=nothing%20eq%201'),
        nameOf(EMILY.userId),
      ),
      { prefer: 'odata.continue-on-error' },
    );
    expect([seen.status, statuses(seen)]).toEqual([200, [200, 400, 200]]);
    expect(seen.headers['preference-applied']).toBe('odata.continue-on-error');
  });

  it('have preferences of their own', async () => {
    const seen = await post(
      closed(get('systemusers?$select=fullname', 'Prefer: odata.maxpagesize=3')),
    );
    expect(bodiesOf(seen)[0]?.value).toHaveLength(3);
    expect(seen.text).toContain('Preference-Applied: odata.maxpagesize=3');
  });

  it('may have an address of 64 kB, which alone would be too long', async () => {
    const query = `systemusers?$select=fullname&$filter=${Array.from({ length: 400 }, (_, at) => `domainname eq 'somebody.with.a.long.name.${'x'.repeat(60)}.${at}@contoso.com'`).join(' or ')}`;
    expect(query.length).toBeGreaterThan(40_000);
    expect((await visitor.read(query.replaceAll(' ', '%20'))).status).toBe(414);
    const seen = await post(closed(get(query.replaceAll(' ', '%20'))));
    expect(statuses(seen)).toEqual([200]);
  });
});

describe('a batch that is not well formed is refused as a whole', () => {
  const good = nameOf(ALEX.userId);
  it.each<[string, string, Record<string, string>, string]>([
    ['without a boundary', closed(good), { 'content-type': 'multipart/mixed' }, 'boundary'],
    ['without its end', good, {}, 'unexpected end of input'],
    ['with line ends of one character', closed(good).replaceAll('\r', ''), {}, 'end of input'],
    [
      'without Content-Type',
      closed(good.replace('Content-Type: application/http\r\n', '')),
      {},
      "The 'Content-Type' header is missing",
    ],
    [
      'without Content-Transfer-Encoding',
      closed(good.replace('Content-Transfer-Encoding: binary\r\n', '')),
      {},
      "'Content-Transfer-Encoding' header was found",
    ],
    ['without a version', closed(good.replace(' HTTP/1.1', '')), {}, 'The request line'],
    ['with a header that is none', closed(good.replace('Content-Type:', 'x')), {}, 'header'],
    ['with 1,001 operations', closed(...Array(1001).fill(good)), {}, "'1000' query operations"],
    [
      'with a GET in a change set',
      lines(
        '--b1',
        'Content-Type: multipart/mixed; boundary=c1',
        '',
        good.replace('--b1', '--c1'),
        '--c1--',
        '',
        '--b1--',
        '',
      ),
      {},
      "An invalid HTTP method 'GET'",
    ],
  ])('%s', async (_how, body, headers, words) => {
    const seen = await post(body, headers);
    expect(seen.status).toBe(400);
    expect(errorOf(seen)).toEqual({ code: '0x80060888', message: expect.stringContaining(words) });
  });

  it('in another content type', async () => {
    const seen = await post('{}', { 'content-type': 'application/json' });
    expect(seen.status).toBe(415);
  });

  it('from somebody without a token', async () => {
    authorization = 'Bearer ';
    expect((await post(closed(good))).status).toBe(401);
  });
});

describe('Email 2 of several people', () => {
  const single = (id: string, value: string, ...headers: string[]) =>
    lines('--b1', ...patch(id, value, ...headers));
  const changeSet = (...operations: string[][]) =>
    lines(
      '--b1',
      'Content-Type: multipart/mixed; boundary=c1',
      '',
      ...operations.map((operation) => lines('--c1', ...operation)),
      '--c1--',
      '',
    );
  const email2 = async (id: string) =>
    parsed(await visitor.read(`systemusers(${id})?$select=personalemailaddress`))
      .personalemailaddress;
  const etagOf = async (id: string) =>
    String(parsed(await visitor.read(`systemusers(${id})?$select=fullname`))['@odata.etag']);

  beforeEach(asAdministrator);

  it('is written one by one, and a row that has changed since is left alone', async () => {
    const fresh = await etagOf(EMILY.userId);
    const seen = await post(
      closed(
        single(ALEX.userId, 'one@contoso.com', 'If-Match: W/"1"'),
        single(EMILY.userId, 'two@contoso.com', `If-Match: ${fresh}`),
      ),
      { prefer: 'odata.continue-on-error' },
    );
    expect([seen.status, statuses(seen)]).toEqual([200, [412, 204]]);
    expect(seen.text).toContain(`systemusers(${EMILY.userId})`);
    expect(seen.text).not.toContain('Content-ID');
    expect(await email2(EMILY.userId)).toBe('two@contoso.com');
    expect(await email2(ALEX.userId)).toBe(ALEX.email);
  });

  it('is written for all of a change set, with their Content-IDs', async () => {
    const seen = await post(closed(changeSet(patch(ALEX.userId, 'one@contoso.com'))));
    expect([seen.status, statuses(seen)]).toEqual([200, [204]]);
    expect(seen.text).toContain('\r\nContent-ID: 7\r\n');
    expect(seen.text).toMatch(/Content-Type: multipart\/mixed; boundary=changesetresponse_/);
    expect(await email2(ALEX.userId)).toBe('one@contoso.com');
  });

  it('is written for none of a change set in which one fails', async () => {
    const bad = patch(EMILY.userId, 'x'.repeat(101)).map((line) => line.replace(': 7', ': 8'));
    const seen = await post(closed(changeSet(patch(ALEX.userId, 'one@contoso.com'), bad)));
    expect([seen.status, statuses(seen)]).toEqual([400, [400]]);
    expect(await email2(ALEX.userId)).toBe(ALEX.email);
  });

  it('is refused, part by part, to an application that may not write users', async () => {
    authorization = `Bearer ${await visitor.token()}`;
    const seen = await post(
      closed(single(ALEX.userId, 'a@b.c', 'If-Match: *'), single(EMILY.userId, 'a@b.c')),
      { prefer: 'odata.continue-on-error' },
    );
    expect(statuses(seen)).toEqual([403, 403]);
    expect(seen.text).toContain('prvWriteUser');
  });
});

describe('service protection', () => {
  const read = () => post(closed(nameOf(ALEX.userId)));

  it('refuses after so many requests, and until its time is over', async () => {
    await visitor.armServiceProtection({ after: 2, seconds: 30, limit: 'time' });
    expect([(await read()).status, (await read()).status]).toEqual([200, 200]);
    const refused = await read();
    expect([refused.status, refused.headers['retry-after']]).toEqual([429, '30']);
    expect(errorOf(refused).code).toBe('0x80072321');
    expect(await visitor.serviceProtection()).toEqual({ refused: 1, tooEarly: 0 });
    expect((await read()).status).toBe(429);
    expect(await visitor.serviceProtection()).toEqual({ refused: 2, tooEarly: 1 });
  });

  it('lets requests pass again when its time is over', async () => {
    await visitor.armServiceProtection({ after: 0, seconds: 0 });
    expect([(await read()).status, (await read()).status]).toEqual([429, 200]);
  });

  it('may hit operations of a batch alone', async () => {
    await visitor.armServiceProtection({ after: 1, seconds: 9, pathPrefix: '$batch/api/' });
    const seen = await post(closed(nameOf(ALEX.userId), nameOf(EMILY.userId)), {
      prefer: 'odata.continue-on-error',
    });
    expect([seen.status, statuses(seen)]).toEqual([200, [200, 429]]);
    expect(seen.text).toContain('\r\nRetry-After: 9\r\n');
  });
});
