import {
  countAnswer,
  type PersonRow,
  peopleAnswer,
  personAnswer,
  whoAmIAnswer,
} from '../clients/dataverse/answers.ts';
import { ownRowsOf, peopleNamed, personById, WHO_AM_I } from '../clients/dataverse/questions.ts';
import type { ActingFor } from '../clients/dataverse/web-api.ts';
import { type ActingProof, chooseNamed, type Target } from '../domain/diagnose/impersonation.ts';
import type { Failure } from '../domain/failure.ts';
import { isGuid } from '../domain/guid.ts';
import { bad, good, type Result } from '../domain/result.ts';
import type { TableName } from '../domain/tables.ts';
import type { Asking } from './asking.ts';

/** The tables whose "my" views people know best. */
const COUNTED: readonly TableName[] = ['account', 'contact'];

/**
 * Finds the person to act for: who was named, else who is signed in on the page. The row is read with the
 * application's own token, so a page can suggest a person but not invent one.
 */
export async function findTarget(
  asking: Asking,
  named: string | undefined,
  reportedId: string | undefined,
): Promise<Result<Target, Failure>> {
  const name = named?.trim() ?? '';
  if (name === '') {
    if (!isGuid(reportedId)) return bad({ code: 'impersonation/nobody' });
    const row = await asking('impersonation', personById(reportedId), personAnswer);
    if (row.ok) return good(targetOf(row.value));
    const isAbsent = row.failure.service?.code?.toLowerCase() === '0x80040217';
    return isAbsent ? bad({ code: 'impersonation/nobody' }) : row;
  }
  const rows = await asking('impersonation', peopleNamed(name), peopleAnswer);
  if (!rows.ok) return rows;
  const chosen = chooseNamed(name, rows.value.value, ({ fullname }) => fullname);
  return chosen.ok ? good(targetOf(chosen.value)) : chosen;
}

function targetOf(row: PersonRow): Target {
  const objectId = row.azureactivedirectoryobjectid;
  return {
    userId: row.systemuserid,
    ...(isGuid(objectId) && { objectId }),
    name: row.fullname || row.systemuserid,
    isDisabled: row.isdisabled,
  };
}

/** Asks, at once, who we are for the person, and how many rows are "mine" for the application and for the person. */
export async function askAsPerson(
  asking: Asking,
  target: Target,
  applicationUserId: string,
): Promise<ActingProof> {
  const { objectId, userId } = target;
  const as: ActingFor = objectId ? { objectId } : { userId };
  const [whoAmI, counts] = await Promise.all([
    asking('impersonation', WHO_AM_I, whoAmIAnswer, as),
    Promise.all(
      COUNTED.map(async (table) => {
        const [application, person] = await Promise.all([
          asking('impersonation', ownRowsOf(table), countAnswer),
          asking('impersonation', ownRowsOf(table), countAnswer, as),
        ]);
        return { table, application, person };
      }),
    ),
  ]);
  return { applicationUserId, target, whoAmI, counts };
}
