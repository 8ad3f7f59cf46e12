// @vitest-environment node
import { afterAll, beforeAll, beforeEach, describe, expect, it } from 'vitest';
import { userIdOf } from '../../emulators/dataverse/ids.ts';
import {
  ACCOUNTS,
  CRM_SERVER,
  ON_PREMISES_PAGES,
  STS,
} from '../../emulators/on-premises/people.ts';
import { ADELE } from '../../emulators/people.ts';
import type { WorldName } from '../../emulators/worlds.ts';
import { ENDPOINTS, pageSession } from './crm-visitor.ts';
import { errorOf, parsed, rowsOf, type Seen, type Visitor, visit } from './visitor.ts';

const { internal, ifd } = CRM_SERVER;
const ADELE_ID = userIdOf('contoso-on-premises', ADELE.fullName);

let visitor: Visitor;
beforeAll(async () => {
  visitor = await visit();
  await pageSession(visitor, ON_PREMISES_PAGES.ifd); // its keys are made now, not in a test
}, 60_000);
beforeEach(() => visitor.setWorld('ifd'));
afterAll(() => visitor.leave());

const get = (url: string, headers: Record<string, string> = {}) => {
  const at = new URL(url);
  return visitor.call(at.host, `${at.pathname}${at.search}`, { headers });
};

describe('who is not signed in', () => {
  const api = `${ifd.url}/api/data/v9.2/WhoAmI`;
  const challenges = (seen: Seen) => seen.headers['www-authenticate'];

  it('is sent to AD FS, with the page to come back to', async () => {
    for (const url of [api, ON_PREMISES_PAGES.ifd, ON_PREMISES_PAGES.internal]) {
      const seen = await get(url);
      const to = new URL(String(seen.headers.location));
      expect([seen.status, to.host, to.pathname]).toEqual([302, STS.host, '/adfs/ls/']);
      expect(to.searchParams.get('wa')).toBe('wsignin1.0');
      expect(to.searchParams.get('wtrealm')).toBe(`https://${new URL(url).host}/`);
      const context = new URLSearchParams(to.searchParams.get('wctx') ?? '');
      expect(context.get('ru')).toBe(new URL(url).pathname);
    }
  });

  it.each<[WorldName, number, string | undefined]>([
    [
      'ifd-oauth-capable',
      401,
      `Bearer authorization_uri=https://${STS.host}/adfs/oauth2/authorize, resource_id=${ifd.url}/`,
    ],
    ['ifd-redirect-uri-only', 401, `Bearer redirect_uri=https://${STS.host}/adfs/ls/`],
    ['ifd-windows-only', 401, 'Negotiate, NTLM'],
    ['ifd-html-sign-in', 200, undefined],
    ['ifd-crm-maintenance', 503, undefined],
    ['ifd-internal', 404, undefined],
  ])('%s', async (world, status, challenge) => {
    await visitor.setWorld(world);
    const seen = await get(api);
    expect([seen.status, challenges(seen)]).toEqual([status, challenge]);
    if (status === 200) expect(seen.text).toContain('<title>Sign In</title>');
  });

  it('is met so for any token and any version of the API', async () => {
    await visitor.setWorld('ifd-oauth-capable');
    const seen = await get(`${internal.url}/api/data/v4.0/x`, { authorization: 'Bearer a.b.c' });
    expect(challenges(seen)).toContain(`resource_id=https://${internal.host}/`);
  });

  it.each([
    'https://crm.contoso.local/',
    'https://crm.contoso.local/Fabrikam/main.aspx',
    'https://auth.crm.contoso-ifd.com/main.aspx',
  ])('finds nothing at %s', async (url) => {
    expect((await get(url)).status).toBe(404);
  });
});

