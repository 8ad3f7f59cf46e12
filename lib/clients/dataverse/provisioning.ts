import * as v from 'valibot';
import { isGuid } from '../../domain/guid.ts';
import type { OrgUrl } from '../../domain/org-url.ts';
import { API_PATH } from './questions.ts';

const guid = v.pipe(
  v.string(),
  v.check((text) => isGuid(text)),
  v.toLowerCase(),
);
const text = v.pipe(v.string(), v.maxLength(500));

/** The business unit at the top: a new user belongs there. Source: webapi/reference/businessunit. */
export const ROOT_BUSINESS_UNIT =
  'businessunits?$select=businessunitid,name&$filter=parentbusinessunitid eq null';
export const businessUnitsAnswer = v.object({ value: v.array(v.object({ businessunitid: guid })) });

/** A role can only be given to a user of its own business unit. Source: webapi/reference/role. */
export const rolesOf = (businessUnitId: string) =>
  `roles?$select=roleid,name&$filter=_businessunitid_value eq ${businessUnitId}&$orderby=name`;
export const rolesAnswer = v.object({ value: v.array(v.object({ roleid: guid, name: text })) });

/** What a role may do, and how far. Source: webapi/reference/retrieveroleprivilegesrole. */
export const privilegesOfRole = (roleId: string) => `RetrieveRolePrivilegesRole(RoleId=${roleId})`;

/**
 * The application's user, a softly deleted one too: `deletedstate` is 0 for one that is there.
 * Source: webapi/reference/systemuser
 */
export const usersOfApplication = (appId: string) =>
  `systemusers?$select=systemuserid,isdisabled,deletedstate&$filter=applicationid eq ${appId}`;
export const applicationUsersAnswer = v.object({
  value: v.array(
    v.object({
      systemuserid: guid,
      isdisabled: v.optional(v.nullable(v.boolean())),
      deletedstate: v.optional(v.nullable(v.number())),
    }),
  ),
});
export type ApplicationUser = v.InferOutput<typeof applicationUsersAnswer>['value'][number];
export const isDeleted = ({ deletedstate }: ApplicationUser) => (deletedstate ?? 0) !== 0;

/** Non-interactive; its name and its Entra object id are filled in by the organisation. */
export const newApplicationUser = (appId: string, businessUnitId: string) => ({
  path: 'systemusers',
  body: {
    applicationid: appId,
    accessmode: 4,
    isdisabled: false,
    'businessunitid@odata.bind': `/businessunits(${businessUnitId})`,
  },
});
export const setDisabled = (userId: string, isDisabled: boolean) => ({
  path: `systemusers(${userId})`,
  body: { isdisabled: isDisabled },
});
export const userAt = (userId: string) => `systemusers(${userId})`;

const rolesOfUser = (userId: string) => `systemusers(${userId})/systemuserroles_association/$ref`;
const urlOfRole = (org: OrgUrl, roleId: string) => `${org}${API_PATH}/roles(${roleId})`;

/** Gives a role, or takes it away. Source: webapi/associate-disassociate-entities-using-web-api. */
export const giveRole = (org: OrgUrl, userId: string, roleId: string) => ({
  path: rolesOfUser(userId),
  body: { '@odata.id': urlOfRole(org, roleId) },
});
export const takeRole = (org: OrgUrl, userId: string, roleId: string) =>
  `${rolesOfUser(userId)}?$id=${encodeURIComponent(urlOfRole(org, roleId))}`;
