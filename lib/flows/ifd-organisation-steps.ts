import {
  type Organisation,
  type Row,
  readOrganisation,
  readPrivileges,
  readRows,
  readWhoAmI,
} from '../clients/adfs/organization-answers.ts';
import {
  CURRENT_ORGANISATION,
  oneRowOf,
  privilegesOf,
  READ_PRIVILEGES,
  WHO_AM_I,
} from '../clients/adfs/organization-questions.ts';
import { type AskOrganisation, openOrganisation } from '../clients/adfs/organization-service.ts';
import { bridged, isTooFar } from '../domain/diagnose/clock.ts';
import { judgeTables, type TableReading } from '../domain/diagnose/tables.ts';
import type { Failure } from '../domain/failure.ts';
import { isSameGuid } from '../domain/guid.ts';
import type { Proof, Remark } from '../domain/report.ts';
import type { Result } from '../domain/result.ts';
import { MAPPED_TABLES, type TableName } from '../domain/tables.ts';
import { finishActingOnPremises } from './ifd-impersonation-step.ts';
import { failStep, type IfdRun } from './ifd-run.ts';
import { clockFailure, type IfdSignIn, remarksOnClock } from './ifd-sign-in-steps.ts';

/**
 * The steps at the organisation itself. A fault of SOAP is an HTTP 500, and some of them in a row make the browser
 * hold requests back: who we are is asked first and alone, and all the rest at once.
 *
 * Gives   what a pass proves, or undefined when a step failed (the board says which)
 */
export async function examineOnPremises(run: IfdRun, given: IfdSignIn): Promise<Proof | undefined> {
  const { ports, ask, board, signal } = run;
  const { org, line, sts, token } = given;
  const { host } = new URL(org);
  board.start('whoami');
  const skew = line.offsetOf(host);
  if (isTooFar(skew)) return void board.fail('whoami', clockFailure(host, skew ?? 0));
  const asking = openOrganisation(line.send, org, token, {
    username: ask.username,
    secrets: [ask.secret],
    stsHost: sts.host,
    serverMs: () => ports.nowMs() + bridged(skew),
    newId: ports.newId,
    signal,
    diagnoseLine: line.diagnoseLine,
  });
  board.countTrip();
  const whoAmI = await asking(WHO_AM_I, readWhoAmI, {
    told: (id) => board.noteRequest('whoami', id),
  });
  if (!whoAmI.ok) return failStep(run, 'whoami', whoAmI.failure);
  const { userId, organisationId } = whoAmI.value;
  board.pass('whoami', {
    notes: [{ note: 'user', userId }],
    remarks: remarksOnClock(host, skew),
  });

  board.start('organisation', 'privileges');
  board.countTrip();
  const rest = askRest(asking, userId);
  const reportedId = await ask.reportedIdOf(org);
  const organisation = await rest.organisation;
  if (!judgeOrganisation(run, organisation, organisationId, reportedId)) return undefined;
  const depths = depthsOf(await rest.privileges, await rest.names);
  const verdict = judgeTables(await rest.tables, depths);
  if ('failure' in verdict) return void board.fail('privileges', asOnPremises(verdict.failure));
  board.pass('privileges', { ...verdict, remarks: verdict.remarks.map(ofThePerson) });
  if (!(await finishActingOnPremises(run, asking, org, userId))) return undefined;
  return {
    org,
    organisationId,
    name: organisation.ok && organisation.value.name ? organisation.value.name : host,
    uniqueName: organisation.ok ? organisation.value.uniqueName : '',
    clientId: '',
  };
}

/** Everything else, sent at once. */
function askRest(asking: AskOrganisation, userId: string) {
  const readOne = async (table: TableName): Promise<TableReading> => {
    const rows = await asking(oneRowOf(table), readRows);
    return rows.ok
      ? { table, rows: rows.value.length }
      : { table, failure: asJudged(rows.failure) };
  };
  return {
    organisation: asking(CURRENT_ORGANISATION, readOrganisation),
    tables: Promise.all(MAPPED_TABLES.map(readOne)),
    privileges: asking(privilegesOf(userId), readPrivileges),
    names: asking(READ_PRIVILEGES, readRows),
  };
}

/** The tables are judged for both schemes by one rule, which knows a refusal by this name. */
const asJudged = (failure: Failure): Failure =>
  failure.code === 'ifd/privilege-missing'
    ? { ...failure, code: 'org/privilege-missing' }
    : failure;

const asOnPremises = (failure: Failure): Failure =>
  failure.code === 'org/no-table-readable'
    ? { ...failure, code: 'ifd/no-table-readable' }
    : failure;

const ofThePerson = (remark: Remark): Remark =>
  remark.remark === 'tables-refused' || remark.remark === 'tables-own-rows-only'
    ? { ...remark, of: 'person' }
    : remark;

/** Depths by the names of privileges. SOAP tells them by id, and the names in a table of their own. */
function depthsOf(
  privileges: Result<ReadonlyMap<string, string>, Failure>,
  names: Result<Row[], Failure>,
): ReadonlyMap<string, string> {
  if (!privileges.ok || !names.ok) return new Map();
  return new Map(
    names.value.flatMap((row) => {
      const depth = privileges.value.get((row.get('privilegeid') ?? '').toLowerCase());
      const name = row.get('name');
      return depth && name ? [[name, depth] as const] : [];
    }),
  );
}

/** Is it the organisation that was meant? On-premises one has several addresses, so those are not compared. */
function judgeOrganisation(
  { board }: IfdRun,
  answer: Result<Organisation, Failure>,
  actualId: string,
  reportedId: string | undefined,
): boolean {
  const told = answer.ok ? answer.value.id : actualId;
  const expectedId = [told, reportedId].find((id) => id !== undefined && !isSameGuid(id, actualId));
  if (expectedId) {
    const actualName = answer.ok ? answer.value.name : '';
    board.fail('organisation', {
      code: 'org/other-organisation',
      expectedId,
      actualId,
      ...(actualName && { actualName }),
    });
    return false;
  }
  if (!answer.ok) {
    board.pass('organisation', { remarks: [{ remark: 'organisation-unreadable' }] });
    return true;
  }
  const { id, name, uniqueName, version } = answer.value;
  board.pass('organisation', { notes: [{ note: 'organisation', name, uniqueName, version, id }] });
  return true;
}
