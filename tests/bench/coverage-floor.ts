import type { WebWorker } from 'puppeteer-core';
import type { Logged } from '../emulators/control.ts';
import { MAPSIMISE, ORGANISATIONS } from '../emulators/people.ts';

/** What it takes to read the same and do nothing with it. */
export type Floor = {
  /** Every request after the one before: pages × round trip + transfer. */
  inARowMs: number;
  /** The two services side by side. */
  besideMs: number;
};

type Question = { url: string; method: string; headers: Record<string, string>; body?: string };
const KEPT = [
  'authorization',
  'prefer',
  'accept',
  'content-type',
  'odata-version',
  'odata-maxversion',
];

/** Asks the questions of a run once more, from the same worker, and throws the answers away. */
export async function readFloor(worker: WebWorker, asked: readonly Logged[]): Promise<Floor> {
  const of = (host: string) => asked.filter((one) => one.host === host).map(questionOf);
  const chains = [of(ORGANISATIONS.contoso.host), of(MAPSIMISE.apiHost)];
  const beside = (await worker.evaluate(readChains(chains))) as { sums: number[]; wallMs: number };
  return { inARowMs: beside.sums.reduce((sum, one) => sum + one, 0), besideMs: beside.wallMs };
}

function questionOf({ host, path, method, headers, body }: Logged): Question {
  const kept = KEPT.flatMap((name): [string, string][] => {
    const value = headers[name];
    return typeof value === 'string' ? [[name, value]] : [];
  });
  return {
    url: `https://${host}${path}`,
    method,
    headers: Object.fromEntries(kept),
    ...(body === '' ? {} : { body }),
  };
}

/** Runs in the worker: each chain one after the other, the chains at once. As text, because a compiler adds to functions. */
const readChains = (chains: readonly Question[][]) => `(async (chains) => {
  const beganAt = performance.now();
  const sums = await Promise.all(chains.map(async (questions) => {
    for (const { url, ...init } of questions) await (await fetch(url, init)).text();
    return performance.now() - beganAt;
  }));
  return { sums, wallMs: performance.now() - beganAt };
})(${JSON.stringify(chains)})`;
