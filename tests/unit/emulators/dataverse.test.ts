// @vitest-environment node
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { mintToken } from '../../emulators/access-token.ts';
import {
  CLIENT_ID,
  ORGANISATIONS,
  OTHER_ORGANISATION_ID,
  SERVICE_PRINCIPAL_ID,
  TENANTS,
} from '../../emulators/people.ts';
import type { WorldName } from '../../emulators/worlds.ts';
import { errorOf, parsed, rowsOf, type Visitor, visit } from './visitor.ts';

const { contoso, fabrikam } = ORGANISATIONS;
const SOMEONE = '00000000-0000-4000-8000-000000000000';

let visitor: Visitor;
beforeAll(async () => {
  visitor = await visit();
});
afterAll(() => visitor.leave());

describe('a query is refused for', () => {
  const property = (name: string, type: string) =>
    `Could not find a property named '${name}' on type 'Microsoft.Dynamics.CRM.${type}'.`;
  it.each<[string, string, number, string]>([
    [
      'an unknown column in $select',
      'accounts?$select=name,colour',
      400,
      property('colour', 'account'),
    ],
    [
      'an empty name in $select',
      'accounts?$select=name,',
      400,
      'Identifier expected at position 5.',
    ],
    [
      'an unknown column in $filter',
      "accounts?$filter=colour eq 'red'",
      400,
      property('colour', 'account'),
    ],
    [
      'an unknown column in $orderby',
      'accounts?$orderby=colour',
      400,
      property('colour', 'account'),
    ],
    [
      'a direction that is none',
      'accounts?$orderby=name up',
      400,
      "Syntax error at position 7 in 'name up'.",
    ],
    ['an unknown navigation', 'accounts?$expand=colours', 400, property('colours', 'account')],
    [
      'a column in $expand',
      'accounts?$expand=name',
      400,
      "Property 'name' on type 'Microsoft.Dynamics.CRM.account' is not a navigation property or complex property. Only navigation properties can be expanded.",
    ],
    [
      'an unknown column inside $expand',
      'systemusers?$expand=systemuserroles_association($select=nam)',
      400,
      property('nam', 'role'),
    ],
    [
      'an option inside $expand that is not one',
      'systemusers?$expand=systemuserroles_association(select=name)',
      400,
      "Term 'select=name' is not valid in a $select or $expand expression.",
    ],
    ['an unknown table', 'colours', 404, "Resource not found for the segment 'colours'."],
    [
      'a table by its logical name',
      'account',
      404,
      "Resource not found for the segment 'account'.",
    ],
    ['a function in the wrong case', 'whoami', 404, "Resource not found for the segment 'whoami'."],
    [
      'a bound function without its full name',
      `systemusers(${SOMEONE})/RetrieveUserPrivileges()`,
      404,
      "Resource not found for the segment 'RetrieveUserPrivileges'.",
    ],
    [
      'a string that does not end',
      "systemusers?$filter=fullname eq 'Ad",
      400,
      "There is an unterminated string literal at position 15 in 'fullname eq 'Ad'.",
    ],
    [
      'a quote that is not doubled',
      "systemusers?$filter=fullname eq 'O'Neil'",
      400,
      "There is an unterminated string literal at position 20 in 'fullname eq 'O'Neil''.",
    ],
    [
      'text without quotes',
      'systemusers?$filter=fullname eq Adele',
      400,
      property('Adele', 'systemuser'),
    ],
    [
      'double quotes',
      'systemusers?$filter=fullname eq "Adele"',
      400,
      "Syntax error: character '\"' is not valid at position 12 in 'fullname eq \"Adele\"'.",
    ],
    [
      'a quoted GUID',
      `systemusers?$filter=systemuserid eq '${SOMEONE}'`,
      400,
      "A binary operator with incompatible types was detected. Found operand types 'Edm.Guid' and 'Edm.String' for operator kind 'Equal'.",
    ],
    [
      "OData 2's guid'…'",
      `systemusers?$filter=systemuserid eq guid'${SOMEONE}'`,
      400,
      `Unrecognized 'Edm.String' literal 'guid'${SOMEONE}'' at '16' in 'systemuserid eq guid'${SOMEONE}''.`,
    ],
    [
      'a number for a boolean',
      'systemusers?$filter=isdisabled eq 0',
      400,
      "A binary operator with incompatible types was detected. Found operand types 'Edm.Boolean' and 'Edm.Int32' for operator kind 'Equal'.",
    ],
    [
      'an operator that is none',
      "systemusers?$filter=fullname like 'A'",
      400,
      "Syntax error at position 9 in 'fullname like 'A''.",
    ],
    [
      'a filter that is no condition',
      'systemusers?$filter=fullname',
      400,
      'The $filter expression must evaluate to a single boolean value.',
    ],
    [
      'a filter that stops',
      'systemusers?$filter=fullname eq',
      400,
      "Expression expected at position 11 in 'fullname eq'.",
    ],
    [
      'a bracket too few',
      'systemusers?$filter=(isdisabled eq false',
      400,
      "')' or operator expected at position 20 in '(isdisabled eq false'.",
    ],
    [
      'a function of other services',
      "systemusers?$filter=substringof('a',fullname)",
      400,
      "An unknown function with name 'substringof' was found. This may also be a function import or a key lookup on a navigation property, which is not allowed.",
    ],
    [
      'contains on an id',
      "systemusers?$filter=contains(systemuserid,'a')",
      400,
      "No function signature for the function with name 'contains' matches the specified arguments. The function signatures considered are: contains(Edm.String Nullable=true, Edm.String Nullable=true).",
    ],
    ['$skip', 'accounts?$skip=5', 400, 'Skip Clause is not supported in CRM'],
    [
      '$top that is no number',
      'accounts?$top=all',
      400,
      "Invalid value 'all' for $top query option found. The $top query option requires a non-negative integer value.",
    ],
    [
      '$count that is no boolean',
      'accounts?$count=yes',
      400,
      "Invalid value 'yes' for $count query option found. Valid values are 'true' and 'false'.",
    ],
    [
      'an option nobody knows',
      'accounts?$limit=5',
      400,
      'The query parameter $limit is not supported.',
    ],
    [
      '$top on one row',
      `accounts(${SOMEONE})?$top=1`,
      400,
      'The query parameter $top is not supported.',
    ],
    [
      'an option given twice',
      'accounts?$top=1&$top=2',
      400,
      "Query option '$top' was specified more than once, but it must be specified at most once.",
    ],
    [
      'a broken escape',
      'accounts?$filter=%zz',
      400,
      'The query specified in the URI is not valid.',
    ],
    ['a key that is no GUID', "accounts('x')", 400, 'Error in query syntax.'],
    [
      'a row that is not there',
      `systemusers(${SOMEONE})`,
      404,
      `SystemUser With Id = ${SOMEONE} Does Not Exist`,
    ],
    [
      'an access type that is none',
      "RetrieveCurrentOrganization(AccessType=@p1)?@p1='Default'",
      400,
      "The string ''Default'' is not a valid enumeration type constant.",
    ],
    [
      'an access type that is missing',
      'RetrieveCurrentOrganization()',
      400,
      "The parameter 'AccessType' of the function 'RetrieveCurrentOrganization' was not found.",
    ],
  ])('%s', async (_what, path, status, message) => {
    const seen = await visitor.read(path);
    expect([seen.status, errorOf(seen).message]).toEqual([status, message]);
    expect(errorOf(seen).code).toMatch(/^0x[0-9a-f]{8}$/);
  });

  it('a verb that there is none for', async () => {
    const seen = await visitor.call(contoso.host, '/api/data/v9.2/WhoAmI', {
      method: 'POST',
      headers: { authorization: `Bearer ${await visitor.token()}` },
    });
    expect([seen.status, seen.headers.allow]).toEqual([405, 'GET']);
  });

  it('a version of OData that Dataverse never spoke', async () => {
    const seen = await visitor.read('WhoAmI', { 'odata-maxversion': '3.0' });
    expect(seen.status).toBe(400);
  });
});

