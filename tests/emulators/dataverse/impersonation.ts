import { header, type Incoming } from '../exchange.ts';
import type { Scene } from '../scene.ts';
import { faultsOf } from '../world.ts';
import { type Caller, disabled } from './caller.ts';
import type { Database } from './database.ts';
import { badQuery, Refusal } from './refusal.ts';
import { GUID } from './resource-path.ts';
import type { User } from './users.ts';

const PRIVILEGE = 'prvActOnBehalfOfAnotherUser';

/** The caller as whom a request runs: the sender, or who its headers name. */
// Source: Microsoft Learn, impersonate-another-user-web-api: CallerObjectId is the Entra object id,
// MSCRMCallerID (the older way) the systemuserid. Assumed: CallerObjectId wins where both are sent;
// the sender's privilege is looked at before the target is.
export function actingFor(
  scene: Scene,
  request: Incoming,
  database: Database,
  caller: Caller,
): Caller {
  const objectId = header(request, 'callerobjectid');
  const userId = header(request, 'mscrmcallerid');
  const faults = faultsOf(database.organisation, scene.world);
  // Source: PowerPlatform-DataverseServiceClient#265: an API may ignore it and run as the sender
  if ((objectId ?? userId) === undefined || faults?.impersonation === 'ignored') return caller;
  const named = objectId ?? userId ?? '';
  // Assumed: words and code; the status is the usual one for what cannot be read
  if (!GUID.test(named)) throw badQuery(`The value '${named}' is not a valid GUID.`);
  const id = named.toLowerCase();
  const column = objectId === undefined ? 'systemuserid' : 'azureactivedirectoryobjectid';
  // Source: powerapps-docs#2088: caller = target, nothing happens
  if (caller.user.row[column] === id) return caller;
  // Source: web-service-error-codes, 0x8004A110 and its text. That a team's role does not count is
  // reported by third parties only (protocols.md 4.3).
  if (!caller.user.direct.has(PRIVILEGE)) {
    throw new Refusal(
      403,
      '0x8004A110',
      'User does not have the privilege to act on behalf another user.',
    );
  }
  const known = faults?.impersonation !== 'target-unknown';
  const user = known ? database.users.find(({ row }) => row[column] === id) : undefined;
  if (!user) throw unknown(id, objectId !== undefined);
  refuseDisabled(user, faults?.impersonation === 'target-disabled');
  return { ...caller, user, behind: caller.user };
}

// Source: web-service-error-codes: 0x80072560 (uncertain for an unknown CallerObjectId, protocols.md
// 4.4) and 0x80040217 with the text that a bad MSCRMCallerID gets
function unknown(id: string, byObjectId: boolean): Refusal {
  return byObjectId
    ? new Refusal(403, '0x80072560', 'The user is not a member of the organization.')
    : new Refusal(404, '0x80040217', `SystemUser With Id = ${id} Does Not Exist`);
}

function refuseDisabled(user: User, anyway: boolean): void {
  if (user.person.disabled || anyway) throw disabled(user);
}
