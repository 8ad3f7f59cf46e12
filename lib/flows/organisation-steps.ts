import {
  currentOrganisationAnswer,
  privilegesAnswer,
  rowsAnswer,
  userWithRolesAnswer,
  whoAmIAnswer,
} from '../clients/dataverse/answers.ts';
import {
  CURRENT_ORGANISATION,
  oneRowOf,
  privilegesOf,
  userWithRoles,
  WHO_AM_I,
} from '../clients/dataverse/questions.ts';
import {
  ACT_ON_BEHALF,
  type ActingProof,
  type Application,
  judgeActing,
} from '../domain/diagnose/impersonation.ts';
import { judgeTables, type TableReading } from '../domain/diagnose/tables.ts';
import type { Failure } from '../domain/failure.ts';
import type { Proof } from '../domain/report.ts';
import { MAPPED_TABLES, type TableName } from '../domain/tables.ts';
import { type Asking, openAsking } from './asking.ts';
import { askAsPerson, findTarget } from './impersonation-step.ts';
import { failWhoAmI, judgeOrganisation, judgeRoles } from './judge-organisation.ts';
import type { Patience } from './patience.ts';
import { renewToken, type SignIn } from './sign-in-steps.ts';
import type { TestAsk, TestPorts } from './test-ports.ts';

/**
 * The steps at the organisation itself. Two round trips: first everything that needs only the token, then what
 * needs to know who we are, and who is to be acted for.
 *
 * Gives   what a pass proves, or undefined when a step failed (the board says which)
 */
export async function examineOrganisation(
  ports: TestPorts,
  ask: TestAsk,
  patience: Patience,
  given: SignIn,
): Promise<Proof | undefined> {
  const own = new AbortController();
  const signal = AbortSignal.any([patience.signal, own.signal]);
  try {
    return await examine(ports, ask, { ...patience, signal }, given);
  } finally {
    own.abort(); // After a failure, what is still under way is of no use and of some cost to the organisation.
  }
}

async function examine(
  ports: TestPorts,
  ask: TestAsk,
  patience: Patience,
  given: SignIn,
): Promise<Proof | undefined> {
  const { board } = patience;
  board.start('whoami', 'organisation', 'privileges');
  board.countTrip();
  const { org, clientId } = given;
  const userReported = ask.impersonateUsers ? await ask.reportedUserOf(org) : undefined;
  let asking = openAsking(ports, patience, given);
  let first = askFirst(asking, ask, userReported);
  let whoAmI = await first.whoAmI;
  if (!whoAmI.ok && whoAmI.failure.code === 'org/token-refused') {
    board.countTrip();
    const token = await renewToken(ports, ask, patience, given);
    if (!token.ok) return void board.fail('whoami', token.failure);
    board.countTrip();
    asking = openAsking(ports, patience, { ...given, token: token.value });
    first = askFirst(asking, ask, userReported);
    whoAmI = await first.whoAmI;
  }
  if (!whoAmI.ok) return void failWhoAmI(patience, whoAmI.failure);
  const { UserId: userId, OrganizationId: organisationId } = whoAmI.value;
  board.pass('whoami', { notes: [{ note: 'user', userId }] });

  board.start('roles', ...(first.target ? (['impersonation'] as const) : []));
  board.countTrip();
  const second = askSecond(asking, userId);
  const acting = first.target && actFor(asking, first.target, userId);
  const reportedId = await ask.reportedIdOf(org);
  const organisation = await first.organisation;
  const detail = judgeOrganisation(patience, whoAmI.value, organisation, org, reportedId);
  if (board.outcomeOf('organisation') === 'failed') return undefined;
  const depths = judgeRoles(patience, await second, given);
  if (!depths) return undefined;
  const verdict = judgeTables(await first.tables, depths);
  if ('failure' in verdict) return void board.fail('privileges', verdict.failure);
  board.pass('privileges', verdict);
  const { user } = await second;
  const application: Application = {
    clientId,
    objectId: (user.ok && user.value.azureactivedirectoryobjectid) || undefined,
    hasPrivilege: depths.size > 0 ? depths.has(ACT_ON_BEHALF) : undefined,
  };
  if (!(await finishActing(patience, acting, application))) return undefined;
  return {
    org,
    organisationId,
    name: detail?.FriendlyName ?? new URL(org).host,
    uniqueName: detail?.UniqueName ?? '',
    clientId,
  };
}

type Acting = ActingProof | { failure: Failure };

async function actFor(
  asking: Asking,
  found: ReturnType<typeof findTarget>,
  userId: string,
): Promise<Acting> {
  const target = await found;
  return target.ok ? askAsPerson(asking, target.value, userId) : { failure: target.failure };
}

/** Ends the step Impersonation; false when it failed. With Impersonate Users off there is nothing to prove. */
async function finishActing(
  { board }: Patience,
  acting: Promise<Acting> | undefined,
  application: Application,
): Promise<boolean> {
  const proof = await acting;
  if (!proof) {
    board.skip('impersonation', { why: 'impersonation-off' });
    return true;
  }
  if ('failure' in proof) {
    board.fail('impersonation', proof.failure);
    return false;
  }
  const verdict = judgeActing(proof, application);
  if ('failure' in verdict) board.fail('impersonation', verdict.failure);
  else board.pass('impersonation', verdict);
  return !('failure' in verdict);
}

/** Everything that needs only the token, sent at once. */
function askFirst(asking: Asking, ask: TestAsk, userReported: string | undefined) {
  const readOne = async (table: TableName): Promise<TableReading> => {
    const rows = await asking('privileges', oneRowOf(table), rowsAnswer);
    return rows.ok ? { table, rows: rows.value.value.length } : { table, failure: rows.failure };
  };
  return {
    whoAmI: asking('whoami', WHO_AM_I, whoAmIAnswer),
    organisation: asking('organisation', CURRENT_ORGANISATION, currentOrganisationAnswer),
    tables: Promise.all(MAPPED_TABLES.map(readOne)),
    target: ask.impersonateUsers ? findTarget(asking, ask.impersonateAs, userReported) : undefined,
  };
}

/** What needs to know who we are. */
export type SecondAnswers = Awaited<ReturnType<typeof askSecond>>;

async function askSecond(asking: Asking, userId: string) {
  const [user, privileges] = await Promise.all([
    asking('roles', userWithRoles(userId), userWithRolesAnswer),
    asking('roles', privilegesOf(userId), privilegesAnswer),
  ]);
  return { user, privileges };
}
