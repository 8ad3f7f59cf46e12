// @vitest-environment node
import { afterAll, beforeAll, beforeEach, describe, expect, it } from 'vitest';
import { ADELE, MAPPING } from '../../emulators/people.ts';
import { errorOf, parsed, rowsOf, type Visitor, visit } from './visitor.ts';

const PATH = "EntityDefinitions(LogicalName='systemuser')/Attributes";
const CAST = `${PATH}/Microsoft.Dynamics.CRM.StringAttributeMetadata`;
const COLUMNS =
  '$select=LogicalName,SchemaName,DisplayName,FormatName,IsCustomAttribute,IsValidForRead,AttributeOf,IsSecured,MaxLength';

let visitor: Visitor;
beforeAll(async () => {
  visitor = await visit();
});
beforeEach(() => visitor.setWorld('happy'));
afterAll(() => visitor.leave());

const named = async (name: string) =>
  rowsOf(await visitor.read(`${CAST}?${COLUMNS}&$filter=LogicalName eq '${name}'`))[0];

describe('the text columns of systemuser', () => {
  it('are told in the shape of the real answer, the metadata id always with them', async () => {
    const seen = await visitor.read(`${CAST}?$select=LogicalName,FormatName`);
    expect(parsed(seen)['@odata.context']).toMatch(
      /#EntityDefinitions\('systemuser'\)\/Attributes\/Microsoft\.Dynamics\.CRM\.StringAttributeMetadata\(LogicalName,FormatName\)$/,
    );
    expect(rowsOf(seen).length).toBeGreaterThan(80);
    expect(Object.keys(rowsOf(seen)[0] ?? {})).toEqual(['LogicalName', 'FormatName', 'MetadataId']);
  });

  it.each([
    ['domainname', 'User Name', 'Text', 1024],
    ['internalemailaddress', 'Primary Email', 'Email', 100],
    ['personalemailaddress', 'Email 2', 'Email', 100],
    ['mobilealertemail', 'Mobile Alert Email', 'Email', 100],
    ['windowsliveid', 'Windows Live ID', 'Email', 1024],
    ['yammeremailaddress', 'Yammer Email', 'Email', 200],
    ['sharepointemailaddress', 'SharePoint Email Address', 'Text', 1024],
    [MAPPING.customColumn, MAPPING.customLabel, 'Text', 100],
    [MAPPING.dualColumn, MAPPING.dualLabel, 'Email', 100],
  ])('%s is labelled %s and has the format %s', async (name, label, format, length) => {
    const row = await named(name);
    expect(row).toMatchObject({
      DisplayName: { UserLocalizedLabel: { Label: label, LanguageCode: 1033 } },
      FormatName: { Value: format },
      MaxLength: length,
      AttributeOf: null,
      IsCustomAttribute: name.startsWith('contoso_'),
      IsValidForRead: true,
    });
  });

  it.each([
    ['a look-up name', 'createdbyname', { AttributeOf: 'createdby' }],
    ['a look-up name in kana', 'createdbyyominame', { AttributeOf: 'createdby' }],
    ['a secured column', MAPPING.securedColumn, { IsSecured: true }],
    ['one that cannot be read', MAPPING.unreadableColumn, { IsValidForRead: false }],
    ['one without a label', MAPPING.noLabelColumn, { DisplayName: { UserLocalizedLabel: null } }],
    [
      'one with an empty label',
      MAPPING.emptyLabelColumn,
      { DisplayName: { UserLocalizedLabel: { Label: '' } } },
    ],
  ])('%s is listed as such', async (_what, name, said) => {
    expect(await named(name)).toMatchObject(said);
  });

  it.each(['address1_composite', 'accessmode', 'createdby', 'entityimage'])(
    '%s is not among them',
    async (name) => {
      expect(await named(name)).toBeUndefined();
    },
  );

  it('can be selected from rows if, and only if, they are readable and no look-up names', async () => {
    const rows = rowsOf(await visitor.read(`${CAST}?${COLUMNS}`));
    const good = rows.filter((row) => row.IsValidForRead && row.AttributeOf === null);
    const names = good.map(({ LogicalName }) => LogicalName).join(',');
    expect((await visitor.read(`systemusers?$top=1&$select=${names}`)).status).toBe(200);
    for (const { LogicalName } of rows.filter((row) => !good.includes(row))) {
      const seen = await visitor.read(`systemusers?$top=1&$select=${LogicalName}`);
      expect([LogicalName, seen.status]).toEqual([LogicalName, 400]);
    }
  });
});

