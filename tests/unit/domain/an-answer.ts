import type { Answer } from '../../../lib/domain/reply.ts';

/** An answer of a server, as a table states it. A body that is no string is JSON. */
export function answerOf(
  status: number,
  body: unknown = '',
  headers: Answer['headers'] = {},
): Answer {
  const text = typeof body === 'string' ? body : JSON.stringify(body);
  return { kind: 'answer', host: 'acme.crm4.dynamics.com', status, headers, text };
}

/** The shortest of five runs, in milliseconds: what the work takes, without what the machine was doing beside it. */
export function bestOfFive(work: () => unknown): number {
  const times = Array.from({ length: 5 }, () => {
    const startedAt = performance.now();
    work();
    return performance.now() - startedAt;
  });
  return Math.min(...times);
}