describe.each([
  ['inside the company', ON_PREMISES_PAGES.internal, internal],
  ['from outside', ON_PREMISES_PAGES.ifd, ifd],
])('a page %s', (_where, page, { url }) => {
  const api = async (path: string, headers: Record<string, string> = {}) =>
    get(`${url}/api/data/v9.1/${path.replace(/[^!-~]/g, encodeURIComponent)}`, {
      cookie: await pageSession(visitor, page),
      ...headers,
    });

  it('opens with the session that the token of AD FS brought', async () => {
    const cookie = await pageSession(visitor, page);
    expect(cookie).toContain('MSISAuth=');
    const seen = await get(page, { cookie });
    expect(seen.status).toBe(200);
    expect(seen.text).toContain('Contoso Ltd');
  });

  it('knows who is on it and which organisation it is', async () => {
    expect(parsed(await api('WhoAmI'))).toMatchObject({
      UserId: ADELE_ID,
      OrganizationId: CRM_SERVER.organizationId,
    });
    const access = "AccessType=@p1)?@p1=Microsoft.Dynamics.CRM.EndpointAccessType'Default'";
    const { Detail } = parsed(await api(`RetrieveCurrentOrganization(${access}`));
    expect(Detail).toMatchObject({
      FriendlyName: 'Contoso Ltd',
      OrganizationVersion: CRM_SERVER.version,
      Endpoints: {
        Values: [`${url}/`, `${url}/XRMServices/2011/Organization.svc`, expect.anything()],
      },
    });
    expect(Detail).not.toHaveProperty('TenantId');
    expect(Detail).not.toHaveProperty('EnvironmentId');
  });

  it('has users by DOMAIN\\user, and no Entra columns', async () => {
    const seen = await api(`systemusers(${ADELE_ID})?$select=domainname,internalemailaddress`);
    expect(parsed(seen)).toMatchObject({
      domainname: ACCOUNTS.adele.domainName,
      internalemailaddress: ADELE.email,
    });
    const whole = parsed(await api(`systemusers(${ADELE_ID})`));
    for (const column of ['azureactivedirectoryobjectid', 'applicationid']) {
      expect(whole).not.toHaveProperty(column);
      const refused = await api(`systemusers?$select=${column}`);
      expect([refused.status, errorOf(refused).code]).toEqual([400, '0x80060888']);
      expect(errorOf(refused).message).toContain(`Could not find a property named '${column}'`);
    }
    const named = await api(`systemusers?$select=fullname&$filter=domainname eq 'contoso\\ADELEV'`);
    expect(rowsOf(named).map(({ fullname }) => fullname)).toEqual([ADELE.fullName]);
  });

  it('lists the text columns of a user, Entra ones left out', async () => {
    const seen = await api(
      "EntityDefinitions(LogicalName='systemuser')/Attributes/Microsoft.Dynamics.CRM.StringAttributeMetadata?$select=LogicalName,DisplayName,FormatName,IsCustomAttribute,AttributeOf",
    );
    const names = rowsOf(seen).map(({ LogicalName }) => LogicalName);
    expect(names).toEqual(
      expect.arrayContaining(['domainname', 'personalemailaddress', 'contoso_mapsimiselogin']),
    );
    expect(names).not.toContain('applicationiduri');
  });

  it('saves Email 2 of who is on it', async () => {
    const cookie = await pageSession(visitor, page);
    const at = new URL(`${url}/api/data/v9.1/systemusers(${ADELE_ID})`);
    const seen = await visitor.call(at.host, at.pathname, {
      method: 'PATCH',
      headers: { cookie, 'content-type': 'application/json', 'if-match': '*' },
      body: JSON.stringify({ personalemailaddress: 'adele@maps.example' }),
    });
    expect(seen.status).toBe(204);
    const row = await get(`${at.href}?$select=personalemailaddress`, { cookie });
    expect(parsed(row)).toMatchObject({ personalemailaddress: 'adele@maps.example' });
  });

  it.each<[WorldName, string, number]>([
    ['ifd', 'v9.2', 501],
    ['ifd', 'v8.2', 200],
    ['ifd-api-v8.2', 'v9.1', 501],
    ['ifd-api-v8.2', 'v9.0', 501],
    ['ifd-api-v8.2', 'v8.2', 200],
  ])('in %s the API %s answers %i', async (world, version, status) => {
    await visitor.setWorld(world);
    const cookie = await pageSession(visitor, page);
    expect((await get(`${url}/api/data/${version}/WhoAmI`, { cookie })).status).toBe(status);
  });

  it('acts for another by MSCRMCallerID only with the privilege', async () => {
    const other = userIdOf('contoso-on-premises', 'Megan Bowen');
    const seen = await api('WhoAmI', { mscrmcallerid: other });
    expect([seen.status, errorOf(seen).code]).toEqual([403, '0x8004A110']);
  });
});

describe('the session', () => {
  it('is not had for a token of another STS, or an altered one', async () => {
    const signIn = new URL(String((await get(ON_PREMISES_PAGES.internal)).headers.location));
    const form = await get(`https://${STS.changedHost}${signIn.pathname}${signIn.search}`);
    const wresult = /name="wresult" value="([^"]*)"/.exec(form.text)?.[1] ?? '';
    expect(wresult).toContain('EncryptedData');
    const body = new URLSearchParams({
      wa: 'wsignin1.0',
      wresult: wresult.replaceAll('&lt;', '<').replaceAll('&gt;', '>').replaceAll('&quot;', '"'),
      wctx: 'rm=1&ru=%2FContoso%2Fmain.aspx',
    });
    const seen = await visitor.call(internal.host, '/default.aspx', {
      method: 'POST',
      body: body.toString(),
    });
    expect([seen.status, seen.headers['set-cookie']]).toEqual([403, undefined]);
  });

  it('stands for the Windows handshake where there is no AD FS', async () => {
    await visitor.setWorld('ifd-windows-only');
    const page = await get(ON_PREMISES_PAGES.internal);
    const cookie = (page.headers['set-cookie'] ?? []).map((one) => one.split(';')[0]).join('; ');
    expect((await get(`${internal.url}/api/data/v9.1/WhoAmI`, { cookie })).status).toBe(200);
  });
});

