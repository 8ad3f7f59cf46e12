// @vitest-environment node
import { afterAll, beforeAll, beforeEach, describe, expect, it } from 'vitest';
import {
  ADELE,
  ALEX,
  APPLICATION_USER,
  DIEGO,
  EMILY,
  MAPPING,
  NESTOR,
  NOBODY_ID,
  OWNED,
  SERVICE_PRINCIPAL_ID,
} from '../../emulators/people.ts';
import type { WorldName } from '../../emulators/worlds.ts';
import { errorOf, parsed, rowsOf, type Visitor, visit } from './visitor.ts';

let visitor: Visitor;
beforeAll(async () => {
  visitor = await visit();
});
beforeEach(() => visitor.setWorld('happy'));
afterAll(() => visitor.leave());

const asAdele = { CallerObjectId: ADELE.entraId };
const asAdeleById = { MSCRMCallerID: ADELE.userId };
const COUNT =
  "$count=true&$top=1&$filter=Microsoft.Dynamics.CRM.EqualUserId(PropertyName='ownerid')";

describe('the application, acting for Adele,', () => {
  it.each<[string, Record<string, string>, string]>([
    ['herself', {}, APPLICATION_USER.userId],
    ['by CallerObjectId', asAdele, ADELE.userId],
    ['by MSCRMCallerID', asAdeleById, ADELE.userId],
    ['by an id in capitals', { CallerObjectId: ADELE.entraId.toUpperCase() }, ADELE.userId],
    [
      'by both: CallerObjectId wins',
      { CallerObjectId: ALEX.entraId, MSCRMCallerID: ADELE.userId },
      ALEX.userId,
    ],
    ['named itself', { CallerObjectId: SERVICE_PRINCIPAL_ID }, APPLICATION_USER.userId],
    ['who has no Entra id, by user id', { MSCRMCallerID: EMILY.userId }, EMILY.userId],
  ])('is told who it is: %s', async (_how, headers, id) => {
    const seen = await visitor.read('WhoAmI', headers);
    expect([seen.status, parsed(seen).UserId]).toEqual([200, id]);
  });

  it.each(['accounts', 'contacts'] as const)('counts her %s as its own', async (set) => {
    const path = `${set}?$select=createdon&${COUNT}`;
    const counts = [{}, asAdele, asAdeleById].map(async (headers) =>
      Number(parsed(await visitor.read(path, headers))['@odata.count']),
    );
    expect(await Promise.all(counts)).toEqual([
      OWNED.application[set],
      OWNED.adele[set],
      OWNED.adele[set],
    ]);
  });

  it('may not write her row, although she may: both have to', async () => {
    const authorization = `Bearer ${await visitor.token()}`;
    const seen = await visitor.patchUser(
      ADELE.userId,
      { personalemailaddress: MAPPING.email },
      { authorization, ...asAdele },
    );
    expect(errorOf(seen).message).toMatch(new RegExp(`Id=${ADELE.userId}, .*missing prvWriteUser`));
  });
});

describe('impersonation is refused', () => {
  const lacking = 'User does not have the privilege to act on behalf another user.';
  it.each<[string, WorldName, Record<string, string>, number, string, string]>([
    [
      'for an unknown object id',
      'happy',
      { CallerObjectId: NOBODY_ID },
      403,
      '0x80072560',
      'member',
    ],
    [
      'for an unknown user id',
      'happy',
      { MSCRMCallerID: NOBODY_ID },
      404,
      '0x80040217',
      `SystemUser With Id = ${NOBODY_ID} Does Not Exist`,
    ],
    [
      'for a user id in the place of an object id',
      'happy',
      { CallerObjectId: ADELE.userId },
      403,
      '0x80072560',
      'member',
    ],
    [
      'for somebody disabled',
      'happy',
      { CallerObjectId: DIEGO.entraId },
      403,
      '0x80040225',
      DIEGO.userId,
    ],
    ['for a GUID that is none', 'happy', { CallerObjectId: 'adele' }, 400, '0x80060888', "'adele'"],
    ['for nothing', 'happy', { MSCRMCallerID: '' }, 400, '0x80060888', "''"],
    ['without the privilege', 'no-act-on-behalf', asAdele, 403, '0x8004A110', lacking],
    [
      'without the privilege, the older way',
      'no-act-on-behalf',
      asAdeleById,
      403,
      '0x8004A110',
      lacking,
    ],
    ['by a team’s privilege', 'act-on-behalf-by-team', asAdele, 403, '0x8004A110', lacking],
    ['where nobody is found', 'impersonation-target-unknown', asAdele, 403, '0x80072560', 'member'],
    [
      'where nobody is found, the older way',
      'impersonation-target-unknown',
      asAdeleById,
      404,
      '0x80040217',
      ADELE.userId,
    ],
    [
      'where she was disabled just now',
      'impersonation-target-disabled',
      asAdele,
      403,
      '0x80040225',
      ADELE.userId,
    ],
    [
      'where her row has no object id',
      'impersonation-without-entra-id',
      asAdele,
      403,
      '0x80072560',
      'member',
    ],
  ])('%s (%s)', async (_how, world, headers, status, code, words) => {
    await visitor.setWorld(world);
    const seen = await visitor.read('WhoAmI', headers);
    expect([seen.status, errorOf(seen).code]).toEqual([status, code]);
    expect(errorOf(seen).message).toContain(words);
  });

  it('from the page: Adele may not act for Alex, and for herself nothing happens', async () => {
    const seen = await visitor.readFromPage('WhoAmI', { CallerObjectId: ALEX.entraId });
    expect([seen.status, errorOf(seen).code]).toEqual([403, '0x8004A110']);
    const own = await visitor.readFromPage('WhoAmI', asAdele);
    expect(parsed(own).UserId).toBe(ADELE.userId);
  });

  it('of tables to who has no role, under that person’s id', async () => {
    const seen = await visitor.read('accounts?$top=1', { CallerObjectId: NESTOR.entraId });
    expect([seen.status, errorOf(seen).code]).toEqual([403, '0x80042f09']);
    expect(errorOf(seen).message).toContain(NESTOR.userId);
  });
});

