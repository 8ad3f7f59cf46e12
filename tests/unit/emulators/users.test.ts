// @vitest-environment node
import { afterAll, beforeAll, beforeEach, describe, expect, it } from 'vitest';
import { ADELE, EMILY, MAPPING, OWNED } from '../../emulators/people.ts';
import { errorOf, parsed, rowsOf, type Visitor, visit } from './visitor.ts';

let visitor: Visitor;
beforeAll(async () => {
  visitor = await visit();
});
beforeEach(() => visitor.setWorld('happy'));
afterAll(() => visitor.leave());

const literal = (text: string) => encodeURIComponent(`'${text.replaceAll("'", "''")}'`);
const namesBy = async (filter: string) =>
  rowsOf(
    await visitor.read(`systemusers?$select=fullname&$orderby=fullname&$filter=${filter}`),
  ).map(({ fullname }) => fullname);

describe('the users of the organisation', () => {
  it.each<[string, string, number]>([
    ['in all', 'fullname ne null', 48],
    ['guests', "contains(domainname,'%23EXT%23')", 3],
    ['disabled', 'isdisabled eq true', 3],
    ['unlicensed', 'islicensed eq false', 4],
    ['administrative', 'accessmode eq 1', 1],
    ['readers', 'accessmode eq 2', 2],
    ['supporters', 'accessmode eq 3', 1],
    ['non-interactive', 'accessmode eq 4', 3],
    ['delegated administrators', 'accessmode eq 5', 1],
    ['without an Entra object id', 'azureactivedirectoryobjectid eq null', 2],
    ['with DOMAIN\\user', "startswith(domainname,'contoso%5C')", 3],
    ['with an apostrophe in the address', "contains(internalemailaddress,'''')", 3],
    ['without a primary e-mail', 'internalemailaddress eq null', 6],
    ['with Mapsimise Login', `${MAPPING.customColumn} ne null`, 2],
    ['not known by any Windows Live ID', 'windowsliveid eq null', 3],
  ])('%s: %s are %i', async (_what, filter, count) => {
    const seen = await visitor.read(`systemusers?$select=fullname&$count=true&$filter=${filter}`);
    expect([parsed(seen)['@odata.count'], rowsOf(seen).length]).toEqual([count, count]);
  });

  it.each<[string, string, string[]]>([
    ['whatever the case', "o'neil@contoso.com", ["Conor O'Neil", "Niamh O'Neil"]],
    ['two apostrophes in a row', "d'angelo''gino@contoso.com", ["Gino D'Angelo"]],
    ['two people who share it', 'the.greens@home.example', ['Chris Green', 'Christie Cline']],
    ['capitals in the row', 'ben.walters@contoso.com', ['Ben Walters']],
    ['blanks at the end do not count', 'brian.johnson@contoso.com', ['Brian Johnson']],
    ['blanks at the end of what is asked neither', 'ADELE.vance@contoso.com  ', ['Adele Vance']],
    ['blanks at the beginning do', 'kai.carter@contoso.com', []],
    ['the custom column', 'delia.dennis@contoso.com', ['Delia Dennis']],
    ['the second custom column', 'gerhart.möller@contoso.com', ['Gerhart Moller']],
    ['a secured value is not found', 'hugo.ferrari@contoso.com', []],
    ['percent and ampersand', '50%off&more@contoso.com', ['Quentin Percent']],
    ['nobody', 'nobody@contoso.com', []],
  ])('are found by one address in any of many columns: %s', async (_what, email, names) => {
    const columns = [
      'domainname',
      'internalemailaddress',
      'personalemailaddress',
      'mobilealertemail',
      'windowsliveid',
      MAPPING.customColumn,
      MAPPING.dualColumn,
      MAPPING.securedColumn,
      MAPPING.noLabelColumn,
    ];
    const filter = columns.map((column) => `${column} eq ${literal(email)}`).join(' or ');
    expect(await namesBy(filter)).toEqual(names);
  });

  it('are found in a chain of 500 conditions, and in none longer', async () => {
    const chain = (length: number) =>
      Array.from({ length }, (_, index) => `title eq '${index}'`).join(' or ');
    expect((await visitor.read(`systemusers?$filter=${chain(500)}`)).status).toBe(200);
    const seen = await visitor.read(`systemusers?$filter=${chain(501)}`);
    expect([seen.status, errorOf(seen).code]).toEqual([400, '0x8004430C']);
  });

  it('are not found by a URL of more than 32,768 characters', async () => {
    const seen = await visitor.read(`systemusers?$filter=title eq '${'x'.repeat(33_000)}'`);
    expect(seen.status).toBe(414);
  });

  it('have no column for the name of a look-up', async () => {
    const seen = await visitor.read('systemusers?$select=fullname,createdbyname&$top=1');
    expect([seen.status, errorOf(seen).message]).toEqual([
      400,
      "Could not find a property named 'createdbyname' on type 'Microsoft.Dynamics.CRM.systemuser'.",
    ]);
  });

  it('keep surrounding blanks as they were written', async () => {
    const [row] = rowsOf(
      await visitor.read(
        `systemusers?$select=${MAPPING.customColumn}&$filter=fullname eq 'Kai Carter'`,
      ),
    );
    expect(row?.[MAPPING.customColumn]).toBe(' KAI.Carter@contoso.com ');
  });

  it('show a secured value to administrators only', async () => {
    await visitor.setWorld('secured-column');
    const path = `systemusers(${ADELE.userId})?$select=${MAPPING.securedColumn}`;
    expect(parsed(await visitor.readFromPage(path))[MAPPING.securedColumn]).toBeNull();
    expect(parsed(await visitor.read(path))[MAPPING.securedColumn]).toBeNull();
    const [whole] = rowsOf(await visitor.readFromPage('accounts?$top=1&$expand=owninguser'));
    expect(whole).toHaveProperty(['owninguser', MAPPING.securedColumn], null);
  });

  it('may lack an Entra object id', async () => {
    const seen = await visitor.read(
      `systemusers(${EMILY.userId})?$select=azureactivedirectoryobjectid`,
    );
    expect(parsed(seen).azureactivedirectoryobjectid).toBeNull();
  });
});

