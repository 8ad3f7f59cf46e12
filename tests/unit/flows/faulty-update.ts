import type { Ask } from '../../../lib/clients/egress.ts';
import type { Reply } from '../../../lib/domain/reply.ts';
import { answerOf, questionOf } from './simulated-server.ts';
import type { Universe } from './simulated-world.ts';

/** What becomes of one PUT of credentials at Mapsimise. */
export const PUT_FAULTS = [
  'ok',
  'reset before',
  'reset after',
  '500 after',
  'html after',
  '429',
  '403',
  'late',
] as const;
export type PutFault = (typeof PUT_FAULTS)[number];

/**
 * Puts faults before the simulated server's updates of credentials.
 *
 * Takes   next  the fault of the next update; undefined for none
 *         look  is told each request after its answer
 * Gives   `settle`, which carries out what is still on its way
 */
export function putFaultsBefore(
  { server, clock }: Universe,
  next: () => PutFault | undefined,
  look: (after: string) => void,
): { settle: () => void } {
  let late: { atMs: number; work: () => void }[] = [];
  const others = server.answer;
  server.answer = async (ask) => {
    const due = late.filter(({ atMs }) => atMs <= clock.nowMs);
    late = late.filter(({ atMs }) => atMs > clock.nowMs);
    for (const { work } of due) work();
    const isPut = ask.url.includes('mapsimise') && questionOf(ask) === 'credentials';
    const reply = await (isPut ? put(ask) : others(ask));
    look(`${ask.method ?? 'GET'} ${new URL(ask.url).pathname}`);
    return reply;
  };
  async function put(ask: Ask): Promise<Reply> {
    const { host } = new URL(ask.url);
    switch (next() ?? 'ok') {
      case 'reset before':
        return { kind: 'unreachable', host };
      case '429':
        return answerOf(ask, 429, { Status: 0, ResponseText: 'Busy' }, { retryAfter: '7' });
      case '403':
        return answerOf(ask, 403, { Status: 0, ResponseText: 'Edit on Connectors is missing.' });
      case 'late':
        late.push({ atMs: clock.nowMs + 25_000, work: () => void others(ask) });
        return { kind: 'silence', host, waitedMs: 20_000 };
      case 'reset after':
        await others(ask);
        return { kind: 'unreachable', host };
      case '500 after':
        await others(ask);
        return answerOf(ask, 500, { Status: -1, ResponseText: 'reference ABCD1234' });
      case 'html after':
        await others(ask);
        return answerOf(ask, 200, '<!doctype html><title>x</title>', { contentType: 'text/html' });
      default:
        return others(ask);
    }
  }
  return {
    settle() {
      for (const { work } of late.splice(0)) work();
    },
  };
}
