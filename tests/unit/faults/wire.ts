import type { IncomingMessage, ServerResponse } from 'node:http';
import { Agent, createServer, request } from 'node:https';
import type { AddressInfo, LookupFunction } from 'node:net';
import { Readable } from 'node:stream';
import { createGunzip } from 'node:zlib';
import { createCertificate } from '../../emulators/certificate.ts';
import { type Question, questionOf } from '../flows/simulated-server.ts';

/** What the service itself answered, where it was asked before the fault came. */
export type Said = { status: number; text: string };

/** One thing that goes wrong on the way to a service, or instead of it. */
export type Fault = {
  at: Question | RegExp;
  /** How often; for ever when it is left out. */
  times?: number;
  /** The service does its work first, and only its answer meets the fault. `late`: the work is done after 25 s. */
  service?: 'first' | 'late';
  /** In place of the service. Left out, the request goes on, changed as the others say. */
  does?: (response: ServerResponse, said: Said, request: IncomingMessage) => void;
  line?: 'no such name' | 'certificate that nobody trusts';
  /** A header that the browser adds on its own. */
  adds?: Record<string, string>;
  /** Is called when the request is on its way. */
  meanwhile?: () => void;
};

type Sent = { url: URL; method: string; headers: Record<string, string>; body: string };
export type Wire = {
  fetch: typeof fetch;
  faults: Fault[];
  /** `METHOD https://…` of everything that was sent, oldest first. */
  sent: string[];
  /** What this request is about to meet. */
  faultOn: (ask: {
    url: string;
    method?: string;
    headers?: Record<string, string>;
  }) => Fault | undefined;
  close: () => Promise<void>;
};

const COMMITS_AFTER_MS = 25_000;
const noSuchName: LookupFunction = (host, _options, done) =>
  done(Object.assign(new Error(`getaddrinfo ENOTFOUND ${host}`), { code: 'ENOTFOUND' }), '', 4);

/** A network with real sockets and TLS between the extension's own `fetch` and the emulators, in which anything may fail. */
export async function openWire(emulatorsPort: number): Promise<Wire> {
  const { key, cert } = await createCertificate();
  const agent = new Agent({ keepAlive: true, rejectUnauthorized: false });
  const acts = new Map<string, (request: IncomingMessage, response: ServerResponse) => void>();
  const server = createServer({ key, cert }, (asked, response) => {
    asked.resume();
    acts.get(String(asked.headers['x-fault']))?.(asked, response);
  });
  await new Promise<void>((ready) => server.listen(0, '127.0.0.1', ready));
  const { port: faultsPort } = server.address() as AddressInfo;
  const late: { atMs: number; commit: () => Promise<unknown> }[] = [];
  let ids = 0;

  const faultOf = (url: string, method = 'GET', headers: Record<string, string> = {}) => {
    const question = questionOf({
      purpose: { for: 'token' },
      url,
      method: method as 'GET',
      headers,
    });
    return wire.faults.find(({ at, times }) => {
      const isTheOne = typeof at === 'string' ? at === question : at.test(`${method} ${url}`);
      return isTheOne && times !== 0;
    });
  };
  const ask = (sent: Sent, port: number, fault: Fault = { at: /./ }, signal?: AbortSignal | null) =>
    new Promise<IncomingMessage>((resolve, reject) => {
      const { url, method, headers, body } = sent;
      const isNoName = fault.line === 'no such name';
      const asked = request(
        {
          agent: fault.line ? false : agent,
          host: isNoName ? url.hostname : '127.0.0.1',
          port,
          path: `${url.pathname}${url.search}`,
          servername: url.hostname,
          method,
          headers: { ...headers, ...fault.adds, host: url.host, 'accept-encoding': 'gzip' },
          rejectUnauthorized: fault.line === 'certificate that nobody trusts',
          ...(isNoName && { lookup: noSuchName }),
          ...(signal && { signal }),
        },
        resolve,
      );
      asked.on('error', reject);
      asked.end(body);
    });
  const readAll = async (answer: IncomingMessage): Promise<Said> => {
    const chunks: Buffer[] = [];
    for await (const chunk of answer) chunks.push(chunk as Buffer);
    return { status: answer.statusCode ?? 0, text: Buffer.concat(chunks).toString('utf8') };
  };

  async function answer(sent: Sent, signal: AbortSignal | null | undefined): Promise<Response> {
    for (const one of late.splice(0)) {
      if (one.atMs <= Date.now()) await one.commit();
      else late.push(one);
    }
    const fault = faultOf(sent.url.href, sent.method, sent.headers);
    if (fault?.times) fault.times--;
    fault?.meanwhile?.();
    const pass = async () => readAll(await ask(sent, emulatorsPort));
    if (fault?.service === 'late') late.push({ atMs: Date.now() + COMMITS_AFTER_MS, commit: pass });
    const said = fault?.service === 'first' ? await pass() : { status: 0, text: '' };
    const { does } = fault ?? {};
    if (!does) return responseOf(await ask(sent, emulatorsPort, fault, signal));
    const id = `fault-${++ids}`;
    acts.set(id, (asked, response) => does(response, said, asked));
    return responseOf(await ask(sent, faultsPort, { at: /./, adds: { 'x-fault': id } }, signal));
  }

  const wire: Wire = {
    faults: [],
    sent: [],
    faultOn: ({ url, method, headers }) => faultOf(url, method, headers),
    fetch: async (input, init) => {
      const url = new URL(String(input));
      if (url.protocol === 'http:') return real(input, init);
      const method = init?.method ?? 'GET';
      const headers = Object.fromEntries(new Headers(init?.headers));
      const given = init?.headers as Record<string, string>;
      if (given?.Authorization) headers.Authorization = given.Authorization;
      wire.sent.push(`${method} ${url.href}`);
      const body = typeof init?.body === 'string' ? init.body : '';
      return answer({ url, method, headers, body }, init?.signal);
    },
    close: () =>
      new Promise((done) => {
        agent.destroy();
        server.close(() => done());
        server.closeAllConnections();
      }),
  };
  return wire;
}

/** The emulators' own control port is asked in clear text, and by the network as it is. */
const real = globalThis.fetch;

/** The body is handed on as it comes, unpacked as a browser does, so that bounds and breaks are met where they are. */
function responseOf(answer: IncomingMessage): Response {
  const headers = new Headers();
  for (const [name, value] of Object.entries(answer.headers))
    headers.set(name, Array.isArray(value) ? value.join(', ') : (value ?? ''));
  const status = answer.statusCode ?? 0;
  if ([204, 205, 304].includes(status)) return new Response(null, { status, headers });
  return new Response(Readable.toWeb(unpack(answer)) as ReadableStream, { status, headers });
}

function unpack(answer: IncomingMessage): Readable {
  if (answer.headers['content-encoding'] !== 'gzip') return answer;
  const plain = createGunzip();
  answer.on('error', (error) => plain.destroy(error));
  plain.on('close', () => answer.destroy());
  return answer.pipe(plain);
}
