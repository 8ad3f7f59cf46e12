import { randomUUID } from 'node:crypto';
import { applicationOf, isOnItsWay } from '../entra/directory-objects.ts';
import { header, type Incoming, type Reply, reply } from '../exchange.ts';
import type { Scene } from '../scene.ts';
import { depthHeld, privilegeDenied, refuseWithoutRoles } from './access.ts';
import { jsonHeaders } from './answer-headers.ts';
import { notPlayed, Refusal } from './refusal.ts';
import { GUID } from './resource-path.ts';
import type { Asked } from './rows.ts';
import { applicationPerson } from './staff.ts';
import { TABLES } from './tables.ts';
import { badPayload, readObject } from './update.ts';
import { changeUser, type User } from './users.ts';

const { systemuser } = TABLES;

/** Refuses who does not hold a privilege on users everywhere. */
function needPrivilege({ caller }: Asked, privilege: string, table = systemuser): void {
  refuseWithoutRoles(caller);
  if (depthHeld(caller, privilege) !== 'Global') throw privilegeDenied(caller, privilege, table);
}

function noContent(more: Record<string, string> = {}): Reply {
  const { 'Content-Type': _json, ...headers } = jsonHeaders();
  return reply(204, { ...headers, ...more });
}

/** `POST systemusers` with an `applicationid`. */
// Source: microsoft/terraform-provider-power-platform api_application.go: this payload, 204 and
// OData-EntityId; a softly deleted user of the same application is refused until it is deleted for
// good. Codes: web-service-error-codes; which comes for what is assumed, and so is the order.
export function createApplicationUser(scene: Scene, asked: Asked, request: Incoming): Reply {
  needPrivilege(asked, 'prvCreateUser');
  if (/return=representation/.test(header(request, 'prefer') ?? '')) {
    throw notPlayed('Prefer: return=representation');
  }
  const payload = readApplicationUser(readObject(request));
  const { database } = asked;
  const unit = database.rows.businessunit.find((row) => row.businessunitid === payload.unit);
  if (!unit) {
    throw new Refusal(404, '0x80040217', `businessunit With Id = ${payload.unit} Does Not Exist`);
  }
  const { appId } = payload;
  if (database.users.some(({ person }) => person.application?.clientId === appId)) {
    throw new Refusal(412, '0x80040237', 'A record with matching key values already exists.');
  }
  const { tenantId } = database.organisation;
  const application = applicationOf(scene.applications, tenantId, appId);
  if (!application?.servicePrincipal || isOnItsWay(application.waits, 'dataverse')) {
    // Source: web-service-error-codes, 0x80072559 AADError "Error from Microsoft Entra ID"; that it
    // comes here, with 400 and these words behind it, is assumed
    throw new Refusal(
      400,
      '0x80072559',
      `Error from Microsoft Entra ID: the application ${appId} was not found in the tenant ${tenantId}.`,
    );
  }
  const user = database.add(
    {
      ...applicationPerson(appId, application.servicePrincipal.id, application.displayName),
      disabled: payload.disabled,
    },
    { id: randomUUID(), unit: payload.unit },
  );
  user.waits = scene.world.provisioning?.replication?.applicationUser ?? 0;
  return noContent({ 'OData-EntityId': `${asked.root}/systemusers(${user.id})` });
}

function readApplicationUser(body: Record<string, unknown>) {
  const { applicationid, accessmode, isdisabled = false, ...rest } = body;
  const bind = rest['businessunitid@odata.bind'];
  for (const name of Object.keys(rest)) {
    if (name === 'businessunitid@odata.bind') continue;
    if (systemuser.columns[name]) throw notPlayed(`creating a user with ${name}`);
    // Source: powerapps-docs, compose-http-requests-handle-errors, as in update.ts
    throw badPayload(
      `Microsoft.Crm.CrmException: Invalid property '${name}' was found in entity 'Microsoft.Dynamics.CRM.systemuser'. ---> Microsoft.OData.ODataException: Does not support untyped value in non-open type.`,
    );
  }
  if (applicationid === undefined) throw notPlayed('creating users without an application');
  if (typeof applicationid !== 'string' || !GUID.test(applicationid)) {
    throw cannotConvert(applicationid, 'Edm.Guid');
  }
  if (typeof isdisabled !== 'boolean') throw cannotConvert(isdisabled, 'Edm.Boolean');
  if (accessmode !== undefined && !Number.isInteger(accessmode)) {
    throw cannotConvert(accessmode, 'Edm.Int32');
  }
  // Source: terraform-provider-power-platform: it sends 4; that another is refused is assumed
  if (accessmode !== undefined && accessmode !== 4) {
    throw notPlayed('application users of another access mode');
  }
  const unit = /^\/?businessunits\(([\w-]+)\)$/.exec(String(bind ?? ''))?.[1];
  if (unit === undefined || !GUID.test(unit)) throw notPlayed('a user without a business unit');
  return { appId: applicationid.toLowerCase(), disabled: isdisabled, unit: unit.toLowerCase() };
}