describe('a filter of metadata', () => {
  it.each([
    ["FormatName/Value eq 'Email'", 7],
    ['IsCustomAttribute eq true', 6],
    ['IsCustomAttribute and not IsValidForRead', 1],
    ['IsSecured eq true', 1],
    ["AttributeOf ne null and (LogicalName eq 'createdbyname' or LogicalName eq 'title')", 1],
    ["AttributeType eq Microsoft.Dynamics.CRM.AttributeTypeCode'Memo'", 0],
    ['MaxLength lt 5', 2],
    ["LogicalName eq 'DomainName'", 0],
  ])('%s leaves %i', async (filter, count) => {
    const seen = await visitor.read(`${CAST}?$select=LogicalName&$filter=${filter}`);
    expect(rowsOf(seen)).toHaveLength(count);
  });

  it.each<[string, number, string]>([
    [
      "startswith(LogicalName,'contoso_')",
      501,
      'The "startswith" function isn\'t supported for Metadata Entities.',
    ],
    [
      "contains(LogicalName,'mail')",
      501,
      'The "contains" function isn\'t supported for Metadata Entities.',
    ],
    [
      "AttributeType eq 'String'",
      400,
      "A binary operator with incompatible types was detected. Found operand types 'Microsoft.Dynamics.CRM.AttributeTypeCode' and 'Edm.String' for operator kind 'Equal'.",
    ],
    [
      "FormatName eq 'Email'",
      400,
      "A binary operator with incompatible types was detected. Found operand types 'Microsoft.Dynamics.CRM.StringFormatName' and 'Edm.String' for operator kind 'Equal'.",
    ],
    [
      "DisplayName/UserLocalizedLabel/Label eq 'Email 2'",
      400,
      'Conditions based on property DisplayName are not supported.',
    ],
    [
      "Colour eq 'red'",
      400,
      "Could not find a property named 'Colour' on type 'Microsoft.Dynamics.CRM.StringAttributeMetadata'.",
    ],
    ["LogicalName like 'a'", 400, "Syntax error at position 12 in 'LogicalName like 'a''."],
  ])('%s is refused with %i', async (filter, status, message) => {
    const seen = await visitor.read(`${CAST}?$select=LogicalName&$filter=${filter}`);
    expect([seen.status, errorOf(seen).message]).toEqual([status, message]);
  });
});

describe('metadata is refused', () => {
  it.each([
    ['for a property that there is none', `${CAST}?$select=Colour`, 400, '0x80060888'],
    ['in the wrong case', `${CAST}?$select=logicalname`, 400, '0x80060888'],
    ['in pages', `${CAST}?$select=LogicalName&$top=5`, 400, '0x80060888'],
    ['in an order', `${CAST}?$select=LogicalName&$orderby=LogicalName`, 400, '0x80060888'],
    ['with a count', `${CAST}?$select=LogicalName&$count=true`, 400, '0x80060888'],
    [
      'of a table that there is none',
      "EntityDefinitions(LogicalName='colour')/Attributes",
      404,
      '0x80040217',
    ],
    ['whole, by this emulator', CAST, 501, 'emulator'],
    ['without the cast, by this emulator', `${PATH}?$select=LogicalName`, 501, 'emulator'],
    [
      'in another cast, by this emulator',
      `${PATH}/Microsoft.Dynamics.CRM.MemoAttributeMetadata?$select=LogicalName`,
      501,
      'emulator',
    ],
  ])('%s', async (_how, path, status, code) => {
    const seen = await visitor.read(path);
    expect([seen.status, errorOf(seen).code]).toEqual([status, code]);
  });

  it('to whom prvReadEntity is missing, by name', async () => {
    await visitor.setWorld('metadata-refused');
    const seen = await visitor.readFromPage(`${CAST}?$select=LogicalName`);
    expect([seen.status, errorOf(seen).code]).toEqual([403, '0x80040220']);
    expect(errorOf(seen).message).toContain(`Id=${ADELE.userId}`);
    expect(errorOf(seen).message).toContain('missing prvReadEntity privilege');
    expect((await visitor.read(`${CAST}?$select=LogicalName`)).status).toBe(200);
  });
});
