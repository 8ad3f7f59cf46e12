// @vitest-environment node
import { afterAll, beforeAll, beforeEach, describe, expect, it } from 'vitest';
import type { WorldName } from '../../emulators/control.ts';
import { SMALL_COMPANY } from '../../emulators/coverage/small-company.ts';
import { ALEX, ORGANISATIONS } from '../../emulators/people.ts';
import { errorOf, parsed, rowsOf, type Seen, type Visitor, visit } from './visitor.ts';

const { contoso } = ORGANISATIONS;
const COLUMNS =
  'domainname,internalemailaddress,personalemailaddress,contoso_mapsimiselogin,isdisabled,accessmode';

let visitor: Visitor;
let authorization: string;
beforeAll(async () => {
  visitor = await visit();
  authorization = `Bearer ${await visitor.token()}`;
});
afterAll(() => visitor.leave());

const enter = async (world: WorldName) => visitor.setWorld(world);
const read = (path: string, prefer = 'odata.maxpagesize=5000'): Promise<Seen> =>
  visitor.call(contoso.host, path, { headers: { authorization, prefer } });
const users = (query: string) => `/api/data/v9.2/systemusers?${query}`;
const nextOf = (seen: Seen) =>
  String(parsed(seen)['@odata.nextLink'] ?? '').slice(contoso.url.length) || undefined;

async function readAll(query: string): Promise<{ pages: number; rows: Record<string, unknown>[] }> {
  const rows: Record<string, unknown>[] = [];
  let pages = 0;
  for (let path: string | undefined = users(query); path !== undefined; pages += 1) {
    const seen = await read(path);
    rows.push(...rowsOf(seen));
    path = nextOf(seen);
  }
  return { pages, rows };
}

describe('the small company', () => {
  it('is judged as it was by hand', async () => {
    await enter('coverage-small');
    const expected = await visitor.expectedCoverage({ rows: true });
    const known = SMALL_COMPANY.filter(({ inactive }) => !inactive);
    expect(expected.rows).toHaveLength(known.length);
    for (const [index, { email, verdict, field, carriers }] of known.entries()) {
      const row = expected.rows?.[index];
      expect([row?.email, row?.verdict, row?.field, row?.carriers]).toEqual([
        email,
        verdict,
        field,
        carriers,
      ]);
    }
    expect([expected.addresses, expected.inactive]).toEqual([known.length, 2]);
    expect(expected.counts).toEqual({
      username: 11,
      field: 15,
      ambiguous: 2,
      disabled: 3,
      'access-mode': 4,
      'not-found': 4,
    });
  });

  it('is told page by page by Mapsimise', async () => {
    await enter('coverage-small');
    const page = async (at: number) =>
      parsed(await visitor.mapsimise('GET', `/users?page=${at}&pageSize=20`)).Data as {
        Items: { Email: string }[];
        PageCount: number;
      };
    const [first, third] = [await page(1), await page(3)];
    expect([first.Items.length, first.PageCount, third.Items.length]).toEqual([20, 3, 1]);
    expect(first.Items[0]?.Email).toBe(SMALL_COMPANY[0]?.email);
  });
});

