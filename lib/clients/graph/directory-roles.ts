import * as v from 'valibot';

/**
 * The directory roles that the signed-in person holds, through groups too. Source: microsoft-graph-docs,
 * api/user-list-transitivememberof. A token without the right to read roles sees them without their template.
 */
export const OWN_DIRECTORY_ROLES =
  'me/transitiveMemberOf/microsoft.graph.directoryRole?$select=displayName,roleTemplateId';

export const directoryRolesAnswer = v.object({
  value: v.array(
    v.object({
      displayName: v.optional(v.nullable(v.pipe(v.string(), v.maxLength(500)))),
      roleTemplateId: v.optional(v.nullable(v.string())),
    }),
  ),
});

/** Those by which one may register an application. Source: entra-docs, role-based-access-control/permissions-reference. */
const MAY_REGISTER = [
  '62e90394-69f5-4237-9190-012177145e10', // Global Administrator
  '9b895d92-2cd3-44c7-9d02-a6ac2d5ea5c3', // Application Administrator
  '158c047a-c907-4556-b7ef-446551a6b5f7', // Cloud Application Administrator
  'cf1c38e5-3621-4004-a7cb-879624dced7c', // Application Developer
];

/** Does one of them let the person register an application; undefined when the answer does not tell. */
export function mayRegister({
  value,
}: v.InferOutput<typeof directoryRolesAnswer>): boolean | undefined {
  const known = value.flatMap(({ roleTemplateId }) => roleTemplateId?.toLowerCase() ?? []);
  if (known.some((id) => MAY_REGISTER.includes(id))) return true;
  return known.length === value.length ? false : undefined;
}

/**
 * Where everybody may register applications, no role is needed. Reading that setting needs a right that we do not ask
 * for, so it often is refused. Source: resources/defaultuserrolepermissions.
 */
export const REGISTRATION_POLICY =
  'policies/authorizationPolicy?$select=defaultUserRolePermissions';
export const registrationPolicyAnswer = v.object({
  defaultUserRolePermissions: v.object({ allowedToCreateApps: v.boolean() }),
});
