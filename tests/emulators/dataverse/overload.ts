import { randomUUID } from 'node:crypto';
import { promisify } from 'node:util';
import { gzip } from 'node:zlib';
import { type Answer, type Incoming, jsonReply, type Reply, reply } from '../exchange.ts';
import type { Scene } from '../scene.ts';
import { faultsOf } from '../world.ts';
import { jsonHeaders } from './answer-headers.ts';
import type { Caller } from './caller.ts';
import type { Database } from './database.ts';
import type { Limit } from './service-protection.ts';

/** Too many requests; thrown where it is found out, answered with the other refusals. */
export class Throttled extends Error {
  readonly seconds: number;
  readonly limit: Limit;
  constructor(seconds: number, limit: Limit = 'requests') {
    super('throttled');
    this.seconds = seconds;
    this.limit = limit;
  }
}

// Source: Microsoft Learn, api-limits: limits are per user, so the page's person is not touched
export function refuseTooMany(
  scene: Scene,
  caller: Caller,
  database: Database,
  path: string,
  nowMs: number,
): void {
  const armed =
    database.organisation.name === 'contoso' && scene.serviceProtection.refusal(path, nowMs);
  if (armed) throw new Throttled(armed.seconds, armed.limit);
  const throttle = scene.throttles.organisation;
  const here = faultsOf(database.organisation, scene.world)?.throttledSeconds !== undefined;
  if (caller.application && here && throttle?.refuses(nowMs)) throw new Throttled(throttle.seconds);
}

// Source: api-limits: codes, texts, Retry-After in seconds
const LIMITS: Readonly<Record<Limit, readonly [code: string, message: string]>> = {
  requests: [
    '0x80072322',
    'Number of requests exceeded the limit of 6000 over time window of 300 seconds.',
  ],
  time: [
    '0x80072321',
    'Combined execution time of incoming requests exceeded limit of 1,200,000 milliseconds over time window of 300 seconds. Decrease number of concurrent requests or reduce the duration of requests and try again later.',
  ],
  concurrency: ['0x80072326', 'Number of concurrent requests exceeded the limit of 52.'],
};

export function throttled({ seconds, limit }: Throttled): Reply {
  const [code, message] = LIMITS[limit];
  return jsonReply(
    429,
    { error: { code, message } },
    {
      ...jsonHeaders(),
      'Retry-After': seconds,
      'x-ms-ratelimit-burst-remaining-xrm-requests': '0',
    },
  );
}

// Source: compose-http-requests-handle-errors: 503; a page and not JSON is assumed
export function maintenance(): Reply {
  return reply(
    503,
    { 'Content-Type': 'text/html; charset=utf-8', REQ_ID: randomUUID() },
    '<!doctype html><title>Service Unavailable</title><h1>We are upgrading this environment</h1>',
  );
}

let bombBody: Promise<Buffer> | undefined;

export async function bomb(): Promise<Reply> {
  bombBody ??= promisify(gzip)(`{"value":"${' '.repeat(64 * 1024 * 1024)}"}`, { level: 1 });
  return reply(200, { ...jsonHeaders(), 'Content-Encoding': 'gzip' }, await bombBody);
}

/** The beginning of an answer that would be right, a byte a second. */
export function trickle({ host }: Incoming): Answer {
  const text = `{"@odata.context":"https://${host}/api/data/v9.2/$metadata#`;
  return { kind: 'trickle', headers: jsonHeaders(), text, everyMs: 1000 };
}
