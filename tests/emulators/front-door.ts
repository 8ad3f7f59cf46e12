import type { IncomingMessage, ServerResponse } from 'node:http';
import { createServer, type Server } from 'node:https';
import type { AddressInfo, Socket } from 'node:net';
import { setTimeout as after } from 'node:timers/promises';
import { createSecureContext } from 'node:tls';
import type { Certificate } from './certificate.ts';
import { type Answer, htmlReply, type Incoming, jsonReply, type Reply, reply } from './exchange.ts';
import type { Hold, Holds, Release } from './holds.ts';
import { answerHost, isPlayed, isUntrusted } from './hosts.ts';
import type { Logged, RequestLog } from './request-log.ts';
import type { Scene } from './scene.ts';
import { makeWordy } from './wordy.ts';

/** What the control server changes while requests come in. */
export type Stage = { scene: Scene; rttMs: number; log: RequestLog; holds: Holds };
export type FrontDoor = { port: number; close: () => Promise<void> };

/**
 * The one TLS port that every host name leads to. `stranger` is shown where a world has a certificate that nobody
 * trusts.
 */
export async function openFrontDoor(
  stage: Stage,
  { key, cert }: Certificate,
  stranger: Certificate,
  port: number,
): Promise<FrontDoor> {
  const untrusted = createSecureContext({ key: stranger.key, cert: stranger.cert });
  const server = createServer(
    {
      key,
      cert,
      SNICallback: (host, done) =>
        done(null, isUntrusted(stage.scene, host) ? untrusted : undefined),
      maxHeaderSize: 256 * 1024,
      keepAliveTimeout: 120_000,
      noDelay: true,
    },
    (request, response) => {
      void receive(stage, request, response, rawSockets).catch((error: unknown) => {
        // A bug of the emulator's own: said so, for whoever reads the failing test.
        const why = error instanceof Error ? (error.stack ?? error.message) : String(error);
        if (response.headersSent) response.destroy();
        else finish(reply(599, { 'Content-Type': 'text/plain' }, why), response);
      });
    },
  );
  server.requestTimeout = 0;
  const rawSockets = rememberRawSockets(server);
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
        for (const socket of rawSockets.values()) socket.destroy();
      }),
  };
}

type RawSockets = ReadonlyMap<number, Socket>;

/** By the client's port: a TLS socket alone cannot send RST. */
function rememberRawSockets(server: Server): RawSockets {
  const sockets = new Map<number, Socket>();
  server.on('connection', (socket: Socket) => {
    const { remotePort } = socket;
    if (remotePort === undefined) return;
    sockets.set(remotePort, socket);
    socket.once('close', () => sockets.delete(remotePort));
  });
  // A client that goes away in mid-handshake is no concern of ours.
  server.on('tlsClientError', (_error, socket) => socket.destroy());
  return sockets;
}

async function receive(
  stage: Stage,
  request: IncomingMessage,
  response: ServerResponse,
  rawSockets: RawSockets,
): Promise<void> {
  const scene = stage.scene;
  const host = (request.headers.host ?? '').toLowerCase().replace(/:\d+$/, '');
  const { method = '', url = '/', headers } = request;
  const entry = stage.log.add({ host, method, path: url, headers });
  response.once('finish', () => {
    entry.finished = true;
    entry.answeredAtMs = Date.now();
    entry.status = response.statusCode;
  });
  response.once('close', () => {
    entry.aborted = !entry.finished;
  });
  const body = await readAll(request);
  if (body === undefined) return;
  entry.body = body;
  const incoming = { ...splitPath(url), host, method, headers, body };
  const hold = stage.holds.take({ host, method, path: url });
  const answer = await answerHeld(scene, incoming, hold);
  if (stage.rttMs > 0 && isPlayed(scene, host)) await after(stage.rttMs);
  const isWordy = scene.world.texts === 'wordy';
  send(isWordy ? makeWordy(answer) : answer, entry, request, response, rawSockets);
}

/** The handler runs to its end even when the client has gone: a server commits. */
async function answerHeld(
  scene: Scene,
  incoming: Incoming,
  hold: Hold | undefined,
): Promise<Answer> {
  if (!hold) return answerHost(scene, incoming, Date.now());
  if (hold.match.when === 'after') {
    const answer = await answerHost(scene, incoming, Date.now());
    hold.arrive();
    return inPlaceOf(await hold.released) ?? answer;
  }
  hold.arrive();
  return inPlaceOf(await hold.released) ?? answerHost(scene, incoming, Date.now());
}

function inPlaceOf(how: Release): Answer | undefined {
  if (how === 'reset') return { kind: 'reset' };
  if (how === 'error500') return jsonReply(500, { Message: 'An error has occurred.' });
  if (how === 'html') return htmlReply(200, '<!doctype html><title>Gateway</title>');
  return undefined;
}

async function readAll(request: IncomingMessage): Promise<string | undefined> {
  const chunks: Buffer[] = [];
  try {
    for await (const chunk of request) chunks.push(chunk as Buffer);
  } catch {
    return undefined; // the client went away before its body was whole: nothing was asked
  }
  return Buffer.concat(chunks).toString('utf8');
}

function splitPath(path: string): Pick<Incoming, 'path' | 'pathname' | 'query'> {
  const at = path.indexOf('?');
  return at < 0
    ? { path, pathname: path, query: '' }
    : { path, pathname: path.slice(0, at), query: path.slice(at + 1) };
}

function send(
  answer: Answer,
  entry: Logged,
  request: IncomingMessage,
  response: ServerResponse,
  rawSockets: RawSockets,
): void {
  if (answer.kind === 'silence') return;
  if (answer.kind === 'reset') {
    const raw = rawSockets.get(request.socket.remotePort ?? -1);
    if (raw) raw.resetAndDestroy();
    else request.socket.destroy();
    return;
  }
  if (response.destroyed) return;
  if (answer.kind === 'trickle') {
    entry.status = 200;
    trickle(answer, response);
    return;
  }
  finish(answer, response);
}

function finish({ status, headers, body }: Reply, response: ServerResponse): void {
  response.writeHead(status, { ...headers, 'Content-Length': Buffer.byteLength(body) });
  response.end(body);
}

function trickle(answer: Extract<Answer, { kind: 'trickle' }>, response: ServerResponse): void {
  response.writeHead(200, answer.headers);
  let at = 0;
  const timer = setInterval(() => {
    if (response.destroyed || at >= answer.text.length) {
      clearInterval(timer);
      response.end();
      return;
    }
    response.write(answer.text[at]);
    at += 1;
  }, answer.everyMs);
  response.once('close', () => clearInterval(timer));
}
