import { keyRowsAnswer, keyRowsOf } from '../clients/graph/secrets.ts';
import type { MapsimiseApi } from '../clients/mapsimise/api.ts';
import { cloudOf } from '../domain/cloud.ts';
import { ROTATE_APPLICATION } from '../domain/diagnose/graph.ts';
import type { Failure } from '../domain/failure.ts';
import { good, type Result } from '../domain/result.ts';
import type { KeyRow, Rotation, RotationStepId } from '../domain/rotation.ts';
import { rotations } from '../facts/rotation-facts.ts';
import { type Lines, openLines } from './provision-run.ts';
import { untilVerdict } from './until-verdict.ts';
import type { World } from './world.ts';

/** The entry is gone (Forget everything): whatever runs must end, and write nothing any more. */
export class RotationGone extends Error {}

/** One rotation under way, as its steps see it. Every change of the entry is stored before it counts. */
export type Run = {
  world: World;
  api: MapsimiseApi;
  lines: Lines;
  entry: () => Rotation;
  note: (change: Partial<Rotation>) => Promise<void>;
  start: (id: RotationStepId) => Promise<void>;
  pass: (id: RotationStepId) => Promise<void>;
};

export function openRun(world: World, api: MapsimiseApi, first: Rotation): Run {
  const { connectorId, org, tenantId, runId } = first;
  const cloud = cloudOf(new URL(org).host);
  if (!cloud) throw new Error('a rotation of no cloud');
  let entry = first;
  const note = async (change: Partial<Rotation>) => {
    entry = { ...entry, ...change };
    await world.inTurn('rotations', async () => {
      const all = (await rotations.read()) ?? {};
      if (all[connectorId]?.runId !== runId) throw new RotationGone();
      await rotations.write({ ...all, [connectorId]: entry });
    });
  };
  const mark = (id: RotationStepId, outcome: 'running' | 'passed') =>
    note({ steps: entry.steps.map((step) => (step.id === id ? { id, outcome } : step)) });
  return {
    world,
    api,
    lines: openLines(world, { org, tenantId, cloud }),
    entry: () => entry,
    note,
    start: (id) => mark(id, 'running'),
    pass: (id) => mark(id, 'passed'),
  };
}

/** Asks until there is a verdict: a busy service is waited for; with `settles`, so is what was just made. */
export const patiently = <T>(
  world: World,
  ask: () => Promise<Result<T, Failure>>,
  { settles = false } = {},
): Promise<Result<T, Failure>> =>
  untilVerdict(ask, { nowMs: world.nowMs, settles, pause: ({ ms }) => world.wait(ms) });

/** The secrets that the application has now. */
export async function keysNow({ world, lines, entry }: Run): Promise<Result<KeyRow[], Failure>> {
  const { id } = entry().application;
  const answer = await patiently(world, () =>
    lines.graph(ROTATE_APPLICATION, (line) => line.get(keyRowsOf(id)), keyRowsAnswer),
  );
  return answer.ok ? good(answer.value.passwordCredentials) : answer;
}
