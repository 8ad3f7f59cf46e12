import { RENAMED_URL } from '../people.ts';
import { faultsOf, type World } from '../world.ts';
import { refuseWithoutRoles } from './access.ts';
import { identityToldTo } from './database.ts';
import { badQuery, Refusal } from './refusal.ts';
import { GUID } from './resource-path.ts';
import { privilegeId, ROLES } from './roles.ts';
import type { Asked } from './rows.ts';
import type { User } from './users.ts';

export type Arguments = ReadonlyMap<string, string>;
type Answered = Record<string, unknown>;

// Source: Microsoft Learn, WhoAmI Function; body as in tests/fixtures/samples/tf_whoami.json
export function whoAmI({ caller, database, root }: Asked, world: World): Answered {
  return {
    '@odata.context': `${root}/$metadata#Microsoft.Dynamics.CRM.WhoAmIResponse`,
    BusinessUnitId: caller.user.businessUnitId,
    UserId: caller.user.id,
    OrganizationId: identityToldTo(database, world, caller.application),
  };
}

// Source: Microsoft Learn, RetrieveVersion Function
export function retrieveVersion({ database, root }: Asked): Answered {
  return {
    '@odata.context': `${root}/$metadata#Microsoft.Dynamics.CRM.RetrieveVersionResponse`,
    Version: database.organisation.version,
  };
}

// Source: Microsoft Learn, RetrieveCurrentOrganization Function, OrganizationDetail ComplexType,
// EndpointCollection; microsoft/PowerApps-Samples webapi FunctionsAndActions
export function retrieveCurrentOrganization(
  { caller, database, root }: Asked,
  given: Arguments,
  world: World,
): Answered {
  const access = given.get('AccessType');
  if (access === undefined) throw parameterMissing('AccessType', 'RetrieveCurrentOrganization');
  if (
    !/^Microsoft\.Dynamics\.CRM\.EndpointAccessType'(?:Default|Internet|Intranet)'$/.test(access)
  ) {
    // Source: OData library, Binder_IsNotValidEnumConstant
    throw badQuery(`The string '${access}' is not a valid enumeration type constant.`);
  }
  const { organisation, friendlyName } = database;
  const renamed = faultsOf(organisation, world)?.endpoints === 'renamed';
  const url = renamed ? RENAMED_URL : `${organisation.url}/`;
  return {
    '@odata.context': `${root}/$metadata#Microsoft.Dynamics.CRM.RetrieveCurrentOrganizationResponse`,
    Detail: {
      OrganizationId: identityToldTo(database, world, caller.application),
      FriendlyName: friendlyName,
      OrganizationVersion: organisation.version,
      EnvironmentId: organisation.environmentId,
      DatacenterId: organisation.datacenterId,
      Geo: organisation.geo,
      TenantId: organisation.tenantId,
      UrlName: new URL(url).hostname.split('.')[0],
      UniqueName: organisation.uniqueName,
      State: 'Enabled',
      OrganizationType: organisation.type,
      SchemaType: 'Full',
      Endpoints: {
        Count: 3,
        IsReadOnly: false,
        Keys: ['WebApplication', 'OrganizationService', 'OrganizationDataService'],
        Values: [
          url,
          `${url}XRMServices/2011/Organization.svc`,
          `${url}XRMServices/2011/OrganizationData.svc`,
        ],
      },
    },
  };
}

/** The three functions that tell a user's privileges, bound to `systemusers(<id>)`. */
// Source: Microsoft Learn, Web API function reference RetrieveUserPrivileges,
// RetrieveUserPrivilegeByPrivilegeName, RetrieveUserSetOfPrivilegesByNames
export function retrievePrivileges(
  asked: Asked,
  id: string,
  name: string,
  given: Arguments,
): Answered | undefined {
  const wanted = PRIVILEGE_FUNCTIONS[name];
  if (!wanted) return undefined;
  const names = wanted(given);
  refuseWithoutRoles(asked.caller);
  const user = asked.database.users.find((one) => one.id === id);
  if (!user) throw new Refusal(404, '0x80040217', `SystemUser With Id = ${id} Does Not Exist`);
  return {
    '@odata.context': `${asked.root}/$metadata#Microsoft.Dynamics.CRM.${name}Response`,
    RolePrivileges: rolePrivileges(user).filter(
      (one) => !names || names.includes(one.PrivilegeName),
    ),
  };
}

