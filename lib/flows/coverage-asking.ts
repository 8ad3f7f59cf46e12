import type * as v from 'valibot';
import type { BatchPart } from '../clients/dataverse/batch.ts';
import { type BulkLine, openBulkLine, partsOf } from '../clients/dataverse/bulk-line.ts';
import { readAnswer } from '../clients/read-answer.ts';
import type { Workspace } from '../domain/connection.ts';
import { diagnoseDataverse } from '../domain/diagnose/dataverse.ts';
import type { Failure } from '../domain/failure.ts';
import type { OrgUrl } from '../domain/org-url.ts';
import { type Answer, diagnoseLine, type Reply, says } from '../domain/reply.ts';
import { bad, good, type Result } from '../domain/result.ts';
import { type Patience, untilAnswered } from './coverage-patience.ts';
import { type OrgToken, signInForCoverage } from './coverage-sign-in.ts';
import type { World } from './world.ts';

/** Asks one organisation for much, in the name of one sign-in, which is renewed unseen when it has run out. */
export type CoverageAsking = {
  read: <S extends v.GenericSchema>(
    schema: S,
    ask: (line: BulkLine) => Promise<Reply>,
  ) => Promise<Result<v.InferOutput<S>, Failure>>;
  /** The answers to the operations of one batch, each to be read for itself. Asked once, busy or not. */
  batchOnce: (parts: readonly BatchPart[]) => Promise<Result<Answer[], Failure>>;
  /** Questions in one batch: the answers to all of them, or the first failure. */
  readAll: <S extends v.GenericSchema>(
    schema: S,
    parts: readonly BatchPart[],
  ) => Promise<Result<v.InferOutput<S>[], Failure>>;
  diagnose: (answer: Answer) => Failure;
};

/**
 * Takes   told    is called before each request to the organisation
 *         signal  ends requests that are under way; `patience.signal` ends waits
 */
export function openCoverageAsking(
  world: World,
  given: { workspace: Workspace; org: OrgUrl },
  patience: Patience,
  told: () => void,
  signal = patience.signal,
): CoverageAsking {
  const { workspace, org } = given;
  let token: OrgToken | undefined;

  const diagnose = (answer: Answer) =>
    diagnoseDataverse({ clientId: token?.asker ?? '', org }, answer, world.nowMs());

  async function signIn(): Promise<Result<OrgToken, Failure>> {
    if (token) return good(token);
    const given = await signInForCoverage(world, workspace, org, signal, told);
    if (given.ok) token = given.value;
    return given;
  }

  async function once(ask: (line: BulkLine) => Promise<Reply>): Promise<Result<Reply, Failure>> {
    const signedIn = await signIn();
    if (!signedIn.ok) return signedIn;
    const line = openBulkLine(world.send, org, {
      token: signedIn.value.value,
      signal,
      newId: world.newId,
    });
    told();
    const reply = await ask(line);
    const { origin, host } = new URL(org);
    if (reply.kind === 'unreachable' && !(await world.hasAccess(origin)))
      return bad({ code: 'permission/not-granted', origin, host });
    return good(reply);
  }

  /** A token that ran out is renewed once for each question; what is refused then is refused. */
  async function asked(ask: (line: BulkLine) => Promise<Reply>): Promise<Result<Reply, Failure>> {
    const reply = await once(ask);
    const isRefused = reply.ok && reply.value.kind === 'answer' && reply.value.status === 401;
    if (!isRefused) return reply;
    token = undefined;
    return once(ask);
  }

  async function batchOnce(parts: readonly BatchPart[]): Promise<Result<Answer[], Failure>> {
    const reply = await asked((line) => line.batch(parts));
    if (!reply.ok) return reply;
    const answer = reply.value;
    if (answer.kind !== 'answer') return bad(diagnoseLine(answer) as Failure);
    if (answer.status !== 200) return bad(diagnose(answer));
    const answers = partsOf(answer, parts.length);
    const { host } = answer;
    return answers
      ? good(answers)
      : bad({ code: 'coverage/batch-refused', host, service: says(answer) });
  }

  return {
    diagnose,
    read: (schema, ask) =>
      untilAnswered(patience, async () => {
        const reply = await asked(ask);
        return reply.ok ? readAnswer(reply.value, schema, diagnose) : reply;
      }),
    batchOnce,
    readAll: (schema, parts) =>
      untilAnswered(patience, async () => {
        const answers = await batchOnce(parts);
        if (!answers.ok) return answers;
        const values: v.InferOutput<typeof schema>[] = [];
        for (const answer of answers.value) {
          const value = readAnswer(answer, schema, diagnose);
          if (!value.ok) return value;
          values.push(value.value);
        }
        return good(values);
      }),
  };
}