describe('in the world', () => {
  it('impersonation-intersection, contacts are refused under the id of the person', async () => {
    await visitor.setWorld('impersonation-intersection');
    const path = 'contacts?$select=fullname&$top=1';
    expect((await visitor.read(path)).status).toBe(200);
    expect((await visitor.read('accounts?$top=1', asAdele)).status).toBe(200);
    const seen = await visitor.read(path, asAdele);
    expect([seen.status, errorOf(seen).code]).toEqual([403, '0x80040220']);
    expect(errorOf(seen).message).toMatch(
      new RegExp(
        `Id=${ADELE.userId}, .*prvReadContact.*for entity 'contact'.*context\\.Caller=${ADELE.userId}`,
      ),
    );
  });

  it.each<[WorldName, Record<string, string>]>([
    ['impersonation-ignored', asAdele],
    ['impersonation-ignored', asAdeleById],
    ['impersonation-same-user', { CallerObjectId: SERVICE_PRINCIPAL_ID }],
  ])('%s, the application stays who it is (%o)', async (world, headers) => {
    await visitor.setWorld(world);
    const seen = await visitor.read('WhoAmI', headers);
    expect(parsed(seen).UserId).toBe(APPLICATION_USER.userId);
  });

  it('impersonation-same-user, her row carries the object id of the application', async () => {
    await visitor.setWorld('impersonation-same-user');
    const seen = await visitor.read(
      `systemusers(${ADELE.userId})?$select=azureactivedirectoryobjectid`,
    );
    expect(parsed(seen).azureactivedirectoryobjectid).toBe(SERVICE_PRINCIPAL_ID);
  });

  it('impersonation-without-entra-id, the older header reaches her', async () => {
    await visitor.setWorld('impersonation-without-entra-id');
    expect(parsed(await visitor.read('WhoAmI', asAdeleById)).UserId).toBe(ADELE.userId);
  });

  const PRIVILEGE = 'prvActOnBehalfOfAnotherUser';
  it.each<[WorldName, boolean, string[]]>([
    ['happy', true, ['Delegate']],
    ['translated-roles', true, ['Stellvertretung']],
    ['act-on-behalf-by-team', true, []],
    ['no-act-on-behalf', false, []],
  ])('%s, the privilege is listed: %s, and held directly by %o', async (world, listed, roles) => {
    await visitor.setWorld(world);
    const id = APPLICATION_USER.userId;
    const all = parsed(
      await visitor.read(`systemusers(${id})/Microsoft.Dynamics.CRM.RetrieveUserPrivileges()`),
    ).RolePrivileges as { PrivilegeName: string }[];
    expect(all.some(({ PrivilegeName }) => PrivilegeName === PRIVILEGE)).toBe(listed);
    const direct = await visitor.read(
      `roles?$select=name&$filter=systemuserroles_association/any(u:u/systemuserid eq ${id}) and roleprivileges_association/any(p:p/name eq '${PRIVILEGE}')`,
    );
    expect(rowsOf(direct).map(({ name }) => name)).toEqual(roles);
  });

  it('translated-roles, no role has its English name', async () => {
    await visitor.setWorld('translated-roles');
    const seen = await visitor.read(
      "roles?$select=name&$filter=name eq 'Delegate' or name eq 'System Administrator'",
    );
    expect(rowsOf(seen)).toEqual([]);
    expect(parsed(await visitor.read('WhoAmI', asAdele)).UserId).toBe(ADELE.userId);
  });
});
