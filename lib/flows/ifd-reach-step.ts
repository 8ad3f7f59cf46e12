import type { SignInPolicy } from '../clients/adfs/discover.ts';
import {
  type IfdChallenge,
  isElsewhere,
  readIfdChallenge,
} from '../domain/diagnose/ifd-challenge.ts';
import type { Failure } from '../domain/failure.ts';
import type { OrgUrl } from '../domain/org-url.ts';
import { type Reply, says } from '../domain/reply.ts';
import type { Note } from '../domain/report.ts';
import type { Result } from '../domain/result.ts';
import type { IfdLine } from './ifd-line.ts';
import { failStep, getterOf, type IfdRun } from './ifd-run.ts';

/** Every version of the Web API that a server of one's own may have, newest first; none is asked for. */
const VERSIONS = ['9.2', '9.1', '9.0', '8.2', '8.1', '8.0'];

/** Asks the Web API who answers here, from its newest version down; a server without any has SOAP alone. */
export async function reach(
  run: IfdRun,
  line: IfdLine,
  org: OrgUrl,
  policy: Promise<Result<SignInPolicy, Failure>>,
): Promise<boolean> {
  const { board } = run;
  const get = getterOf(run, line, { for: 'onprem', org });
  for (const [at, version] of VERSIONS.entries()) {
    const reply = await get(`${org}/api/data/v${version}/WhoAmI`);
    if (reply.kind === 'answer' && isElsewhere(reply)) continue;
    const failure = failureIn(line, reply);
    if (failure) {
      await failStep(run, 'reach', failure);
      return false;
    }
    if (reply.kind === 'answer') board.noteRequest('reach', reply.headers.requestId);
    const challenge = readIfdChallenge(reply);
    board.pass('reach', {
      notes: [...(at > 0 ? [{ note: 'web-api', version } as const] : []), ...notesOn(challenge)],
    });
    return true;
  }
  const described = await policy;
  if (!described.ok && described.failure.code === 'ifd/not-here') {
    board.fail('reach', described.failure);
    return false;
  }
  board.pass('reach');
  return true;
}

const notesOn = (challenge: IfdChallenge | undefined): Note[] =>
  challenge?.kind === 'oauth' ? [{ note: 'oauth-too', authority: challenge.authority }] : [];

const ORG_DISABLED = /0x8004a104/i;

function failureIn(line: IfdLine, reply: Reply): Failure | undefined {
  if (reply.kind === 'redirect') return undefined;
  if (reply.kind !== 'answer') return line.diagnoseLine(reply);
  const { host } = reply;
  if (reply.status < 500) return undefined;
  const isDisabled = ORG_DISABLED.test(reply.text.slice(0, 2_000));
  return { code: isDisabled ? 'ifd/org-disabled' : 'ifd/unavailable', host, service: says(reply) };
}
