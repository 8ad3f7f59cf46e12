import type { OrganisationDetail, WhoAmI } from '../clients/dataverse/answers.ts';
import type { Failure } from '../domain/failure.ts';
import { isSameGuid } from '../domain/guid.ts';
import type { Remark } from '../domain/report.ts';
import type { Result } from '../domain/result.ts';
import type { SecondAnswers } from './organisation-steps.ts';
import type { Patience } from './patience.ts';
import type { SignIn } from './sign-in-steps.ts';

/** A user without any role is known to the organisation: what is wrong then is the next step but one. */
export function failWhoAmI({ board }: Patience, failure: Failure) {
  if (failure.code !== 'org/no-role') return board.fail('whoami', failure);
  board.pass('whoami', { remarks: [{ remark: 'user-without-role' }] });
  board.start('roles');
  board.fail('roles', failure);
}

export function judgeOrganisation(
  { board }: Patience,
  whoAmI: WhoAmI,
  answer: Result<{ Detail: OrganisationDetail }, Failure>,
  org: string,
  reportedId: string | undefined,
): OrganisationDetail | undefined {
  const actualId = whoAmI.OrganizationId;
  const expectedId = answer.ok ? answer.value.Detail.OrganizationId : actualId;
  const wrong = [expectedId, reportedId].find(
    (id) => id !== undefined && !isSameGuid(id, actualId),
  );
  if (wrong) {
    const actualName = answer.ok ? answer.value.Detail.FriendlyName : undefined;
    board.fail('organisation', {
      code: 'org/other-organisation',
      expectedId: wrong,
      actualId,
      ...(actualName && { actualName }),
    });
    return undefined;
  }
  if (!answer.ok) {
    board.pass('organisation', { remarks: [{ remark: 'organisation-unreadable' }] });
    return undefined;
  }
  const detail = answer.value.Detail;
  board.pass('organisation', {
    notes: [
      {
        note: 'organisation',
        name: detail.FriendlyName,
        uniqueName: detail.UniqueName,
        version: detail.OrganizationVersion,
        id: detail.OrganizationId,
      },
    ],
    remarks: otherAddress(detail, org),
  });
  return detail;
}

/** The organisation names another web address than the one asked: it was renamed, and the old one will end. */
function otherAddress({ Endpoints: endpoints }: OrganisationDetail, org: string): Remark[] {
  const address = endpoints?.Values[endpoints.Keys.indexOf('WebApplication')];
  if (!address || !URL.canParse(address)) return [];
  const { origin } = new URL(address);
  return origin === org ? [] : [{ remark: 'other-address', actualUrl: origin }];
}

/** Gives the depth of every privilege by name; undefined when the step failed. */
export function judgeRoles(
  { board }: Patience,
  { user, privileges }: SecondAnswers,
  { clientId, org }: SignIn,
): ReadonlyMap<string, string> | undefined {
  const depths = new Map(
    (privileges.ok ? privileges.value.RolePrivileges : []).flatMap(({ PrivilegeName, Depth }) =>
      PrivilegeName && Depth ? [[PrivilegeName, Depth] as const] : [],
    ),
  );
  const failure = roleFailure(user, depths.size, clientId, new URL(org).host);
  if (failure) return void board.fail('roles', failure);
  const roles = user.ok ? user.value.systemuserroles_association.map(({ name }) => name) : [];
  const remarks: Remark[] = [];
  if (!user.ok) remarks.push({ remark: 'roles-unreadable' });
  else if (roles.length === 0) remarks.push({ remark: 'roles-through-teams' });
  board.pass('roles', {
    notes: user.ok ? [{ note: 'roles', userName: user.value.fullname ?? '', roles }] : [],
    remarks,
  });
  return depths;
}

function roleFailure(
  user: Result<{ isdisabled: boolean; systemuserroles_association: unknown[] }, Failure>,
  privilegeCount: number,
  clientId: string,
  host: string,
): Failure | undefined {
  if (!user.ok) return user.failure.code === 'org/privilege-missing' ? undefined : user.failure;
  if (user.value.isdisabled) return { code: 'org/user-disabled', host };
  const hasNone = user.value.systemuserroles_association.length === 0 && privilegeCount === 0;
  return hasNone ? { code: 'org/no-role', clientId, host } : undefined;
}
