import { beginReport, type TestReport } from '../domain/report.ts';
import { examineOrganisation } from './organisation-steps.ts';
import { signIn } from './sign-in-steps.ts';
import { openBoard } from './step-board.ts';
import type { TestAsk, TestPorts } from './test-ports.ts';

/**
 * Test Connection for Dataverse: does what Mapsimise's server will do, step by step, and writes each result down
 * as it comes. It stops at the first failure that makes the next step pointless.
 *
 * Round trips in a row: organisation, Entra, who am I (with the organisation and a row of each table beside it),
 * roles and privileges. With a tenant known from an earlier pass the first two are one.
 *
 * Gives   the report as it was written last, and the tenant when the test passed   never throws for a failed test
 */
export async function testConnection(
  ports: TestPorts,
  ask: TestAsk,
  signal: AbortSignal,
): Promise<{ report: TestReport; tenantId?: string }> {
  const run = { runId: ports.newId(), startedAtMs: ports.nowMs() };
  const report = beginReport(run, { ...ask, scheme: 'dataverse' });
  const board = openBoard(report, ports.nowMs, ports.write, signal);
  const patience = { nowMs: ports.nowMs, wait: ports.wait, signal, board };
  const given = await signIn(ports, ask, patience);
  const proof = given && (await examineOrganisation(ports, ask, patience, given));
  if (signal.aborted) return { report: await board.finish('cancelled') };
  if (!given || !proof) return { report: await board.finish('failed') };
  return { report: await board.finish('passed', proof), tenantId: given.tenantId };
}
