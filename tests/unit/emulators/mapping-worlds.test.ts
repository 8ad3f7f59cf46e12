// @vitest-environment node
import { runInNewContext } from 'node:vm';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import {
  ADELE,
  ALEX,
  DIEGO,
  LIES,
  MAPPING,
  NAMESAKES,
  ORGANISATIONS,
} from '../../emulators/people.ts';
import type { WorldName } from '../../emulators/worlds.ts';
import { parsed, rowsOf, type Visitor, visit } from './visitor.ts';

const { contoso } = ORGANISATIONS;
const COLUMNS = [
  'domainname',
  'internalemailaddress',
  'personalemailaddress',
  MAPPING.customColumn,
  MAPPING.dualColumn,
  MAPPING.securedColumn,
];
const STATE = 'isdisabled,accessmode,islicensed,azureactivedirectoryobjectid';

let visitor: Visitor;
beforeAll(async () => {
  visitor = await visit();
});
afterAll(() => visitor.leave());

const me = async () =>
  parsed(
    await visitor.readFromPage(
      `systemusers(${ADELE.userId})?$select=fullname,${COLUMNS.join(',')},${STATE}`,
    ),
  );
const bearers = async () => {
  const filter = COLUMNS.map((column) => `${column} eq '${MAPPING.email}'`).join(' or ');
  const seen = await visitor.readFromPage(
    `systemusers?$select=fullname&$orderby=fullname&$filter=${filter}`,
  );
  return rowsOf(seen).map(({ fullname }) => fullname);
};
const other = MAPPING.otherUserName;

describe('the signed-in person, and who else carries the Mapsimise e-mail', () => {
  it.each<[WorldName, Record<string, unknown>, string[]]>([
    ['happy', { domainname: MAPPING.email }, [ADELE.fullName]],
    ['mapped-by-username', { domainname: MAPPING.email }, [ADELE.fullName]],
    [
      'found-in-email-2',
      { domainname: other, internalemailaddress: other, personalemailaddress: MAPPING.email },
      [ADELE.fullName],
    ],
    [
      'found-in-custom-text',
      { domainname: other, [MAPPING.customColumn]: MAPPING.email },
      [ADELE.fullName],
    ],
    ['found-with-spaces-and-case', { personalemailaddress: MAPPING.spacedEmail }, []],
    [
      'ambiguous-email',
      { domainname: other, personalemailaddress: MAPPING.email },
      [ADELE.fullName, ...NAMESAKES.map(({ fullName }) => fullName)],
    ],
    ['belongs-to-another', { domainname: other }, [ALEX.fullName]],
    ['belongs-to-disabled', { domainname: other }, [DIEGO.fullName]],
    ['not-found', { domainname: other, personalemailaddress: MAPPING.oldEmail2 }, []],
    [
      'guest-user',
      { domainname: MAPPING.guestUserName, internalemailaddress: MAPPING.email },
      [ADELE.fullName],
    ],
    [
      'domain-user',
      { domainname: MAPPING.domainUserName, internalemailaddress: MAPPING.email },
      [ADELE.fullName],
    ],
    ['no-entra-id', { azureactivedirectoryobjectid: null }, [ADELE.fullName]],
    ['unlicensed-me', { islicensed: false }, [ADELE.fullName]],
    ['administrative-me', { accessmode: 1 }, [ADELE.fullName]],
    ['secured-column', { domainname: other, [MAPPING.securedColumn]: null }, []],
    ['no-write-privilege', { personalemailaddress: MAPPING.oldEmail2 }, []],
    ['secured-email-2', { personalemailaddress: MAPPING.oldEmail2 }, []],
    ['configured-field', { [MAPPING.customColumn]: MAPPING.email }, [ADELE.fullName]],
    ['metadata-refused', { personalemailaddress: MAPPING.email }, [ADELE.fullName]],
  ])('in the world %s', async (world, row, names) => {
    await visitor.setWorld(world);
    expect(await me()).toMatchObject({ fullname: ADELE.fullName, isdisabled: false, ...row });
    expect(await bearers()).toEqual(names);
  });

  it('change in contoso only', async () => {
    await visitor.setWorld('not-found');
    const who = "$select=domainname&$filter=fullname eq 'Adele Vance'";
    const { contosoUat } = ORGANISATIONS;
    const token = await visitor.token({ scope: `${contosoUat.url}/.default` });
    const seen = await visitor.call(
      contosoUat.host,
      `/api/data/v9.2/systemusers?${who.replaceAll(' ', '%20')}`,
      { headers: { authorization: `Bearer ${token}` } },
    );
    expect(rowsOf(seen)[0]?.domainname).toBe(MAPPING.email);
  });
});

