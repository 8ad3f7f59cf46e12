import type { Ask, Send } from '../clients/egress.ts';
import { offsetOf } from '../domain/diagnose/clock.ts';
import type { Failure } from '../domain/failure.ts';
import { diagnoseLine, type Reply } from '../domain/reply.ts';

/** What one run learns of its two servers beside their answers: their clocks, and whether they are in trouble. */
export type IfdLine = {
  send: Send;
  /** Names why there is no answer. */
  diagnoseLine: (reply: Reply) => Failure;
  /** That server's clock minus ours, where it told. */
  offsetOf: (host: string) => number | undefined;
};

/**
 * After some answers of 5xx the browser holds back an extension's requests to that address, and `fetch` only rejects:
 * measured in Chromium 156. Kept per way to the network, across runs; may be lost with the worker.
 */
const troubled = new WeakMap<Send, Map<string, number>>();
const HELD_BACK_MS = 300_000;

export function openIfdLine(send: Send, nowMs: () => number): IfdLine {
  const offsets = new Map<string, number>();
  const troubles = troubled.get(send) ?? new Map<string, number>();
  troubled.set(send, troubles);
  const note = (reply: Reply) => {
    if (reply.kind !== 'answer') return;
    const offsetMs = offsetOf(reply, nowMs());
    if (offsetMs !== undefined) offsets.set(reply.host, offsetMs);
    if (reply.status >= 500) troubles.set(reply.host, nowMs());
    else troubles.delete(reply.host);
  };
  return {
    send: async (ask: Ask) => {
      const reply = await send(ask);
      note(reply);
      return reply;
    },
    diagnoseLine: (reply) => {
      if (reply.kind !== 'unreachable') return diagnoseLine(reply) as Failure;
      const { host } = reply;
      const isHeldBack = nowMs() - (troubles.get(host) ?? Number.NEGATIVE_INFINITY) < HELD_BACK_MS;
      return { code: isHeldBack ? 'ifd/browser-throttled' : 'ifd/unreachable', host };
    },
    offsetOf: (host) => offsets.get(host),
  };
}