describe('a query finds', () => {
  it.each<[string, string, string[]]>([
    ['a doubled quote', "$filter=fullname eq 'seán o''neil'", ["Seán O'Neil"]],
    [
      'and, or, not, brackets',
      "$filter=not (accessmode ne 4) and (isdisabled eq true or startswith(fullname,'crm'))",
      ['Crm Integration'],
    ],
    [
      'nothing for a null',
      "$filter=contains(internalemailaddress,'shared') and personalemailaddress eq null&$orderby=fullname desc",
      ['Lynne Robbins', 'Lidia Holloway'],
    ],
    [
      'by a role',
      "$filter=systemuserroles_association/any(r:r/name eq 'Delegate')",
      ['# Mapsimise Connect'],
    ],
    ['by a GUID', `$filter=applicationid eq ${CLIENT_ID}`, ['# Mapsimise Connect']],
    [
      'by a navigation',
      "$filter=businessunitid/name eq 'Contoso' and isdisabled eq true and islicensed eq true and accessmode eq 0&$orderby=fullname",
      ['Diego Siciliani', 'Tomas Navratil'],
    ],
  ])('%s', async (_what, query, names) => {
    const seen = await visitor.read(`systemusers?$select=fullname&${query}`);
    expect(rowsOf(seen).map(({ fullname }) => fullname)).toEqual(names);
  });

  it('what was selected, and the key with it', async () => {
    const seen = await visitor.read('accounts?$select=name&$top=1');
    expect(Object.keys(rowsOf(seen)[0] ?? {})).toEqual(['@odata.etag', 'name', 'accountid']);
    expect(seen.headers['odata-version']).toBe('4.0');
    expect(seen.headers['x-ms-service-request-id']).toMatch(/^[0-9a-f-]{36}$/);
  });

  it('page after page, when it is asked for pages', async () => {
    const prefer = 'odata.maxpagesize=7,odata.include-annotations="*"';
    const names: unknown[] = [];
    let path: string | undefined = 'systemusers?$select=fullname,accessmode&$count=true';
    let pages = 0;
    for (; path !== undefined; pages += 1) {
      const seen = await visitor.read(path, { prefer });
      expect(seen.headers['preference-applied']).toContain('odata.maxpagesize=7');
      expect(rowsOf(seen)[0]).toHaveProperty([
        'accessmode@OData.Community.Display.V1.FormattedValue',
      ]);
      names.push(...rowsOf(seen).map(({ fullname }) => fullname));
      const next = parsed(seen)['@odata.nextLink'] as string | undefined;
      path = next?.slice(`${contoso.url}/api/data/v9.2/`.length);
    }
    expect([pages, new Set(names).size]).toEqual([7, 48]);
  });
});

