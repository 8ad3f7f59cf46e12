import { createServer, type IncomingMessage, type ServerResponse } from 'node:http';
import type { AddressInfo } from 'node:net';
import { expectCoverage } from './coverage/expected.ts';
import { listApplicationUsers } from './dataverse/application-user-ledger.ts';
import type { Armed } from './dataverse/service-protection.ts';
import type { Stage } from './front-door.ts';
import type { HoldMatch, Release } from './holds.ts';
import { openScene } from './scene.ts';
import { isWorldName } from './worlds.ts';

export type ControlServer = { port: number; close: () => Promise<void> };
type Said = { status: number; value: unknown };

const RELEASES: readonly Release[] = ['continue', 'reset', 'error500', 'html'];

/** The tests' way in: plain HTTP and JSON on loopback. */
export async function openControlServer(stage: Stage, port: number): Promise<ControlServer> {
  const server = createServer((request, response) => {
    void readText(request)
      .then((body) => obey(stage, request, body))
      .catch((error: unknown): Said => ({ status: 400, value: { error: String(error) } }))
      .then((said) => tell(response, said));
  });
  server.requestTimeout = 0;
  server.keepAliveTimeout = 120_000;
  await new Promise<void>((resolve, reject) => {
    server.once('error', reject);
    server.listen(port, '127.0.0.1', () => resolve());
  });
  return {
    port: (server.address() as AddressInfo).port,
    close: () =>
      new Promise((resolve) => {
        server.close(() => resolve());
        server.closeAllConnections();
      }),
  };
}

async function obey(stage: Stage, request: IncomingMessage, body: string): Promise<Said> {
  const url = new URL(request.url ?? '/', 'http://127.0.0.1');
  const [, room = '', id] = url.pathname.split('/');
  const said = body === '' ? {} : (JSON.parse(body) as Record<string, unknown>);
  const done = (value: unknown = {}): Said => ({ status: 200, value });
  switch (`${request.method} /${room}${id === undefined ? '' : '/:id'}`) {
    case 'POST /world': {
      const { name } = said;
      if (!isWorldName(name)) throw new Error(`no world is named ${String(name)}`);
      stage.holds.clear();
      stage.log.clear();
      stage.scene = openScene(name);
      return done();
    }
    case 'GET /requests':
      return done(stage.log.matching(Object.fromEntries(url.searchParams)));
    case 'DELETE /requests':
      stage.log.clear();
      return done();
    case 'GET /connectors':
      return done([...stage.scene.ledger.connectors.values()].flat());
    case 'GET /sign-ins':
      return done([...stage.scene.domain.values()]);
    case 'GET /applications':
      return done(stage.scene.applications);
    case 'GET /application-users':
      return done(listApplicationUsers(stage.scene.databases));
    case 'POST /sign-in':
      if (said.refreshTokens) stage.scene.signIn.store.expireRefreshTokens();
      if (said.sessions) stage.scene.signIn.store.endSessions();
      if (said.sessions) stage.scene.signIn.browsers.clear();
      return done();
    case 'GET /expected-coverage':
      return done(expectCoverage(stage.scene, url.searchParams.has('rows')));
    case 'GET /service-protection':
      return done(stage.scene.serviceProtection.counts);
    case 'POST /service-protection':
      stage.scene.serviceProtection.arm(readArmed(said));
      return done();
    case 'POST /rtt': {
      const { ms } = said;
      if (typeof ms !== 'number' || !(ms >= 0)) throw new Error('ms is a number of milliseconds');
      stage.rttMs = ms;
      return done();
    }
    case 'POST /hold':
      return done({ id: stage.holds.add(readMatch(said)).id });
    case 'GET /hold/:id':
      await holdNamed(stage, id).arrived;
      return done({ arrived: true });
    case 'POST /hold/:id': {
      const how = RELEASES.find((one) => one === said.how);
      if (!how) throw new Error(`how is one of ${RELEASES.join(', ')}`);
      holdNamed(stage, id).release(how);
      return done();
    }
    default:
      return { status: 404, value: { error: 'no such command' } };
  }
}

function readMatch({ when, ...rest }: Record<string, unknown>): HoldMatch {
  if (when !== 'before' && when !== 'after') throw new Error('when is before or after');
  const match: HoldMatch = { when };
  for (const name of ['host', 'method', 'path', 'pathPrefix'] as const) {
    const value = rest[name];
    if (typeof value === 'string') match[name] = value;
  }
  return match;
}

function readArmed({ after, seconds, limit, times, pathPrefix }: Record<string, unknown>): Armed {
  if (typeof after !== 'number' || typeof seconds !== 'number') {
    throw new Error('after and seconds are numbers');
  }
  const known = (['requests', 'time', 'concurrency'] as const).find((one) => one === limit);
  return {
    after,
    seconds,
    ...(known && { limit: known }),
    ...(typeof times === 'number' && { times }),
    ...(typeof pathPrefix === 'string' && { pathPrefix }),
  };
}

function holdNamed(stage: Stage, id: string | undefined) {
  const hold = stage.holds.get(id ?? '');
  if (!hold) throw new Error(`no hold has the id ${id}`);
  return hold;
}

async function readText(request: IncomingMessage): Promise<string> {
  const chunks: Buffer[] = [];
  for await (const chunk of request) chunks.push(chunk as Buffer);
  return Buffer.concat(chunks).toString('utf8');
}

function tell(response: ServerResponse, { status, value }: Said): void {
  response.writeHead(status, { 'Content-Type': 'application/json' });
  response.end(JSON.stringify(value));
}
