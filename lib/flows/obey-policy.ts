import type { Scheme } from '../domain/connection.ts';
import { type Feature, refusalOf } from '../domain/policy.ts';
import type { PolicyFailure } from '../domain/policy-failure.ts';
import { beginReport, type TestReport } from '../domain/report.ts';
import { readPolicy } from '../facts/policy.ts';
import type { Handlers, MessageType } from '../messages/contract.ts';
import { openBoard } from './step-board.ts';
import type { TestPorts } from './test-ports.ts';

/** Why the company does not let this be done; undefined where it does. */
export const refusalNow = async (what: {
  feature?: Feature;
  organisationUrl?: string;
  scheme?: Scheme;
}): Promise<PolicyFailure | undefined> => refusalOf(await readPolicy(), what);

/** Messages that the policy may forbid, with the feature that each belongs to. What it began may always be ended. */
const FEATURE_OF: Partial<Record<MessageType, Feature>> = {
  'provisioning.start': 'createForMe',
  'provisioning.continue': 'createForMe',
  'form-secret.fill': 'formFill',
  'coverage.start': 'coverage',
  'coverage.resume': 'coverage',
  'coverage.repair': 'bulkRepair',
};

/**
 * The last gate: a deed that the company has turned off, or that is about an organisation outside its list, is not done,
 * whatever a page of ours shows. The screens say the reason.
 */
export function obeyPolicy(handlers: Handlers): Handlers {
  const guarded = Object.entries(handlers).map(([type, handle]) => [
    type,
    async (ask: unknown, sender: unknown) => {
      if (await isForbidden(type as MessageType, ask)) return;
      await (handle as (ask: unknown, sender: unknown) => Promise<void>)(ask, sender);
    },
  ]);
  return Object.fromEntries(guarded) as Handlers;
}

async function isForbidden(type: MessageType, ask: unknown): Promise<boolean> {
  const feature = FEATURE_OF[type];
  if (!feature) return false;
  const { org, workspace } = ask as { org?: string; workspace?: string };
  const organisationUrl = org ?? workspace;
  const what = { feature, ...(organisationUrl && { organisationUrl }) };
  return (await refusalNow(what)) !== undefined;
}

/** The report of a test that the policy forbids: it ends at its first step, and no server was asked. */
export function refuseTest(
  ports: TestPorts,
  ask: Parameters<typeof beginReport>[1],
  failure: PolicyFailure,
  signal: AbortSignal,
): Promise<TestReport> {
  const run = { runId: ports.newId(), startedAtMs: ports.nowMs() };
  const board = openBoard(beginReport(run, ask), ports.nowMs, ports.write, signal);
  board.start('url');
  board.fail('url', failure);
  return board.finish('failed');
}