describe('a caller is refused', () => {
  const token = (change: Partial<Parameters<typeof mintToken>[0]>) =>
    mintToken({
      audience: contoso.url,
      tenantId: TENANTS.contoso,
      clientId: CLIENT_ID,
      objectId: SERVICE_PRINCIPAL_ID,
      nowMs: Date.now(),
      ...change,
    });
  it.each<[string, () => string | undefined, number]>([
    ['without a token', () => undefined, 401],
    ['with a token for another organisation', () => token({ audience: fabrikam.url }), 401],
    ['with a token of another tenant', () => token({ tenantId: TENANTS.fabrikam }), 401],
    ['with a token that has expired', () => token({ nowMs: Date.now() - 2 * 3600 * 1000 }), 401],
    ['with a token that was changed', () => `${token({}).slice(0, -4)}AAAA`, 401],
    ['with no token at all after Bearer', () => '', 401],
    ['when nobody knows it', () => token({ objectId: SOMEONE }), 403],
    [
      'never for a slash at the end of the audience',
      () => token({ audience: `${contoso.url}/` }),
      200,
    ],
    ['never on the API host', () => token({ audience: `https://${contoso.apiHost}` }), 200],
  ])('%s', async (_how, make, status) => {
    const value = make();
    const headers = value === undefined ? undefined : { authorization: `Bearer ${value}` };
    const seen = await visitor.call(contoso.apiHost, '/api/data/v9.2/WhoAmI', {
      ...(headers ? { headers } : {}),
    });
    expect(seen.status).toBe(status);
    if (status === 401) {
      expect(seen.headers['www-authenticate']).toMatch(/^Bearer .*resource_id=https:/);
    }
  });
});

