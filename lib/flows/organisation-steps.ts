import {
  currentOrganisationAnswer,
  type OrganisationDetail,
  privilegesAnswer,
  rowsAnswer,
  userWithRolesAnswer,
  type WhoAmI,
  whoAmIAnswer,
} from '../clients/dataverse/answers.ts';
import {
  CURRENT_ORGANISATION,
  oneRowOf,
  privilegesOf,
  userWithRoles,
  WHO_AM_I,
} from '../clients/dataverse/questions.ts';
import { type OrgLine, openOrgLine } from '../clients/dataverse/web-api.ts';
import { readAnswer } from '../clients/read-answer.ts';
import { diagnoseDataverse } from '../domain/diagnose/dataverse.ts';
import { judgeTables, type TableReading } from '../domain/diagnose/tables.ts';
import type { Failure } from '../domain/failure.ts';
import { isSameGuid } from '../domain/guid.ts';
import type { Answer } from '../domain/reply.ts';
import type { Proof, Remark, StepId } from '../domain/report.ts';
import type { Result } from '../domain/result.ts';
import { MAPPED_TABLES, type TableName } from '../domain/tables.ts';
import { askPatiently, type Patience } from './patience.ts';
import { renewToken, type SignIn } from './sign-in-steps.ts';
import type { TestAsk, TestPorts } from './test-ports.ts';

type Schema = Parameters<typeof readAnswer>[1];
type Asking = <S extends Schema>(
  step: StepId,
  path: string,
  schema: S,
) => ReturnType<typeof get<S>>;

/**
 * The steps at the organisation itself. Two round trips: first everything that needs only the token, then what
 * needs to know who we are.
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
  const { org } = given;
  let asking = askingOf(ports, patience, given);
  let first = askFirst(asking);
  let whoAmI = await first.whoAmI;
  if (!whoAmI.ok && whoAmI.failure.code === 'org/token-refused') {
    board.countTrip();
    const token = await renewToken(ports, ask, patience, given);
    if (!token.ok) return void board.fail('whoami', token.failure);
    board.countTrip();
    asking = askingOf(ports, patience, { ...given, token: token.value });
    first = askFirst(asking);
    whoAmI = await first.whoAmI;
  }
  if (!whoAmI.ok) return void failWhoAmI(patience, whoAmI.failure);
  const { UserId: userId, OrganizationId: organisationId } = whoAmI.value;
  board.pass('whoami', { notes: [{ note: 'user', userId }] });

  board.start('roles');
  board.countTrip();
  const second = askSecond(asking, userId);
  const reportedId = await ask.reportedIdOf(org);
  const detail = judgeOrganisation(
    patience,
    whoAmI.value,
    await first.organisation,
    org,
    reportedId,
  );
  if (board.outcomeOf('organisation') === 'failed') return undefined;
  const depths = judgeRoles(patience, await second, given);
  if (!depths) return undefined;
  const verdict = judgeTables(await first.tables, depths);
  if ('failure' in verdict) return void board.fail('privileges', verdict.failure);
  board.pass('privileges', verdict);
  return {
    org,
    organisationId,
    name: detail?.FriendlyName ?? new URL(org).host,
    uniqueName: detail?.UniqueName ?? '',
    clientId: given.clientId,
  };
}

function askingOf(ports: TestPorts, patience: Patience, { org, clientId, token }: SignIn): Asking {
  const { signal } = patience;
  const line = openOrgLine(ports.send, org, { token: token.value, signal });
  const diagnose = (answer: Answer) => diagnoseDataverse({ clientId, org }, answer, ports.nowMs());
  return (step, path, schema) =>
    askPatiently(patience, step, () => get(line, path, schema, diagnose));
}

async function get<S extends Schema>(
  line: OrgLine,
  path: string,
  schema: S,
  diagnose: (answer: Answer) => Failure,
) {
  return readAnswer(await line.get(path), schema, diagnose);
}

/** Everything that needs only the token, sent at once. */
function askFirst(asking: Asking) {
  const readOne = async (table: TableName): Promise<TableReading> => {
    const rows = await asking('privileges', oneRowOf(table), rowsAnswer);
    return rows.ok ? { table, rows: rows.value.value.length } : { table, failure: rows.failure };
  };
  return {
    whoAmI: asking('whoami', WHO_AM_I, whoAmIAnswer),
    organisation: asking('organisation', CURRENT_ORGANISATION, currentOrganisationAnswer),
    tables: Promise.all(MAPPED_TABLES.map(readOne)),
  };
}

