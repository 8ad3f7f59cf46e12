import type { WebWorker } from 'puppeteer-core';
import type { Logged } from '../emulators/control.ts';
import { MAPSIMISE, ORGANISATIONS } from '../emulators/people.ts';

/** The least that reading the same takes: a round trip for each request, and what is read. */
export type Floor = {
  /** Every request after the one before. */
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

/**
 * Asks the questions of a run once more, from the same worker, and throws the answers away. Takes servers without
 * distance: what is measured is the transfer, to which the round trips are added.
 */
export async function readFloor(
  worker: WebWorker,
  asked: readonly Logged[],
  rttMs: number,
): Promise<Floor> {
  const of = (host: string) => asked.filter((one) => one.host === host).map(questionOf);
  const chains = [of(ORGANISATIONS.contoso.host), of(MAPSIMISE.apiHost)];
  const transfersMs = (await worker.evaluate(readChains(chains))) as number[];
  const wholeMs = chains.map(({ length }, at) => length * rttMs + (transfersMs[at] ?? 0));
  return {
    inARowMs: wholeMs.reduce((sum, one) => sum + one, 0),
    besideMs: Math.max(...wholeMs),
  };
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

/** Runs in the worker: how long each chain takes. As text, because a compiler adds to functions. */
const readChains = (chains: readonly Question[][]) => `(async (chains) => {
  const tookMs = [];
  for (const questions of chains) {
    const beganAt = performance.now();
    for (const { url, ...init } of questions) await (await fetch(url, init)).text();
    tookMs.push(performance.now() - beganAt);
  }
  return tookMs;
})(${JSON.stringify(chains)})`;