// Source: OData library, ReaderValidationUtils_CannotConvertPrimitiveValue
const cannotConvert = (value: unknown, type: string) =>
  badPayload(
    `Microsoft.OData.ODataException: Cannot convert the literal '${JSON.stringify(value)}' to the expected type '${type}'.`,
  );

/** Whether a PATCH is about a user's state, which takes more than text. */
export function isChangeOfState(request: Incoming): boolean {
  return /"isdisabled"/.test(request.body);
}

/** `PATCH systemusers(<id>)` with `isdisabled`. */
// Source: terraform-provider-power-platform, SetApplicationUserDisabledState: isdisabled, with the
// unchanged applicationid beside it
export function changeState(asked: Asked, request: Incoming, id: string): Reply {
  needPrivilege(asked, 'prvWriteUser');
  const user = findUser(asked, id);
  const { isdisabled, applicationid, ...rest } = readObject(request);
  if (Object.keys(rest).length > 0) throw notPlayed('a state together with other columns');
  if (typeof isdisabled !== 'boolean') throw cannotConvert(isdisabled, 'Edm.Boolean');
  if (applicationid !== undefined && applicationid !== user.row.applicationid) {
    throw notPlayed('another application of a user');
  }
  changeUser(user, { disabled: isdisabled });
  return noContent({ 'OData-EntityId': `${asked.root}/systemusers(${id})` });
}

/** `DELETE systemusers(<id>)`: softly first, for good the second time. */
// Source: terraform-provider-power-platform, PermanentlyDeleteSystemUser (twice); that it has to be
// disabled: rpothin/ppcc25-terraform-power-platform-governance, these words. The code is assumed.
export function deleteUser(asked: Asked, id: string): Reply {
  needPrivilege(asked, 'prvDeleteUser');
  const user = findUser(asked, id);
  // Source: FH-Inway/d365bap.tools Remove-PpacUser: users that exist in Entra stay (0x80048359)
  if (!user.person.application) {
    throw new Refusal(403, '0x80048359', `The user ${id} exists in Microsoft Entra ID.`);
  }
  if (!user.person.disabled) {
    throw new Refusal(
      400,
      '0x80040203',
      `User with SystemUserId=${id} is not disabled. Please disable the user in the organization before attempting to delete.`,
    );
  }
  if (user.person.deleted) asked.database.remove(user);
  else changeUser(user, { deleted: true });
  return noContent();
}

/** `…/systemuserroles_association/$ref`: a role is given or taken. */
// Source: Microsoft Learn, associate-disassociate-entities-using-web-api: @odata.id, $id, 204;
// 0x80041409: web-service-error-codes, its status is assumed
export function changeRoles(asked: Asked, request: Incoming, id: string, inner?: string): Reply {
  const gives = request.method === 'POST';
  needPrivilege(asked, 'prvAssignRole', TABLES.role);
  const user = findUser(asked, id);
  const url = gives ? readObject(request)['@odata.id'] : asked.options.get('$id');
  const roleId = inner ?? roleIdIn(asked, url);
  const role = asked.database.roleNamed(roleId);
  if (!role) throw new Refusal(404, '0x80040217', `Role With Id = ${roleId} Does Not Exist`);
  if (role.unit !== user.businessUnitId) {
    throw new Refusal(
      400,
      '0x80041409',
      "The user's business unit does not match the role's business unit.",
    );
  }
  const kept = user.person.roles.filter((name) => name !== role.name);
  changeUser(user, { roles: gives ? [...kept, role.name] : kept });
  return noContent();
}

/** The id in the whole URL of a role of this organisation. */
function roleIdIn({ root }: Asked, url: unknown): string {
  const origin = new URL(root).origin;
  const shape = /^\/api\/data\/v\d\.\d\/roles\(([\w-]+)\)$/;
  const text = typeof url === 'string' ? url : '';
  const id = text.startsWith(origin) ? shape.exec(text.slice(origin.length))?.[1] : undefined;
  if (id !== undefined && GUID.test(id)) return id.toLowerCase();
  throw badPayload(
    `Microsoft.OData.ODataException: The URI '${text}' is not valid for a reference to roles.`,
  );
}

function findUser({ database }: Asked, id: string): User {
  const user = database.users.find((one) => one.id === id);
  if (!user) throw new Refusal(404, '0x80040217', `SystemUser With Id = ${id} Does Not Exist`);
  return user;
}