/** What needs to know who we are. */
async function askSecond(asking: Asking, userId: string) {
  const [user, privileges] = await Promise.all([
    asking('roles', userWithRoles(userId), userWithRolesAnswer),
    asking('roles', privilegesOf(userId), privilegesAnswer),
  ]);
  return { user, privileges };
}

/** A user without any role is known to the organisation: what is wrong then is the next step but one. */
function failWhoAmI({ board }: Patience, failure: Failure) {
  if (failure.code !== 'org/no-role') return board.fail('whoami', failure);
  board.pass('whoami', { remarks: [{ remark: 'user-without-role' }] });
  board.start('roles');
  board.fail('roles', failure);
}

function judgeOrganisation(
  { board }: Patience,
  whoAmI: WhoAmI,
  answer: Result<{ Detail: OrganisationDetail }, Failure>,
  org: string,
  reportedId: string | undefined,
): OrganisationDetail | undefined {
  const actualId = whoAmI.OrganizationId;
  const expectedId = answer.ok ? answer.value.Detail.OrganizationId : actualId;
  const wrong = [expectedId, reportedId].find(
    (id) => id !== undefined && !isSameGuid(id, actualId),
  );
  if (wrong) {
    const actualName = answer.ok ? answer.value.Detail.FriendlyName : undefined;
    board.fail('organisation', {
      code: 'org/other-organisation',
      expectedId: wrong,
      actualId,
      ...(actualName && { actualName }),
    });
    return undefined;
  }
  if (!answer.ok) {
    board.pass('organisation', { remarks: [{ remark: 'organisation-unreadable' }] });
    return undefined;
  }
  const detail = answer.value.Detail;
  board.pass('organisation', {
    notes: [
      {
        note: 'organisation',
        name: detail.FriendlyName,
        uniqueName: detail.UniqueName,
        version: detail.OrganizationVersion,
        id: detail.OrganizationId,
      },
    ],
    remarks: otherAddress(detail, org),
  });
  return detail;
}

/** The organisation names another web address than the one asked: it was renamed, and the old one will end. */
function otherAddress({ Endpoints: endpoints }: OrganisationDetail, org: string): Remark[] {
  const address = endpoints?.Values[endpoints.Keys.indexOf('WebApplication')];
  if (!address || !URL.canParse(address)) return [];
  const { origin } = new URL(address);
  return origin === org ? [] : [{ remark: 'other-address', actualUrl: origin }];
}

/** Gives the depth of every privilege by name; undefined when the step failed. */
function judgeRoles(
  { board }: Patience,
  { user, privileges }: Awaited<ReturnType<typeof askSecond>>,
  { clientId, org }: SignIn,
): ReadonlyMap<string, string> | undefined {
  const depths = new Map(
    (privileges.ok ? privileges.value.RolePrivileges : []).flatMap(({ PrivilegeName, Depth }) =>
      PrivilegeName && Depth ? [[PrivilegeName, Depth] as const] : [],
    ),
  );
  const failure = roleFailure(user, depths.size, clientId, new URL(org).host);
  if (failure) return void board.fail('roles', failure);
  const roles = user.ok ? user.value.systemuserroles_association.map(({ name }) => name) : [];
  const remarks: Remark[] = [];
  if (!user.ok) remarks.push({ remark: 'roles-unreadable' });
  else if (roles.length === 0) remarks.push({ remark: 'roles-through-teams' });
  board.pass('roles', {
    notes: user.ok ? [{ note: 'roles', userName: user.value.fullname ?? '', roles }] : [],
    remarks,
  });
  return depths;
}

function roleFailure(
  user: Result<{ isdisabled: boolean; systemuserroles_association: unknown[] }, Failure>,
  privilegeCount: number,
  clientId: string,
  host: string,
): Failure | undefined {
  if (!user.ok) return user.failure.code === 'org/privilege-missing' ? undefined : user.failure;
  if (user.value.isdisabled) return { code: 'org/user-disabled', host };
  const hasNone = user.value.systemuserroles_association.length === 0 && privilegeCount === 0;
  return hasNone ? { code: 'org/no-role', clientId, host } : undefined;
}
