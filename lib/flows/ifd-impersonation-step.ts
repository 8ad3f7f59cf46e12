import { type Row, readRows, readWhoAmI } from '../clients/adfs/organization-answers.ts';
import { peopleNamed, personById, WHO_AM_I } from '../clients/adfs/organization-questions.ts';
import type { AskOrganisation } from '../clients/adfs/organization-service.ts';
import { isXmlText } from '../clients/adfs/xml-write.ts';
import { ACT_ON_BEHALF, chooseNamed } from '../domain/diagnose/impersonation.ts';
import type { Failure } from '../domain/failure.ts';
import { isGuid, isSameGuid } from '../domain/guid.ts';
import type { OrgUrl } from '../domain/org-url.ts';
import { bad, good, type Result } from '../domain/result.ts';
import type { IfdRun } from './ifd-run.ts';

type Target = { userId: string; name: string; isDisabled: boolean };

/** Source: Dynamics 365 web service error codes, as SOAP tells them. */
const NOT_ALLOWED = '-2147180272';
const ROW_ABSENT = '-2147220969';

/** Proves that one can be acted for: asked with CallerId, the organisation must answer as that person. */
export async function finishActingOnPremises(
  run: IfdRun,
  asking: AskOrganisation,
  org: OrgUrl,
  ownUserId: string,
): Promise<boolean> {
  const { ask, board } = run;
  if (!ask.impersonateUsers) return true;
  board.start('impersonation');
  board.countTrip();
  const target = await findTarget(asking, ask.impersonateAs, await ask.reportedUserOf(org));
  const failure = target.ok
    ? await failureOfActing(run, asking, target.value, ownUserId)
    : target.failure;
  if (failure || !target.ok) {
    if (failure) board.fail('impersonation', failure);
    return false;
  }
  const { name } = target.value;
  board.pass('impersonation', { notes: [{ note: 'impersonated', person: name, own: [] }] });
  return true;
}

async function failureOfActing(
  { ask, board }: IfdRun,
  asking: AskOrganisation,
  { userId, name: person, isDisabled }: Target,
  ownUserId: string,
): Promise<Failure | undefined> {
  if (isSameGuid(userId, ownUserId)) return { code: 'ifd/same-person', person };
  if (isDisabled) return { code: 'impersonation/person-disabled', person };
  board.countTrip();
  const whoAmI = await asking(WHO_AM_I, readWhoAmI, { callerId: userId });
  if (!whoAmI.ok) return diagnoseActing(whoAmI.failure, person, ask.username);
  return isSameGuid(whoAmI.value.userId, userId)
    ? undefined
    : { code: 'impersonation/ignored', person };
}

function diagnoseActing(failure: Failure, person: string, username: string): Failure {
  const service = failure.service && { service: failure.service };
  const isPrivilege =
    failure.code === 'ifd/privilege-missing' && failure.privilege === ACT_ON_BEHALF;
  if (isPrivilege || failure.service?.code === NOT_ALLOWED)
    return { code: 'ifd/acting-not-allowed', username, ...service };
  if (failure.code === 'ifd/user-disabled')
    return { code: 'impersonation/person-disabled', person, ...service };
  const isUnknown = failure.code === 'ifd/user-unknown' || failure.code === 'ifd/no-role';
  if (isUnknown || failure.service?.code === ROW_ABSENT)
    return { code: 'impersonation/person-unknown', person, ...service };
  return failure;
}

/** Who was named, else who is signed in on the page; the row is read with our own token, so none can be invented. */
async function findTarget(
  asking: AskOrganisation,
  named: string | undefined,
  reportedId: string | undefined,
): Promise<Result<Target, Failure>> {
  const name = named?.trim() ?? '';
  if (name === '') {
    if (!isGuid(reportedId)) return bad({ code: 'impersonation/nobody' });
    const rows = await asking(personById(reportedId), readRows);
    if (!rows.ok) return rows;
    const target = targetIn(rows.value[0]);
    return target ? good(target) : bad({ code: 'impersonation/nobody' });
  }
  if (!isXmlText(name)) return bad({ code: 'impersonation/person-not-found', person: name });
  const rows = await asking(peopleNamed(name), readRows);
  if (!rows.ok) return rows;
  const found = rows.value.flatMap((row) => targetIn(row) ?? []);
  return chooseNamed(name, found, (one) => one.name);
}

function targetIn(row: Row | undefined): Target | undefined {
  const userId = row?.get('systemuserid');
  if (!row || !isGuid(userId)) return undefined;
  return {
    userId: userId.toLowerCase(),
    name: row.get('fullname') || row.get('domainname') || userId,
    isDisabled: row.get('isdisabled') === 'true',
  };
}
