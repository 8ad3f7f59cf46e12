import type { Failure } from '../failure.ts';
import { isSameGuid } from '../guid.ts';
import { isAlike } from '../mapping.ts';
import type { Note, OwnRows, Remark } from '../report.ts';
import { bad, good, type Result } from '../result.ts';
import type { TableName } from '../tables.ts';

/** Whom the application acts for in the test. */
export type Target = { userId: string; objectId?: string; name: string; isDisabled: boolean };

/** So many of several people are named. */
export const MOST_PEOPLE = 5;

/**
 * Which of the people that were found was meant: the only one, or the only one of exactly that name.
 *
 * Fails   'impersonation/person-not-found' · 'impersonation/several-people'
 */
export function chooseNamed<Person>(
  name: string,
  found: readonly Person[],
  nameOf: (person: Person) => string | null | undefined,
): Result<Person, Failure> {
  const namesakes = found.filter((one) => isAlike(nameOf(one) ?? '', name));
  const [first, ...more] = namesakes.length === 1 ? namesakes : found;
  if (!first) return bad({ code: 'impersonation/person-not-found', person: name });
  if (more.length === 0) return good(first);
  const names = found.slice(0, MOST_PEOPLE).map((one) => nameOf(one) || 'a user without a name');
  return bad({ code: 'impersonation/several-people', person: name, names });
}

export const ACT_ON_BEHALF = 'prvActOnBehalfOfAnotherUser';

/** Source: powerapps-docs, reference web-service-error-codes; which of them answers what is partly reported only. */
const NOT_ALLOWED = '0x8004a110';
const NOT_A_MEMBER = '0x80072560';
const ROW_ABSENT = '0x80040217';

/** Names why a request for somebody else was refused. */
export function diagnoseActing(
  failure: Failure,
  target: Target,
  { clientId, hasPrivilege }: Application,
): Failure {
  const service = failure.service && { service: failure.service };
  const code = failure.service?.code?.toLowerCase();
  const person = target.name;
  const isPrivilege =
    failure.code === 'org/privilege-missing' && failure.privilege === ACT_ON_BEHALF;
  if (code === NOT_ALLOWED || isPrivilege)
    return hasPrivilege
      ? { code: 'impersonation/by-team-only', clientId, ...service }
      : { code: 'impersonation/not-allowed', clientId, ...service };
  if (failure.code === 'org/user-disabled')
    return { code: 'impersonation/person-disabled', person, ...service };
  if (code === NOT_A_MEMBER || code === ROW_ABSENT || failure.code === 'org/no-role')
    return { code: 'impersonation/person-unknown', person, ...service };
  return failure;
}

/** The application as a user of the organisation; what could not be read is undefined. */
export type Application = {
  clientId: string;
  objectId?: string | undefined;
  /** Its privileges hold ACT_ON_BEHALF, teams counted. */
  hasPrivilege: boolean | undefined;
};

export type ActingProof = {
  applicationUserId: string;
  target: Target;
  /** WhoAmI, asked for the person. */
  whoAmI: Result<{ UserId: string }, Failure>;
  counts: readonly {
    table: TableName;
    application: Result<number, Failure>;
    person: Result<number, Failure>;
  }[];
};

/** Judges the proof: asked for the person, the organisation must answer as the person. */
export function judgeActing(
  { applicationUserId, target, whoAmI, counts }: ActingProof,
  application: Application,
): { failure: Failure } | { notes: Note[]; remarks: Remark[] } {
  const person = target.name;
  const isSelf =
    isSameGuid(target.userId, applicationUserId) ||
    isSameGuid(target.objectId, application.objectId);
  if (isSelf) return { failure: { code: 'impersonation/same-user', person } };
  if (!whoAmI.ok) return { failure: diagnoseActing(whoAmI.failure, target, application) };
  if (!isSameGuid(whoAmI.value.UserId, target.userId))
    return { failure: { code: 'impersonation/ignored', person } };
  const own = counts.map(
    (count): OwnRows => ({
      table: count.table,
      ...(count.application.ok && { application: count.application.value }),
      ...(count.person.ok && { person: count.person.value }),
    }),
  );
  const remarks: Remark[] = [];
  const refused = counts.filter((count) => !count.person.ok);
  if (refused.length > 0)
    remarks.push({
      remark: 'person-refused',
      person,
      tables: refused.map(({ table }) => table),
      privileges: refused.flatMap(({ person: answer }) =>
        !answer.ok && answer.failure.code === 'org/privilege-missing' && answer.failure.privilege
          ? [answer.failure.privilege]
          : [],
      ),
    });
  else if (own.every((rows) => rows.application === rows.person))
    remarks.push({ remark: 'same-counts' });
  return { notes: [{ note: 'impersonated', person, own }], remarks };
}
