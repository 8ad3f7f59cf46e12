import * as v from 'valibot';
import { isGuid } from '../../domain/guid.ts';

const guid = v.pipe(
  v.string(),
  v.check((text) => isGuid(text)),
  v.toLowerCase(),
);
const shortText = v.pipe(v.string(), v.maxLength(500));

/** Source: recorded answer of a real organisation, tests/fixtures/samples/tf_whoami.json. */
export const whoAmIAnswer = v.object({ UserId: guid, OrganizationId: guid });
export type WhoAmI = v.InferOutput<typeof whoAmIAnswer>;

/** Source: webapi/reference/organizationdetail. Only what is shown or compared is read. */
export const currentOrganisationAnswer = v.object({
  Detail: v.object({
    OrganizationId: guid,
    FriendlyName: shortText,
    UniqueName: shortText,
    OrganizationVersion: v.optional(shortText, ''),
    EnvironmentId: v.optional(shortText, ''),
    TenantId: v.optional(shortText, ''),
    Geo: v.optional(v.nullable(shortText)),
    OrganizationType: v.optional(v.union([shortText, v.number()])),
    State: v.optional(shortText),
    Endpoints: v.optional(
      v.object({
        Keys: v.array(shortText),
        Values: v.array(v.pipe(v.string(), v.maxLength(2048))),
      }),
    ),
  }),
});
export type OrganisationDetail = v.InferOutput<typeof currentOrganisationAnswer>['Detail'];

export const rowsAnswer = v.object({ value: v.array(v.unknown()) });

/** Source: webapi/reference/systemuser; the association holds the roles given directly, not those of teams. */
export const userWithRolesAnswer = v.object({
  fullname: v.optional(v.nullable(shortText)),
  isdisabled: v.optional(v.boolean(), false),
  azureactivedirectoryobjectid: v.optional(v.nullable(v.string())),
  systemuserroles_association: v.array(v.object({ name: shortText, roleid: guid })),
});

/** Source: webapi/reference/roleprivilege: the depth is a member name of PrivilegeDepth. */
export const privilegesAnswer = v.object({
  RolePrivileges: v.array(
    v.object({ PrivilegeName: v.optional(v.nullable(shortText)), Depth: v.optional(shortText) }),
  ),
});

/** Source: webapi/reference/systemuser. On-premises rows and some imported ones have no Entra object id. */
export const personAnswer = v.object({
  systemuserid: guid,
  fullname: v.optional(v.nullable(shortText)),
  azureactivedirectoryobjectid: v.optional(v.nullable(v.string())),
  isdisabled: v.optional(v.boolean(), false),
});
export type PersonRow = v.InferOutput<typeof personAnswer>;
export const peopleAnswer = v.object({ value: v.array(personAnswer) });

/** `@odata.count` stands beside the rows when `$count=true` was asked. Source: OData 4.0 JSON format. */
export const countAnswer = v.pipe(
  v.object({ '@odata.count': v.pipe(v.number(), v.integer(), v.minValue(0)) }),
  v.transform((answer) => answer['@odata.count']),
);
