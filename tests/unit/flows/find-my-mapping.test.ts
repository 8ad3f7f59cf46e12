import { beforeEach, describe, expect, it } from 'vitest';
import { fakeBrowser } from 'wxt/testing/fake-browser';
import type { Mapping } from '../../../lib/domain/mapping.ts';
import type { OrgUrl } from '../../../lib/domain/org-url.ts';
import type { PageAsk } from '../../../lib/domain/page-ask.ts';
import { columnsOf, environmentOf, mappingOf } from '../../../lib/facts/facts.ts';
import { findMyMapping } from '../../../lib/flows/find-my-mapping.ts';
import { saveMyEmail } from '../../../lib/flows/save-my-email.ts';
import type { World } from '../../../lib/flows/world.ts';

const ORG = 'https://contoso.crm4.dynamics.com' as OrgUrl;
const ME = '11111111-1111-4111-8111-111111111111';
const ORGANISATION = '22222222-2222-4222-8222-222222222222';
const EMAIL = 'adele@contoso.com';

/** A page with one user table behind it: what it holds can be changed while the test runs. */
function createPage() {
  const page = {
    userId: ME,
    version: '9.2.1',
    columns: ['domainname', 'personalemailaddress'],
    row: { domainname: 'other@contoso.com', personalemailaddress: '' } as Record<string, unknown>,
    asked: [] as string[],
    patches: [] as string[],
    keepsPatches: true,
    garbage: undefined as unknown,
    /** Columns that the user table does not have at all. */
    lacks: [] as string[],
    /** Versions of the Web API that are served; all when empty. */
    serves: [] as string[],
    roots: [] as string[],
  };
  const answer = (body: unknown, status = 200) => ({
    kind: 'answer' as const,
    host: 'a.lie.test',
    status,
    headers: {},
    text: body === undefined ? '' : JSON.stringify(body),
  });
  const ask = async ({ root, method, path, body }: PageAsk) => {
    page.roots.push(root);
    if (page.serves.length > 0 && !page.serves.some((version) => root.endsWith(version)))
      return answer({}, 404);
    page.asked.push(path.split('?')[0] ?? '');
    if (page.garbage !== undefined) return page.garbage as ReturnType<typeof answer>;
    if (method === 'PATCH') {
      page.patches.push(body ?? '');
      if (page.keepsPatches) Object.assign(page.row, JSON.parse(body ?? '{}'));
      return answer(undefined, 204);
    }
    if (path.startsWith('WhoAmI'))
      return answer({ UserId: page.userId, OrganizationId: ORGANISATION });
    if (path.startsWith('RetrieveCurrent'))
      return answer({
        Detail: {
          OrganizationId: ORGANISATION,
          FriendlyName: 'C',
          UniqueName: 'u',
          OrganizationVersion: page.version,
        },
      });
    if (path.startsWith('EntityDefinitions'))
      return answer({
        value: page.columns.map((LogicalName) => ({ LogicalName, IsValidForRead: true })),
      });
    const gone = /\$select=([^&]*)/
      .exec(path)?.[1]
      ?.split(',')
      .find((name) => name.endsWith('address') && !page.columns.includes(name));
    const lacking = page.lacks.find((name) => new RegExp(`[=,]${name}\\b`).test(path));
    if (lacking) {
      const message = `Could not find a property named '${lacking}' on type 'Microsoft.Dynamics.CRM.systemuser'.`;
      return answer({ error: { code: '0x80060888', message } }, 400);
    }
    if (gone)
      return answer({ error: { code: '0x80060888', message: `Could not find '${gone}'` } }, 400);
    const row = { systemuserid: page.userId, fullname: 'Adele', accessmode: 0, ...page.row };
    return answer(path.startsWith('systemusers(') ? row : { value: [] });
  };
  const world = {
    nowMs: () => 0,
    openPage: async () => ask,
    alone: (_name: string, work: () => Promise<unknown>) => work(),
    inTurn: (_name: string, work: () => Promise<unknown>) => work(),
  } as unknown as World;
  return { page, world };
}

const mapping = async () => (await mappingOf(ORG).read()) as Extract<Mapping, { state: 'done' }>;
beforeEach(() => fakeBrowser.reset());

describe('the columns, once known', () => {
  it('are not asked for again', async () => {
    const { page, world } = createPage();
    await findMyMapping(world, ORG, EMAIL);
    expect((await mapping()).roundTrips).toBe(2);
    page.asked = [];
    await findMyMapping(world, ORG, EMAIL);
    expect((await mapping()).roundTrips).toBe(1);
    expect(page.asked).not.toContain(
      "EntityDefinitions(LogicalName='systemuser')/Attributes/Microsoft.Dynamics.CRM.StringAttributeMetadata",
    );
  });

  it.each<[string, (page: ReturnType<typeof createPage>['page']) => void]>([
    [
      'the organisation was updated',
      (page) => {
        page.version = '9.2.2';
      },
    ],
    [
      'somebody else is signed in',
      (page) => {
        page.userId = '33333333-3333-4333-8333-333333333333';
      },
    ],
    [
      'a column is gone',
      (page) => {
        page.columns = ['domainname'];
      },
    ],
  ])('are read anew when %s', async (_why, change) => {
    const { page, world } = createPage();
    await findMyMapping(world, ORG, EMAIL);
    change(page);
    await findMyMapping(world, ORG, EMAIL);
    const now = await mapping();
    expect(now.state).toBe('done');
    expect(now.roundTrips).toBe(3);
    expect((await columnsOf(ORG).read())?.version).toBe(page.version);
  });
});