describe('the WSDL', () => {
  const locations = ({ text }: Seen) =>
    [...text.matchAll(/<wsdl:import [^>]*location="([^"]*)"/g)].map(([, at]) => at);

  it.each([ENDPOINTS.internal, ENDPOINTS.ifd])(
    'of %s is in parts of its own origin',
    async (own) => {
      const whole = await get(`${own}?wsdl`);
      expect(whole.headers['content-type']).toBe('text/xml; charset=UTF-8');
      expect(whole.text).not.toContain('AuthenticationPolicy');
      expect(locations(whole)).toEqual([`${own}?wsdl=wsdl0`]);
      expect((await get(`${own}?wsdl&sdkversion=9`)).text).toBe(whole.text);
      const part = await get(`${own}?wsdl=wsdl0`);
      expect(part.text).toContain('<ms-xrm:Authentication>Federation</ms-xrm:Authentication>');
      expect(part.text).toContain(
        `<ms-xrm:Identifier>http://${STS.host}/adfs/services/trust</ms-xrm:Identifier>`,
      );
      expect(part.text).toMatch(
        /<Issuer [\s\S]*<Address [^>]*>https:\/\/sts\.contoso\.local\/adfs\/services\/trust\/mex<\/Address>/,
      );
    },
  );

  it('is not given whole, and without the question there is a page', async () => {
    for (const query of ['?singleWsdl', '']) {
      const seen = await get(`${ENDPOINTS.ifd}${query}`);
      expect(seen.text).toContain('You have created a service.');
    }
    expect((await get(`${ENDPOINTS.ifd}?wsdl=wsdl7`)).status).toBe(404);
  });

  it.each<[WorldName, string, RegExp]>([
    ['ifd-wsdl-html', '?wsdl', /^<HTML>/],
    ['ifd-wsdl-doctype', '?wsdl', /^<\?xml version="1.0"\?><!DOCTYPE wsdl:definitions \[/],
    ['ifd-wsdl-other-host', '?wsdl', /location="https:\/\/crm\.evil\.test\//],
    ['ifd-wsdl-http', '?wsdl', /location="http:\/\/contoso\.crm\.contoso-ifd\.com\//],
    ['ifd-wsdl-inline', '?wsdl', /<ms-xrm:Identifier>/],
    ['ifd-windows-only', '?wsdl=wsdl0', /<ms-xrm:Authentication>ActiveDirectory</],
    ['ifd-sts-changed', '?wsdl=wsdl0', /<ms-xrm:Identifier>http:\/\/sts2\.contoso\.local\//],
    ['ifd-sts-http', '?wsdl=wsdl0', />http:\/\/sts\.contoso\.local\/adfs\/services\/trust\/mex</],
    ['ifd-sts-foreign', '?wsdl=wsdl0', /<ms-xrm:Identifier>https:\/\/sts\.evil\.test\//],
    ['ifd-wsdl-many-imports', '?wsdl=wsdl8', /<ms-xrm:Identifier>/],
  ])('%s', async (world, query, text) => {
    await visitor.setWorld(world);
    expect((await get(`${ENDPOINTS.ifd}${query}`)).text).toMatch(text);
  });

  it('may go round in circles, name too many parts, two STS, or no policy', async () => {
    await visitor.setWorld('ifd-wsdl-cycle');
    expect(locations(await get(`${ENDPOINTS.ifd}?wsdl`))).toEqual([
      `${ENDPOINTS.ifd}?wsdl`,
      `${ENDPOINTS.ifd}?wsdl=wsdl0`,
    ]);
    expect(locations(await get(`${ENDPOINTS.ifd}?wsdl=wsdl0`))).toEqual([`${ENDPOINTS.ifd}?wsdl`]);
    await visitor.setWorld('ifd-wsdl-many-imports');
    expect(locations(await get(`${ENDPOINTS.ifd}?wsdl`))).toHaveLength(9);
    expect((await get(`${ENDPOINTS.ifd}?wsdl=wsdl3`)).text).not.toContain('Policy');
    await visitor.setWorld('ifd-sts-two');
    expect(
      (await get(`${ENDPOINTS.ifd}?wsdl=wsdl0`)).text.match(/<ms-xrm:Identifier>/g),
    ).toHaveLength(2);
    await visitor.setWorld('ifd-wsdl-without-policy');
    expect((await get(`${ENDPOINTS.ifd}?wsdl`)).text).not.toContain('AuthenticationPolicy');
  });
});