it('configured-field: the connector of contoso maps by the custom column', async () => {
  await visitor.setWorld('configured-field');
  const [connector] = await visitor.connectors();
  expect(connector).toMatchObject({
    OrganisationUrl: contoso.url,
    ImpersonateUsers: true,
    ImpersonationField: MAPPING.customColumn,
  });
});

it('page-signed-out: the page stands, and its cookie opens nothing', async () => {
  await visitor.setWorld('page-signed-out');
  const cookie = await visitor.session();
  const page = await visitor.call(contoso.host, '/main.aspx', { headers: { cookie } });
  const seen = await visitor.call(contoso.host, '/api/data/v9.2/WhoAmI', { headers: { cookie } });
  expect([page.status, seen.status]).toEqual([200, 401]);
  expect((await visitor.read('WhoAmI')).status).toBe(200);
});

describe('lying-page', () => {
  const lie = async (path: string) => {
    await visitor.setWorld('lying-page');
    const { text, headers } = await visitor.call(contoso.host, '/lying-worker.js');
    expect(headers['content-type']).toContain('text/javascript');
    const heard: Record<string, (event: unknown) => void> = {};
    runInNewContext(text, {
      addEventListener: (kind: string, listener: (event: unknown) => void) => {
        heard[kind] = listener;
      },
      location: { href: `${contoso.url}/lying-worker.js` },
      Response,
      URL,
    });
    let answered: Response | undefined;
    heard.fetch?.({
      request: { url: `${contoso.url}/api/data/v9.2/${path}` },
      respondWith: (response: Response) => {
        answered = response;
      },
    });
    return answered?.json() as Promise<Record<string, unknown>> | undefined;
  };

  it('answers WhoAmI and the organisation from a service worker, with invented ids', async () => {
    expect(await lie('WhoAmI')).toMatchObject({ UserId: LIES.userId });
    const path = "RetrieveCurrentOrganization(AccessType=@p1)?@p1=x'Default'";
    expect(await lie(path)).toMatchObject({ Detail: { OrganizationId: LIES.organizationId } });
    expect(await lie('systemusers')).toBeUndefined();
  });

  it('has script of the page say the same, in its Xrm and its fetch', async () => {
    await visitor.setWorld('lying-page');
    const cookie = await visitor.session();
    const page = await visitor.call(contoso.host, '/main.aspx', { headers: { cookie } });
    const script = /<script>([\s\S]*?)<\/script>/.exec(page.text)?.[1] ?? '';
    const window: Record<string, unknown> = { fetch: () => 'told' };
    runInNewContext(script, {
      window,
      XMLHttpRequest: class {
        open() {}
      },
      document: { documentElement: { dataset: {} } },
      navigator: { serviceWorker: { register() {}, addEventListener() {} } },
      location: { href: contoso.url },
      Response,
      URL,
    });
    const fetched = window.fetch as (url: string) => Promise<Response>;
    const told = (await (await fetched(`${contoso.url}/api/data/v9.2/WhoAmI`)).json()) as {
      UserId: string;
    };
    expect(told.UserId).toBe(LIES.userId);
    expect(JSON.stringify(window.Xrm)).toContain(LIES.fullName);
  });

  it('lies to nobody who asks from elsewhere, and in no other world', async () => {
    await visitor.setWorld('lying-page');
    expect(parsed(await visitor.readFromPage('WhoAmI')).UserId).toBe(ADELE.userId);
    await visitor.setWorld('happy');
    expect((await visitor.call(contoso.host, '/lying-worker.js')).status).toBe(404);
    const cookie = await visitor.session();
    const page = await visitor.call(contoso.host, '/main.aspx', { headers: { cookie } });
    expect(page.text).not.toContain('<script');
  });
});
