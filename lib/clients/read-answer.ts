import * as v from 'valibot';
import type { Failure } from '../domain/failure.ts';
import {
  type Answer,
  diagnoseLine,
  diagnoseNotJson,
  parseJson,
  type Reply,
  says,
} from '../domain/reply.ts';
import { bad, good, type Result } from '../domain/result.ts';

/**
 * Reads a reply that should carry JSON of one shape.
 *
 * Takes   diagnose  names the failure of an answer whose status is not 200
 * Gives   the value as its schema describes it; members the schema does not name are dropped
 * Fails   'net/…' when there is no answer, no JSON or another shape; else what `diagnose` says
 */
export function readAnswer<S extends v.GenericSchema>(
  reply: Reply,
  schema: S,
  diagnose: (answer: Answer) => Failure,
): Result<v.InferOutput<S>, Failure> {
  if (reply.kind !== 'answer') return bad(diagnoseLine(reply) as Failure);
  if (reply.status !== 200) return bad(diagnose(reply));
  const body = parseJson(reply.text);
  if (body === undefined) return bad(diagnoseNotJson(reply));
  const parsed = v.safeParse(schema, body);
  if (parsed.success) return good(parsed.output);
  return bad({ code: 'net/not-understood', host: reply.host, service: says(reply) });
}
