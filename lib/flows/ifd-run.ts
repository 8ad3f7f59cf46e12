import type { Purpose } from '../clients/egress.ts';
import type { Failure } from '../domain/failure.ts';
import type { StepId } from '../domain/report.ts';
import type { IfdLine } from './ifd-line.ts';
import type { StepBoard } from './step-board.ts';
import type { IfdAsk, IfdPorts } from './test-ifd-ports.ts';
import { blockedByBrowser } from './why-unreachable.ts';

/** What a run on-premises works with. */
export type IfdRun = {
  ports: IfdPorts;
  ask: IfdAsk;
  board: StepBoard;
  signal: AbortSignal;
};

/** Marks a step as failed. What could not be reached because access to it was taken away meanwhile is told as that. */
export async function failStep(
  { ports, board }: IfdRun,
  id: StepId,
  failure: Failure,
): Promise<undefined> {
  if (failure.code === 'ifd/unreachable' || failure.code === 'ifd/browser-throttled') {
    const blocked = await blockedByBrowser(ports, `https://${failure.host}`);
    if (blocked) return void board.fail(id, blocked);
  }
  board.fail(id, failure);
}

/** A server that says nothing is given up sooner than one that works: nothing was understood from it yet. */
const REACH_TIMEOUT_MS = 10_000;

/** A way to ask for documents without a sign-in, within the hosts of one purpose. */
export const getterOf =
  ({ signal, board }: IfdRun, line: IfdLine, purpose: Purpose) =>
  (url: string, capBytes?: number) => {
    board.countTrip();
    return line.send({
      purpose,
      url,
      headers: { Accept: capBytes ? 'text/xml, application/xml' : 'application/json' },
      timeoutMs: REACH_TIMEOUT_MS,
      ...(capBytes && { capBytes }),
      signal,
    });
  };
