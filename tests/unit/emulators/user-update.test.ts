// @vitest-environment node
import { afterAll, beforeAll, beforeEach, describe, expect, it } from 'vitest';
import { ADELE, ALEX, MAPPING, NOBODY_ID, ORGANISATIONS } from '../../emulators/people.ts';
import { errorOf, parsed, type Visitor, visit } from './visitor.ts';

let visitor: Visitor;
let cookie: string;
beforeAll(async () => {
  visitor = await visit();
});
beforeEach(async () => {
  await visitor.setWorld('not-found');
  cookie = await visitor.session();
});
afterAll(() => visitor.leave());

const EMAIL_2 = 'personalemailaddress';
const save = { [EMAIL_2]: MAPPING.email };
const email2 = async (id: string = ADELE.userId) =>
  parsed(await visitor.read(`systemusers(${id})?$select=${EMAIL_2}`))[EMAIL_2];

describe('one’s own row', () => {
  it('takes another Email 2 from the page’s session, and later readers see it', async () => {
    expect(await email2()).toBe(MAPPING.oldEmail2);
    const seen = await visitor.patchUser(ADELE.userId, save, { cookie });
    expect([seen.status, seen.text, seen.headers['odata-entityid']]).toEqual([
      204,
      '',
      `${ORGANISATIONS.contoso.url}/api/data/v9.2/systemusers(${ADELE.userId})`,
    ]);
    expect(await email2()).toBe(MAPPING.email);
    await visitor.setWorld('not-found');
    expect(await email2()).toBe(MAPPING.oldEmail2);
  });

  it.each<[string, unknown, unknown]>([
    ['null', null, null],
    ['nothing', '', null],
    ['what has blanks', ' a@b.c ', ' a@b.c '],
    ['100 characters', 'x'.repeat(100), 'x'.repeat(100)],
  ])('takes %s', async (_what, given, kept) => {
    const seen = await visitor.patchUser(ADELE.userId, { [EMAIL_2]: given }, { cookie });
    expect([seen.status, await email2()]).toEqual([204, kept]);
  });

  it('is known by another etag afterwards, and the old one no longer fits', async () => {
    const path = `systemusers(${ADELE.userId})?$select=fullname`;
    const before = String(parsed(await visitor.read(path))['@odata.etag']);
    const patch = (etag: string) =>
      visitor.patchUser(ADELE.userId, save, { cookie, 'if-match': etag });
    expect((await patch(before)).status).toBe(204);
    const late = await patch(before);
    expect([late.status, errorOf(late).code]).toEqual([412, '0x80060882']);
  });

  it('may be found by its new value', async () => {
    await visitor.patchUser(ADELE.userId, save, { cookie });
    const seen = await visitor.read(
      `systemusers?$select=fullname&$filter=${EMAIL_2} eq '${MAPPING.email.toUpperCase()}'`,
    );
    expect(seen.text).toContain(ADELE.fullName);
  });
});

describe('a change is refused', () => {
  it.each<[string, unknown, Record<string, string | undefined>, number, string, string]>([
    [
      'of 101 characters',
      { [EMAIL_2]: 'x'.repeat(101) },
      {},
      400,
      '0x80044331',
      "A validation error occurred.  The length of the 'personalemailaddress' attribute of the 'systemuser' entity exceeded the maximum allowed length of '100'.",
    ],
    [
      'of a property that there is none',
      { colour: 'red' },
      {},
      400,
      '0x80048d19',
      "Invalid property 'colour' was found in entity 'Microsoft.Dynamics.CRM.systemuser'.",
    ],
    [
      'of a look-up name',
      { createdbyname: 'me' },
      {},
      400,
      '0x80048d19',
      "Invalid property 'createdbyname'",
    ],
    [
      'to a number',
      { [EMAIL_2]: 5 },
      {},
      400,
      '0x80048d19',
      "Cannot convert the literal '5' to the expected type 'Edm.String'.",
    ],
    ['that is no JSON', '{"personal', {}, 400, '0x80048d19', 'Invalid JSON'],
    ['that is a list', '[]', {}, 400, '0x80048d19', "A 'StartObject' node was expected"],
    [
      'without a content type',
      save,
      { 'content-type': undefined },
      400,
      '0x80048d19',
      'A supported MIME type could not be found',
    ],
    ['as text', save, { 'content-type': 'text/plain' }, 400, '0x80048d19', 'MIME type'],
    ['by an old etag', save, { 'if-match': 'W/"1"' }, 412, '0x80060882', 'RowVersion'],
    [
      'that should only create',
      save,
      { 'if-match': undefined, 'if-none-match': '*' },
      412,
      '0x80040237',
      'A record with matching key values already exists.',
    ],
    ['of what cannot be written here', { accessmode: 0 }, {}, 501, 'emulator', 'accessmode'],
    ['of a state, by who may not', { isdisabled: true }, {}, 403, '0x80040220', 'prvWriteUser'],
    ['of a read-only column', { fullname: 'X' }, {}, 501, 'emulator', 'fullname'],
  ])('%s', async (_how, body, headers, status, code, words) => {
    const seen = await visitor.patchUser(ADELE.userId, body, { cookie, ...headers });
    expect([seen.status, errorOf(seen).code]).toEqual([status, code]);
    expect(errorOf(seen).message).toContain(words);
    expect(await email2()).toBe(MAPPING.oldEmail2);
  });

  it('of a user that there is none: If-Match keeps it from being made', async () => {
    const seen = await visitor.patchUser(NOBODY_ID, save, { cookie });
    expect([seen.status, errorOf(seen).message]).toEqual([
      404,
      `SystemUser With Id = ${NOBODY_ID} Does Not Exist`,
    ]);
    const upsert = await visitor.patchUser(NOBODY_ID, save, { cookie, 'if-match': undefined });
    expect(errorOf(upsert).code).toBe('emulator');
  });

  it.each<[string, 'not-found' | 'no-write-privilege', string]>([
    ['of somebody else’s row', 'not-found', ALEX.userId],
    ['of one’s own row without prvWriteUser', 'no-write-privilege', ADELE.userId],
  ])('%s: prvWriteUser is named', async (_how, world, id) => {
    await visitor.setWorld(world);
    const seen = await visitor.patchUser(id, save, { cookie: await visitor.session() });
    expect([seen.status, errorOf(seen).code]).toEqual([403, '0x80040220']);
    expect(errorOf(seen).message).toMatch(
      new RegExp(`Id=${ADELE.userId}, .*is missing prvWriteUser privilege .*'systemuser'`),
    );
  });

  it('by the application, which may write no user', async () => {
    const authorization = `Bearer ${await visitor.token()}`;
    const seen = await visitor.patchUser(ADELE.userId, save, { authorization });
    expect(errorOf(seen).message).toContain('prvWriteUser');
  });

  it('of a secured column: readable all the same', async () => {
    await visitor.setWorld('secured-email-2');
    const session = { cookie: await visitor.session() };
    const seen = await visitor.patchUser(ADELE.userId, save, session);
    expect([seen.status, errorOf(seen)]).toEqual([
      403,
      {
        code: '0x8004f507',
        message: `Caller user with Id ${ADELE.userId} does not have update permissions to a Email 2 secured field on entity User. The requested operation could not be completed.`,
      },
    ]);
    expect(await email2()).toBe(MAPPING.oldEmail2);
  });

  it('without a session, by 401', async () => {
    expect((await visitor.patchUser(ADELE.userId, save, {})).status).toBe(401);
  });
});
