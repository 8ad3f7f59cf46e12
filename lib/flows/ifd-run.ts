import type { Purpose } from '../clients/egress.ts';
import type { IfdLine } from './ifd-line.ts';
import type { StepBoard } from './step-board.ts';
import type { IfdAsk, IfdPorts } from './test-ifd-ports.ts';

/** What a run on-premises works with. */
export type IfdRun = {
  ports: IfdPorts;
  ask: IfdAsk;
  board: StepBoard;
  signal: AbortSignal;
};
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