describe('the challenge', () => {
  it.each<[WorldName, string | undefined]>([
    [
      'happy',
      `Bearer authorization_uri=https://login.microsoftonline.com/${TENANTS.contoso}/oauth2/authorize, resource_id=${contoso.url}/`,
    ],
    [
      'wrong-tenant',
      `Bearer authorization_uri=https://login.microsoftonline.com/${TENANTS.fabrikam}/oauth2/authorize, resource_id=${contoso.url}/`,
    ],
    [
      'unknown-tenant',
      `Bearer authorization_uri=https://login.microsoftonline.com/${TENANTS.unknown}/oauth2/authorize, resource_id=${contoso.url}/`,
    ],
    [
      'foreign-authority',
      `Bearer authorization_uri=https://login.microsoftonline.com.evil.test/${TENANTS.contoso}/oauth2/authorize, resource_id=${contoso.url}/`,
    ],
    ['no-challenge', undefined],
  ])('of the world %s', async (world, challenge) => {
    await visitor.setWorld(world);
    const seen = await visitor.call(contoso.host, '/api/data/v9.2/WhoAmI');
    await visitor.setWorld('happy');
    expect([seen.status, seen.headers['www-authenticate'], seen.text]).toEqual([
      401,
      challenge,
      '',
    ]);
  });
});

describe('in the world', () => {
  it.each<[WorldName, string, number, string | undefined]>([
    ['no-application-user', 'WhoAmI', 403, '0x80072560'],
    ['user-disabled', 'WhoAmI', 403, '0x80040225'],
    ['no-role', 'WhoAmI', 200, undefined],
    ['no-role', 'systemusers', 403, '0x80042f09'],
    ['missing-privilege', 'accounts?$top=1', 200, undefined],
    ['missing-privilege', 'leads?$top=1', 403, '0x80040220'],
    ['no-table-readable', 'accounts?$top=1', 403, '0x80040220'],
    ['no-table-readable', 'systemusers?$top=1', 200, undefined],
    ['throttled', 'WhoAmI', 429, '0x80072322'],
    ['administration-mode', 'WhoAmI', 503, undefined],
    ['redirecting-host', 'WhoAmI', 302, undefined],
    ['renamed-organisation', 'WhoAmI', 404, undefined],
    ['captive-portal', 'WhoAmI', 200, undefined],
    ['token-refused', 'WhoAmI', 401, undefined],
  ])('%s, GET %s', async (world, path, status, code) => {
    const authorization = `Bearer ${await visitor.token()}`;
    await visitor.setWorld(world);
    const seen = await visitor.call(contoso.host, `/api/data/v9.2/${path}`, {
      headers: { authorization },
    });
    await visitor.setWorld('happy');
    expect([seen.status, code && errorOf(seen).code]).toEqual([status, code]);
  });

  it('missing-privilege, the refusal says which privilege, of which table', async () => {
    await visitor.setWorld('missing-privilege');
    const { message } = errorOf(await visitor.read('leads'));
    await visitor.setWorld('happy');
    expect(message).toMatch(
      /^Principal user \(Id=[0-9a-f-]{36}, type=8, roleCount=1, privilegeCount=7, accessMode='4 Non-interactive', .*\), is missing prvReadLead privilege \(Id=[0-9a-f-]{36}\) on OTC=4 for entity 'lead' \(LocalizedName='Lead'\)\. context\.Caller=/,
    );
  });

  it('no-role, one may still see that one has none', async () => {
    await visitor.setWorld('no-role');
    const { UserId } = parsed(await visitor.read('WhoAmI'));
    const seen = await visitor.read(
      `systemusers(${UserId})?$select=fullname&$expand=systemuserroles_association($select=name)`,
    );
    await visitor.setWorld('happy');
    expect(parsed(seen).systemuserroles_association).toEqual([]);
  });

  it('empty-tables, reading is allowed and nothing is there', async () => {
    await visitor.setWorld('empty-tables');
    const seen = await visitor.read('accounts?$select=name&$top=1');
    await visitor.setWorld('happy');
    expect(rowsOf(seen)).toEqual([]);
  });

  it('token-refused-once, only a fresh token helps', async () => {
    await visitor.setWorld('token-refused-once');
    const first = { headers: { authorization: `Bearer ${await visitor.token()}` } };
    const fresh = { headers: { authorization: `Bearer ${await visitor.token()}` } };
    const statuses: number[] = [];
    for (const said of [first, first, fresh]) {
      statuses.push((await visitor.call(contoso.host, '/api/data/v9.2/WhoAmI', said)).status);
    }
    await visitor.setWorld('happy');
    expect(statuses).toEqual([401, 401, 200]);
  });

  it('other-organisation, the application hears another id', async () => {
    await visitor.setWorld('other-organisation');
    const { OrganizationId } = parsed(await visitor.read('WhoAmI'));
    await visitor.setWorld('happy');
    expect(OrganizationId).toBe(OTHER_ORGANISATION_ID);
  });
});

