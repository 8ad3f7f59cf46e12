import { beginReport } from '../domain/report.ts';
import { examineOnPremises } from './ifd-organisation-steps.ts';
import { signInOnPremises } from './ifd-sign-in-steps.ts';
import { openBoard } from './step-board.ts';
import type { TestIfd } from './test-ifd-ports.ts';

/**
 * Test Connection for Dynamics CRM / IFD: signs in at the company's AD FS and calls Organization.svc, as Mapsimise's
 * server will. Each result is written down as it comes; the first failure that makes the next step pointless ends it.
 * Nothing is asked twice by itself: a password that is wrong once more may lock an account.
 *
 * Gives   the report as it was written last   never throws for a failed test
 */
export const testIfdConnection: TestIfd = async (ports, ask, signal) => {
  const begun = { runId: ports.newId(), startedAtMs: ports.nowMs() };
  const report = beginReport(begun, { ...ask, scheme: 'ifd', clientId: '' });
  const board = openBoard(report, ports.nowMs, ports.write, signal);
  const own = new AbortController();
  const run = { ports, ask, board, signal: AbortSignal.any([signal, own.signal]) };
  try {
    const given = await signInOnPremises(run);
    const proof = given && (await examineOnPremises(run, given));
    if (signal.aborted) return { report: await board.finish('cancelled') };
    if (!proof) return { report: await board.finish('failed') };
    return { report: await board.finish('passed', proof) };
  } finally {
    own.abort(); // After a failure, what is still under way is of no use and of some cost to the organisation.
  }
};