describe('a company of ten thousand', { timeout: 20_000 }, () => {
  beforeEach(() => enter('coverage-10k'));

  it('has so many users, each once, in pages of 5,000', async () => {
    const { pages, rows } = await readAll(`$select=${COLUMNS}`);
    expect([pages, rows.length]).toEqual([2, 10_000]);
    expect(new Set(rows.map(({ systemuserid }) => systemuserid)).size).toBe(10_000);
    const expected = await visitor.expectedCoverage();
    expect([expected.crmUsers, expected.addresses]).toEqual([10_000, 10_000]);
    expect(Object.values(expected.counts).reduce((sum, one) => sum + one, 0)).toBe(10_000);
    expect(Object.values(expected.counts).every((one) => one > 0)).toBe(true);
    expect(expected.fields[0]?.field).toBe('internalemailaddress');
  });

  it('is the same company every time', async () => {
    const first = await read(users('$select=domainname'));
    await enter('coverage-10k');
    expect(rowsOf(await read(users('$select=domainname')))).toEqual(rowsOf(first));
  });

  it('is found by address, by whichever way it is asked', async () => {
    const { Items } = parsed(await visitor.mapsimise('GET', '/users?page=7&pageSize=1000'))
      .Data as { Items: { Email: string }[] };
    const asked = Items.slice(0, 40).map(({ Email }) => Email);
    const quoted = asked.map((email) => `'${email.replaceAll("'", "''")}'`);
    const or = quoted.map((one) => `domainname eq ${one} or personalemailaddress eq ${one}`);
    const several = (column: string) =>
      `Microsoft.Dynamics.CRM.In(PropertyName='${column}',PropertyValues=${JSON.stringify(asked)})`;
    const filters = [
      or.join(' or '),
      `${several('domainname')} or ${several('personalemailaddress')}`,
    ];
    const found = await Promise.all(
      filters.map(async (filter) =>
        rowsOf(await read(users(`$select=domainname&$filter=${encodeURIComponent(filter)}`))),
      ),
    );
    expect(found[0]?.length).toBeGreaterThan(30);
    expect(found[1]).toEqual(found[0]);
  });

  it('is filtered and ordered as a whole, page after page', async () => {
    const { pages, rows } = await readAll(
      '$select=domainname,accessmode&$filter=accessmode%20eq%200&$orderby=domainname%20desc',
    );
    expect(pages).toBe(2);
    const names = rows.map(({ domainname }) => String(domainname));
    expect(names).toEqual([...names].sort().reverse());
    expect(rows.every(({ accessmode }) => accessmode === 0)).toBe(true);
  });

  it('shows one of them whole by the id', async () => {
    const [row] = rowsOf(
      await read(users("$select=fullname&$filter=startswith(domainname,'ada')")),
    );
    const seen = await read(`/api/data/v9.2/systemusers(${row?.systemuserid})`);
    expect(parsed(seen)).toMatchObject({ fullname: row?.fullname, jobtitle: null });
  });
});

describe('the link to the next page', () => {
  beforeEach(() => enter('coverage-small'));

  it.each<[string, (link: string) => string, string | undefined, string]>([
    ['is good as it is', (link) => link, undefined, ''],
    [
      'is good for this answer alone',
      (link) => link.replace('pagenumber=%222', 'pagenumber=%224'),
      undefined,
      '0x80060888',
    ],
    ['is bad with its cookie cut', (link) => link.slice(0, -4), undefined, '0x80060888'],
    [
      'is bad with another question',
      (link) => link.replace('fullname', 'title'),
      undefined,
      'emulator',
    ],
    ['is bad with another page size', (link) => link, 'odata.maxpagesize=6', 'emulator'],
  ])('%s', async (_how, change, prefer, code) => {
    const first = await read(users('$select=fullname'), 'odata.maxpagesize=5');
    const link = nextOf(first) ?? '';
    expect(link).toContain('$skiptoken=%3Ccookie%20pagenumber=%222%22%20pagingcookie=%22%253c');
    const seen = await read(change(link), prefer ?? 'odata.maxpagesize=5');
    if (code === '') expect(rowsOf(seen)).toHaveLength(5);
    else expect([seen.status, errorOf(seen).code]).toEqual([400, code]);
  });
});

it('the operator `in` is no operator of Dataverse', async () => {
  await enter('happy');
  const seen = await read(users(`$filter=${encodeURIComponent("domainname in ('a','b')")}`));
  expect([seen.status, errorOf(seen).message]).toEqual([
    400,
    'The query node In is not supported.',
  ]);
});

it('an apostrophe in the values of In wants double quotes', async () => {
  await enter('happy');
  const ask = (values: string) =>
    read(
      users(
        `$select=fullname&$filter=Microsoft.Dynamics.CRM.In(PropertyName=@p1,PropertyValues=@p2)&@p1='fullname'&@p2=${encodeURIComponent(values)}`,
      ),
    );
  expect(rowsOf(await ask(`["Niamh O'Neil","${ALEX.fullName}"]`))).toHaveLength(2);
  expect(rowsOf(await ask(`['${ALEX.fullName}']`))).toHaveLength(1);
  expect(errorOf(await ask(`['Niamh O'Neil']`)).message).toContain('Invalid JSON.');
});