it.each([
  "RetrieveCurrentOrganization(AccessType=@p1)?@p1=Microsoft.Dynamics.CRM.EndpointAccessType'Default'",
  "RetrieveCurrentOrganization(AccessType=Microsoft.Dynamics.CRM.EndpointAccessType'Default')",
])('tells about the organisation: %s', async (path) => {
  const { Detail } = parsed(await visitor.read(path));
  expect(Detail).toMatchObject({
    OrganizationId: contoso.organizationId,
    TenantId: TENANTS.contoso,
    UniqueName: contoso.uniqueName,
    OrganizationType: 'Customer',
    State: 'Enabled',
    Endpoints: { Count: 3, Values: expect.arrayContaining([`${contoso.url}/`]) },
  });
});

it('says what it cannot play, so that nobody takes it for an answer', async () => {
  const seen = await visitor.read("EntityDefinitions(LogicalName='systemuser')/Attributes");
  expect([seen.status, errorOf(seen).message]).toEqual([
    501,
    'The emulator does not play EntityDefinitions.',
  ]);
});

it('tells the privileges of a user, all or by name', async () => {
  const { UserId } = parsed(await visitor.read('WhoAmI'));
  const bound = `systemusers(${UserId})/Microsoft.Dynamics.CRM.`;
  const names = async (path: string) => {
    const all = parsed(await visitor.read(`${bound}${path}`)).RolePrivileges;
    return (all as { PrivilegeName: string; Depth: string }[]).map(
      ({ PrivilegeName, Depth }) => `${PrivilegeName} ${Depth}`,
    );
  };
  expect(await names('RetrieveUserPrivileges()')).toHaveLength(9);
  expect(await names("RetrieveUserPrivilegeByPrivilegeName(PrivilegeName='prvReadLead')")).toEqual([
    'prvReadLead Global',
  ]);
  expect(
    await names(
      'RetrieveUserSetOfPrivilegesByNames(PrivilegeNames=@p)?@p=["prvReadAccount","prvWriteAccount"]',
    ),
  ).toEqual(['prvReadAccount Global']);
});

it('signs the page in by way of Microsoft, and takes its cookie for the API', async () => {
  const page = '/main.aspx?pagetype=entitylist';
  const away = await visitor.call(contoso.host, page);
  const authorize = new URL(String(away.headers.location));
  const form = await visitor.call(authorize.host, `${authorize.pathname}${authorize.search}`);
  const fields = [...form.text.matchAll(/name="(\w+)" value="([^"]*)"/g)].map(
    ([, name = '', value = '']): [string, string] => [name, value],
  );
  const back = await visitor.call(contoso.host, '/', {
    method: 'POST',
    body: new URLSearchParams(fields).toString(),
  });
  const set = back.headers['set-cookie'] ?? [];
  const cookie = set.map((one) => one.split(';')[0]).join('; ');
  const shown = await visitor.call(contoso.host, page, { headers: { cookie } });
  const me = await visitor.call(contoso.host, '/api/data/v9.2/WhoAmI', { headers: { cookie } });
  expect([away.status, authorize.host, back.status, back.headers.location]).toEqual([
    302,
    'login.microsoftonline.com',
    302,
    `${contoso.url}${page}`,
  ]);
  expect(set.every((one) => /secure; HttpOnly/.test(one))).toBe(true);
  expect([shown.status, me.status]).toEqual([200, 200]);
  expect(shown.text).toContain('Sales Hub');
});

it('knows no organisation but its own', async () => {
  const seen = await visitor.call('nobody.crm4.dynamics.com', '/api/data/v9.2/WhoAmI');
  expect(seen.status).toBe(404);
});
