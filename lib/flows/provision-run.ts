import type * as v from 'valibot';
import { openWritingLine, type WritingLine } from '../clients/dataverse/writing-line.ts';
import { type GraphLine, openGraphLine } from '../clients/graph/graph-line.ts';
import { readAnswer } from '../clients/read-answer.ts';
import type { Cloud } from '../domain/cloud.ts';
import { diagnoseDataverse } from '../domain/diagnose/dataverse.ts';
import { diagnoseGraph, type GraphAsker } from '../domain/diagnose/graph.ts';
import type { Failure } from '../domain/failure.ts';
import type { Place } from '../domain/provisioning.ts';
import type { Reply } from '../domain/reply.ts';
import { diagnoseLine } from '../domain/reply.ts';
import { bad, good, type Result } from '../domain/result.ts';
import type { World } from './world.ts';

/** The two servers that are asked in the name of the person who signed in. A token is fetched anew for each question. */
export type Lines = {
  username: () => string;
  /** Asks Graph, and reads the JSON of its answer. */
  graph: <S extends v.GenericSchema>(
    about: About,
    ask: (line: GraphLine) => Promise<Reply>,
    schema: S,
  ) => Promise<Result<v.InferOutput<S>, Failure>>;
  /** Asks Graph for a deed that is answered without a body. */
  graphDeed: (
    about: About,
    ask: (line: GraphLine) => Promise<Reply>,
  ) => Promise<Result<true, Failure>>;
  crm: <S extends v.GenericSchema>(
    path: string,
    schema: S,
  ) => Promise<Result<v.InferOutput<S>, Failure>>;
  crmDeed: (ask: (line: WritingLine) => Promise<Reply>) => Promise<Result<true, Failure>>;
};
type About = Omit<GraphAsker, 'username'>;
type Where = Pick<Place, 'org' | 'tenantId'> & { cloud: Cloud };

/** Opens them for one organisation and its tenant. */
export function openLines(
  world: World,
  { org, tenantId, cloud }: Where,
  signal?: AbortSignal,
): Lines {
  let username = '';
  const { host } = new URL(org);
  const options = signal ? { signal } : {};
  const tokenFor = async (ask: { for: 'graph' } | { for: 'dataverse'; org: Place['org'] }) => {
    const token = await world.userToken({ ...ask, cloud, tenantId });
    if (!token.ok) return token;
    username = token.value.username;
    if (token.value.tenantId.toLowerCase() === tenantId.toLowerCase()) return token;
    return bad<Failure>({ code: 'provisioning/other-tenant', username, tenantId, host });
  };
  const askGraph = async (ask: (line: GraphLine) => Promise<Reply>) => {
    const token = await tokenFor({ for: 'graph' });
    if (!token.ok) return token;
    const { newId, send } = world;
    const { value } = token.value;
    return good(
      await ask(openGraphLine(send, cloud.graphHost, { token: value, newId, ...options })),
    );
  };
  const askCrm = async (ask: (line: WritingLine) => Promise<Reply>) => {
    const token = await tokenFor({ for: 'dataverse', org });
    if (!token.ok) return token;
    return good(
      await ask(openWritingLine(world.send, org, { token: token.value.value, ...options })),
    );
  };
  const ofGraph = (about: About) => (answer: Parameters<typeof diagnoseGraph>[1]) =>
    diagnoseGraph({ ...about, username }, answer, world.nowMs());
  const ofCrm = (answer: Parameters<typeof diagnoseDataverse>[1]) =>
    asPerson(diagnoseDataverse({ clientId: '', org }, answer, world.nowMs()), username, host);

  return {
    username: () => username,
    async graph(about, ask, schema) {
      const reply = await askGraph(ask);
      return reply.ok ? readAnswer(made(reply.value), schema, ofGraph(about)) : reply;
    },
    async graphDeed(about, ask) {
      const reply = await askGraph(ask);
      return reply.ok ? deedOf(reply.value, ofGraph(about)) : reply;
    },
    async crm(path, schema) {
      const reply = await askCrm((line) => line.get(path));
      return reply.ok ? readAnswer(reply.value, schema, ofCrm) : reply;
    },
    async crmDeed(ask) {
      const reply = await askCrm(ask);
      return reply.ok ? deedOf(reply.value, ofCrm) : reply;
    },
  };
}

/** 201 is read as 200 is: the thing that was made stands in it. */
const made = (reply: Reply): Reply =>
  reply.kind === 'answer' && reply.status === 201 ? { ...reply, status: 200 } : reply;

function deedOf(
  reply: Reply,
  diagnose: (answer: Extract<Reply, { kind: 'answer' }>) => Failure,
): Result<true, Failure> {
  if (reply.kind !== 'answer') return bad(diagnoseLine(reply) as Failure);
  return reply.status >= 200 && reply.status < 300 ? good(true) : bad(diagnose(reply));
}

/** What an organisation refuses to a person, and not to the application. */
function asPerson(failure: Failure, username: string, host: string): Failure {
  const service = failure.service && { service: failure.service };
  if (failure.code === 'org/user-unknown' || failure.code === 'org/no-role')
    return { code: 'provisioning/not-a-member', username, host, ...service };
  if (failure.code !== 'org/privilege-missing') return failure;
  const privileges = [failure.privilege || 'a privilege'];
  return { code: 'provisioning/rights-missing', username, host, privileges, ...service };
}