describe('EqualUserId', () => {
  const mine = (set: string, key: string, function_: string) =>
    `${set}?$select=${key}&$count=true&$top=1&$filter=Microsoft.Dynamics.CRM.EqualUserId(${function_})`;

  it.each<['adele' | 'application', 'accounts' | 'contacts', string]>([
    ['adele', 'accounts', "PropertyName='ownerid'"],
    ['adele', 'contacts', "PropertyName='ownerid'"],
    ['application', 'accounts', "PropertyName='ownerid'"],
    ['application', 'contacts', "PropertyName='ownerid'"],
  ])('counts what %s owns among the %s', async (who, set, function_) => {
    const path = mine(set, `${set.slice(0, -1)}id`, function_);
    const seen = await (who === 'adele' ? visitor.readFromPage(path) : visitor.read(path));
    expect(parsed(seen)['@odata.count']).toBe(OWNED[who][set]);
    const all = await visitor.read(`${set}?$select=${set.slice(0, -1)}id&$count=true`);
    expect(parsed(all)['@odata.count']).toBe(OWNED.everybody[set]);
  });

  it.each(["PropertyName='systemuserid'", "PropertyName=@p1)&@p1='systemuserid'#"])(
    'finds oneself among the users: %s',
    async (said) => {
      const path = said.endsWith('#')
        ? `systemusers?$select=fullname&$filter=Microsoft.Dynamics.CRM.EqualUserId(${said.slice(0, -1)}`
        : mine('systemusers', 'fullname', said);
      const names = rowsOf(await visitor.readFromPage(path)).map(({ fullname }) => fullname);
      expect(names).toEqual([ADELE.fullName]);
    },
  );

  it('goes together with other conditions', async () => {
    const seen = await visitor.readFromPage(
      "accounts?$select=name&$filter=statecode eq 0 and Microsoft.Dynamics.CRM.EqualUserId(PropertyName='ownerid') and address1_country eq 'germany'",
    );
    expect(rowsOf(seen).map(({ name }) => name)).toEqual(['Adventure Works']);
  });

  it.each<[string, string, string]>([
    [
      'after not',
      "not Microsoft.Dynamics.CRM.EqualUserId(PropertyName='ownerid')",
      'Not operator along with the Custom Named Condition operators is not allowed',
    ],
    [
      'for an unknown property',
      "Microsoft.Dynamics.CRM.EqualUserId(PropertyName='colour')",
      "'account' entity doesn't contain attribute with Name = 'colour' and NameMapping = 'Logical'.",
    ],
    [
      'for a property by its Web API name',
      "Microsoft.Dynamics.CRM.EqualUserId(PropertyName='_ownerid_value')",
      "'account' entity doesn't contain attribute with Name = '_ownerid_value' and NameMapping = 'Logical'.",
    ],
    [
      'without its namespace',
      "EqualUserId(PropertyName='ownerid')",
      "An unknown function with name 'EqualUserId' was found. This may also be a function import or a key lookup on a navigation property, which is not allowed.",
    ],
    [
      'without the name of its parameter',
      "Microsoft.Dynamics.CRM.EqualUserId('ownerid')",
      "Syntax error at position 35 in 'Microsoft.Dynamics.CRM.EqualUserId('ownerid')'.",
    ],
  ])('is refused %s', async (_how, filter, message) => {
    const seen = await visitor.read(`accounts?$filter=${filter}`);
    expect([seen.status, errorOf(seen).message]).toEqual([400, message]);
  });
});
