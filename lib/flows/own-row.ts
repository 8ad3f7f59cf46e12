import { OWN_STATE, ownRow, userRow } from '../clients/dataverse/user-columns.ts';
import type { Failure } from '../domain/failure.ts';
import type { Column } from '../domain/mapping.ts';
import { bad, type Result } from '../domain/result.ts';
import type { UserRow } from '../domain/user-row.ts';
import type { PageAsking } from './page-asking.ts';

/** Source: powerapps-docs, web-service-error-codes: with HTTP 400, "Could not find a property named 'x' …". */
const NO_SUCH_COLUMN = '0x80060888';

/**
 * Reads the signed-in person's own row. What only online organisations have, Entra's columns, an own server refuses by
 * name: that is left out then, and the question asked again.
 *
 * Takes   absent  columns that this organisation is known not to have
 * Gives   the row, and the columns that it turned out not to have
 */
export async function readOwnRow(
  asking: PageAsking,
  userId: string,
  columns: readonly Column[],
  absent: readonly string[] = [],
): Promise<Result<{ row: UserRow; absent: string[] }, Failure>> {
  const state: string[] = OWN_STATE.filter((name) => !absent.includes(name));
  const answer = await asking(ownRow(userId, columns, state), userRow);
  if (answer.ok) return { ok: true, value: { row: answer.value, absent: [...absent] } };
  const missing = missingColumn(answer.failure);
  if (missing === undefined || !state.includes(missing)) return bad(answer.failure);
  return readOwnRow(asking, userId, columns, [...absent, missing]);
}

/** The column that the organisation says it does not have. */
function missingColumn({ service }: Failure): string | undefined {
  if (service?.status !== 400 || service.code?.toLowerCase() !== NO_SUCH_COLUMN) return undefined;
  return /property named '(\w{1,128})'/.exec(service.text ?? '')?.[1];
}
