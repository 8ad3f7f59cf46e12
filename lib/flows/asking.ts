import type * as v from 'valibot';
import { type ActingFor, openOrgLine } from '../clients/dataverse/web-api.ts';
import { readAnswer } from '../clients/read-answer.ts';
import { diagnoseDataverse } from '../domain/diagnose/dataverse.ts';
import type { Failure } from '../domain/failure.ts';
import type { Answer } from '../domain/reply.ts';
import type { StepId } from '../domain/report.ts';
import type { Result } from '../domain/result.ts';
import { askPatiently, type Patience } from './patience.ts';
import type { SignIn } from './sign-in-steps.ts';
import type { TestPorts } from './test-ports.ts';

/** Asks the organisation one question for a step, and reads the answer; waits where the service asks for it. */
export type Asking = <S extends v.GenericSchema>(
  step: StepId,
  path: string,
  schema: S,
  as?: ActingFor,
) => Promise<Result<v.InferOutput<S>, Failure>>;

/** Opens the way to the organisation with the token of this sign-in. */
export function openAsking(ports: TestPorts, patience: Patience, given: SignIn): Asking {
  const { org, clientId, token } = given;
  const line = openOrgLine(ports.send, org, { token: token.value, signal: patience.signal });
  const diagnose = (answer: Answer) => diagnoseDataverse({ clientId, org }, answer, ports.nowMs());
  return (step, path, schema, as) =>
    askPatiently(patience, step, async () => {
      const reply = await line.get(path, as);
      if (reply.kind === 'answer') patience.board.noteRequest(step, reply.headers.requestId);
      return readAnswer(reply, schema, diagnose);
    });
}
