import * as v from 'valibot';
import { HEADERS, WRITING_HEADERS } from '../clients/dataverse/web-api.ts';
import { readAnswer } from '../clients/read-answer.ts';
import { diagnoseDataverse } from '../domain/diagnose/dataverse.ts';
import type { Failure } from '../domain/failure.ts';
import type { OrgUrl } from '../domain/org-url.ts';
import type { PageAsk } from '../domain/page-ask.ts';
import type { Answer, Reply } from '../domain/reply.ts';
import type { Result } from '../domain/result.ts';
import { pageRootOf } from './page-root.ts';
import type { World } from './world.ts';

/** Asks the organisation's Web API one question with the page's session, and reads the answer. */
export type PageAsking = (<S extends v.GenericSchema>(
  path: string,
  schema: S,
) => Promise<Result<v.InferOutput<S>, Failure>>) & {
  send: (ask: Pick<PageAsk, 'method' | 'path' | 'body'>) => Promise<Reply>;
  diagnose: (answer: Answer) => Failure;
};

const text = v.pipe(v.string(), v.maxLength(2_000_000));
/** A reply that came through a page is parsed like anything else that comes from one. */
const pageReply = v.variant('kind', [
  v.object({
    kind: v.literal('answer'),
    host: text,
    status: v.pipe(v.number(), v.integer(), v.minValue(100), v.maxValue(599)),
    headers: v.object({
      contentType: v.exactOptional(text),
      wwwAuthenticate: v.exactOptional(text),
      retryAfter: v.exactOptional(text),
      requestId: v.exactOptional(text),
    }),
    text,
  }),
  v.object({ kind: v.literal('silence'), host: text, waitedMs: v.number() }),
  v.object({ kind: v.literal('too-large'), host: text, limitBytes: v.number() }),
  v.object({ kind: v.picklist(['unreachable', 'redirect', 'not-allowed', 'stopped']), host: text }),
]);

/** Opens the way through a page of this organisation; undefined where the person has clicked on none. */
export async function openPageAsking(world: World, org: OrgUrl): Promise<PageAsking | undefined> {
  const ask = await world.openPage(org);
  if (!ask) return undefined;
  const { host } = new URL(org);
  const root = await pageRootOf(org, ask);
  const send: PageAsking['send'] = async ({ method, path, body }) => {
    const headers = body === undefined ? HEADERS : WRITING_HEADERS;
    const reply = await ask({
      root,
      method,
      path,
      headers,
      ...(body !== undefined && { body }),
    });
    const parsed = v.safeParse(pageReply, reply);
    return parsed.success ? { ...parsed.output, host } : { kind: 'unreachable', host };
  };
  const diagnose = (answer: Answer): Failure =>
    answer.status === 401
      ? { code: 'page/signed-out', host }
      : diagnoseDataverse({ clientId: '', org }, answer, world.nowMs());
  const asking = async <S extends v.GenericSchema>(path: string, schema: S) =>
    readAnswer(await send({ method: 'GET', path }), schema, diagnose);
  return Object.assign(asking, { send, diagnose });
}