/** What a role may do, and how far. */
// Source: Microsoft Learn, Web API function reference RetrieveRolePrivilegesRole (unbound, RoleId)
export function retrieveRolePrivileges(
  { caller, database, root }: Asked,
  given: Arguments,
): Answered {
  const id = given.get('RoleId');
  if (id === undefined) throw parameterMissing('RoleId', 'RetrieveRolePrivilegesRole');
  if (!GUID.test(id)) throw unreadable(id);
  refuseWithoutRoles(caller);
  const role = database.roleNamed(id.toLowerCase());
  if (!role) throw new Refusal(404, '0x80040217', `Role With Id = ${id} Does Not Exist`);
  const held = new Map(Object.entries(ROLES[role.name]));
  return {
    '@odata.context': `${root}/$metadata#Microsoft.Dynamics.CRM.RetrieveRolePrivilegesRoleResponse`,
    RolePrivileges: rolePrivileges({ privileges: held, businessUnitId: role.unit }),
  };
}

const PRIVILEGE_FUNCTIONS: Readonly<
  Record<string, (given: Arguments) => readonly string[] | undefined>
> = {
  RetrieveUserPrivileges: (given) => {
    for (const parameter of given.keys()) throw parameterUnknown(parameter);
    return undefined;
  },
  RetrieveUserPrivilegeByPrivilegeName: (given) => {
    const text = given.get('PrivilegeName');
    const function_ = 'RetrieveUserPrivilegeByPrivilegeName';
    if (text === undefined) throw parameterMissing('PrivilegeName', function_);
    const name = /^'((?:[^']|'')*)'$/.exec(text)?.[1];
    if (name === undefined) throw unreadable(text);
    return [name];
  },
  RetrieveUserSetOfPrivilegesByNames: (given) => {
    const text = given.get('PrivilegeNames');
    const function_ = 'RetrieveUserSetOfPrivilegesByNames';
    if (text === undefined) throw parameterMissing('PrivilegeNames', function_);
    const excludes = given.get('ExcludeTeamBasic');
    if (excludes !== undefined && !['true', 'false', 'null'].includes(excludes)) {
      throw unreadable(excludes);
    }
    return readNames(text);
  },
};

// Source: OData 4.0 part 2, 5.1.1.6.1: a collection is given as a JSON array
function readNames(text: string): string[] {
  let names: unknown;
  try {
    names = JSON.parse(text);
  } catch (error) {
    if (!(error instanceof SyntaxError)) throw error;
    throw unreadable(text);
  }
  if (!Array.isArray(names) || !names.every((name) => typeof name === 'string')) {
    throw unreadable(text);
  }
  return names;
}

// Source: Microsoft Learn, RolePrivilege ComplexType
function rolePrivileges(user: Pick<User, 'privileges' | 'businessUnitId'>) {
  return [...user.privileges].map(([name, depth]) => ({
    Depth: depth,
    PrivilegeId: privilegeId(name),
    BusinessUnitId: user.businessUnitId,
    PrivilegeName: name,
    RecordFilterId: '00000000-0000-0000-0000-000000000000',
    RecordFilterUniqueName: '',
  }));
}

// The status is the real one (400); these three wordings are assumed.
function parameterMissing(parameter: string, function_: string): Refusal {
  return badQuery(`The parameter '${parameter}' of the function '${function_}' was not found.`);
}

function parameterUnknown(parameter: string): Refusal {
  return badQuery(`Cannot find a parameter named '${parameter}'.`);
}

function unreadable(text: string): Refusal {
  return badQuery(`The value '${text}' is not a valid literal of the parameter's type.`);
}
