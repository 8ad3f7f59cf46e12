import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { dirname } from 'node:path';
import { createInterface } from 'node:readline';
import { fileURLToPath } from 'node:url';
import type { SignIns } from './adfs/domain.ts';
import type { ExpectedCoverage } from './coverage/expected.ts';
import type { ApplicationUser } from './dataverse/application-user-ledger.ts';
import type { Armed, Protection } from './dataverse/service-protection.ts';
import type { Application } from './entra/directory-objects.ts';
import type { HoldMatch, Release } from './holds.ts';
import type { Connector } from './mapsimise/ledger.ts';
import type { LogFilter, Logged } from './request-log.ts';
import type { WorldName } from './worlds.ts';

export type {
  Application,
  ApplicationUser,
  Armed,
  Connector,
  ExpectedCoverage,
  HoldMatch,
  LogFilter,
  Logged,
  Protection,
  Release,
  WorldName,
};

/** A request that will be, or is, stopped on its way. */
export type Held = {
  /** Resolves when a request stands at that point. */
  arrived(): Promise<void>;
  release(how: Release): Promise<void>;
};

export type Control = {
  /** Another world, all state and the log forgotten, what is held hung up on. */
  setWorld(name: WorldName): Promise<void>;
  setRtt(ms: number): Promise<void>;
  requests(filter?: LogFilter): Promise<Logged[]>;
  clearRequests(): Promise<void>;
  connectors(): Promise<Connector[]>;
  /** For each account of the company's domain: how often usernamemixed was asked, and in vain. */
  signIns(): Promise<SignIns[]>;
  /** Every application of every directory: the deleted ones, and their removed secrets, too. */
  applications(): Promise<Application[]>;
  /** The application users of every organisation, and their roles by name. */
  applicationUsers(): Promise<ApplicationUser[]>;
  /** Refresh tokens expire, the browsers' sessions end. */
  endSignIn(what: { refreshTokens?: true; sessions?: true }): Promise<void>;
  /** What a run over everybody has to find in this world, and in whose row when `rows` is asked for. */
  expectedCoverage(ask?: { rows?: true }): Promise<ExpectedCoverage>;
  /** After so many requests more, contoso's Web API refuses with 429 until Retry-After is over. */
  armServiceProtection(armed: Armed): Promise<void>;
  /** How many requests were refused so, and how many came before the time was over. */
  serviceProtection(): Promise<Protection>;
  /** The next request that matches is stopped: before its handler ran, or after, unanswered. */
  hold(match: HoldMatch): Promise<Held>;
};

export type Emulators = Control & {
  port: number;
  controlPort: number;
  spki: string;
  stop(): Promise<void>;
};

/** Starts the emulators as a process of their own. */
export async function startEmulators(
  ask: { world?: WorldName; rttMs?: number } = {},
): Promise<Emulators> {
  const main = fileURLToPath(new URL('./main.ts', import.meta.url));
  const child = spawn(
    process.execPath,
    ['--import', 'tsx', main, '--world', ask.world ?? 'happy', '--rtt', String(ask.rttMs ?? 0)],
    { cwd: dirname(main), stdio: ['pipe', 'pipe', 'inherit'] },
  );
  const exited = once(child, 'exit');
  const died = exited.then(([code]) => {
    throw new Error(`the emulators ended with ${code} before they were ready`);
  });
  const lines = createInterface({ input: child.stdout });
  const [line] = (await Promise.race([once(lines, 'line'), died])) as [string];
  died.catch(() => undefined); // they may end now
  const ready = JSON.parse(line) as { port: number; controlPort: number; spki: string };
  return {
    ...ready,
    ...controlOf(ready.controlPort),
    async stop() {
      child.kill('SIGTERM');
      await exited;
    },
  };
}

/** Speaks to the control port of emulators that run already. */
export function controlOf(controlPort: number): Control {
  const call = async <T>(method: string, path: string, body?: unknown): Promise<T> => {
    const response = await fetch(`http://127.0.0.1:${controlPort}${path}`, {
      method,
      ...(body === undefined ? {} : { body: JSON.stringify(body) }),
    });
    const value = (await response.json()) as T;
    if (!response.ok) throw new Error(`${method} ${path}: ${JSON.stringify(value)}`);
    return value;
  };
  return {
    setWorld: (name) => call('POST', '/world', { name }),
    setRtt: (ms) => call('POST', '/rtt', { ms }),
    requests: (filter = {}) => call('GET', `/requests?${new URLSearchParams(filter)}`),
    clearRequests: () => call('DELETE', '/requests'),
    connectors: () => call('GET', '/connectors'),
    signIns: () => call('GET', '/sign-ins'),
    applications: () => call('GET', '/applications'),
    applicationUsers: () => call('GET', '/application-users'),
    expectedCoverage: (ask = {}) =>
      call('GET', `/expected-coverage${ask.rows ? '?rows=true' : ''}`),
    armServiceProtection: (armed) => call('POST', '/service-protection', armed),
    serviceProtection: () => call('GET', '/service-protection'),
    endSignIn: (what) => call('POST', '/sign-in', what),
    async hold(match) {
      const { id } = await call<{ id: string }>('POST', '/hold', match);
      return {
        arrived: () => call('GET', `/hold/${id}`),
        release: (how) => call('POST', `/hold/${id}`, { how }),
      };
    },
  };
}