describe('on a company’s own server', () => {
  const OWN = 'https://crm.contoso.local/Contoso' as OrgUrl;
  const here = async () => (await mappingOf(OWN).read()) as Extract<Mapping, { state: 'done' }>;
  function createOwnServer() {
    const { page, world } = createPage();
    page.serves = ['v9.1', 'v9.0'];
    page.lacks = ['azureactivedirectoryobjectid', 'islicensed'];
    page.row = { domainname: 'CONTOSO\\adele', personalemailaddress: EMAIL };
    return { page, world };
  }

  it('asks below the organisation’s folder, in the newest version that is served', async () => {
    const { page, world } = createOwnServer();
    await findMyMapping(world, OWN, EMAIL);
    expect((await here()).state).toBe('done');
    expect([...new Set(page.roots)]).toEqual(['/Contoso/api/data/v9.2', '/Contoso/api/data/v9.1']);
  });

  it('asks in the version by which the page was read', async () => {
    const { page, world } = createOwnServer();
    await environmentOf(OWN).write({ org: OWN, look: 'seen', report: { apiVersion: 'v9.0' } });
    await findMyMapping(world, OWN, EMAIL);
    expect([...new Set(page.roots)]).toEqual(['/Contoso/api/data/v9.0']);
  });

  it('leaves out Entra’s columns that it does not have, once, and says nothing of them', async () => {
    const { page, world } = createOwnServer();
    await findMyMapping(world, OWN, EMAIL);
    const first = await here();
    expect(first.verdict).toMatchObject({
      verdict: 'in-column',
      column: { logicalName: 'personalemailaddress' },
    });
    expect(first.remarks).toEqual([{ remark: 'domain-user', value: 'CONTOSO\\adele' }]);
    expect(first.roundTrips).toBe(4);
    page.asked = [];
    await findMyMapping(world, OWN, EMAIL);
    expect((await here()).roundTrips).toBe(1);
    expect(page.asked.filter((path) => path.startsWith('systemusers('))).toHaveLength(1);
  });

  it('a refusal that names another column is told, not asked again for ever', async () => {
    const { page, world } = createOwnServer();
    page.lacks = ['domainname'];
    await findMyMapping(world, OWN, EMAIL);
    expect(await mappingOf(OWN).read()).toMatchObject({
      state: 'failed',
      failure: { code: 'org/unexpected', service: { code: '0x80060888' } },
    });
  });

  it('writes Email 2 and reads it back without those columns', async () => {
    const { page, world } = createOwnServer();
    page.row.personalemailaddress = '';
    await findMyMapping(world, OWN, EMAIL);
    await saveMyEmail(world, OWN);
    expect((await here()).saved).toEqual({ state: 'saved' });
    expect(page.patches).toHaveLength(1);
  });
});

it.each([
  ['nothing', null],
  ['a text', 'x'],
  ['another kind', { kind: 'evil', host: 'h' }],
  ['an answer without a status', { kind: 'answer', host: 'h', headers: {}, text: '{}' }],
])('a page that answers with %s is taken for no answer', async (_what, garbage) => {
  const { page, world } = createPage();
  page.garbage = garbage;
  await findMyMapping(world, ORG, EMAIL);
  expect(await mappingOf(ORG).read()).toMatchObject({
    state: 'failed',
    failure: { code: 'net/unreachable', host: 'contoso.crm4.dynamics.com' },
  });
});

it.each([
  ['no page of the organisation is open', 'page/none', EMAIL],
  ['the address is none', 'mapping/email-shape', 'adele'],
])('%s: said, and nothing is asked', async (_why, code, email) => {
  const { page, world } = createPage();
  if (code === 'page/none') world.openPage = async () => undefined;
  await findMyMapping(world, ORG, email);
  expect(await mappingOf(ORG).read()).toMatchObject({ state: 'failed', failure: { code } });
  expect(page.asked).toEqual([]);
});

describe('saving into Email 2', () => {
  it('writes one column of the own row, reads it back and looks again', async () => {
    const { page, world } = createPage();
    await findMyMapping(world, ORG, ` ${EMAIL} `);
    await saveMyEmail(world, ORG);
    expect(page.patches).toEqual([JSON.stringify({ personalemailaddress: EMAIL })]);
    expect(await mapping()).toMatchObject({
      saved: { state: 'saved' },
      verdict: { verdict: 'in-column' },
    });
  });

  it('says what is there when the change did not stay', async () => {
    const { page, world } = createPage();
    page.row.personalemailaddress = 'old@contoso.com';
    await findMyMapping(world, ORG, EMAIL);
    page.keepsPatches = false;
    await saveMyEmail(world, ORG);
    expect((await mapping()).saved).toEqual({
      state: 'refused',
      failure: { code: 'mapping/not-confirmed', value: 'old@contoso.com' },
    });
  });

  it('writes nothing without a look before, nor for a user who was not looked at', async () => {
    const { page, world } = createPage();
    await saveMyEmail(world, ORG);
    await findMyMapping(world, ORG, EMAIL);
    const known = await columnsOf(ORG).read();
    if (known) await columnsOf(ORG).write({ ...known, userId: ORGANISATION });
    await saveMyEmail(world, ORG);
    expect(page.patches).toEqual([]);
  });
});
