import { request as ask, type IncomingMessage, type Server } from 'node:http';
import { duplexPair } from 'node:stream';
import { type Incoming, type Reply, reply } from '../../exchange.ts';

/** Headers that belong to one connection, and those that are written anew. */
const OWN = ['connection', 'keep-alive', 'transfer-encoding', 'content-length', 'date'];

/**
 * Hands a request to a server that listens nowhere: `oidc-provider` wants Node's own request and
 * response. Both ends of the connection are in this process.
 */
// Source: Node.js, http, event 'connection': "any Duplex stream can be passed"
export function relay(server: Server, incoming: Incoming): Promise<Reply> {
  const [near, far] = duplexPair();
  server.emit('connection', far);
  return new Promise((resolve, reject) => {
    const { host, method, path, headers, body } = incoming;
    const kept = Object.entries(headers).filter(([name]) => !OWN.includes(name));
    const asked = ask(
      {
        createConnection: () => near,
        method,
        path,
        headers: {
          ...Object.fromEntries(kept),
          host,
          'x-forwarded-proto': 'https',
          'content-length': Buffer.byteLength(body),
        },
      },
      (answer) => {
        readAll(answer)
          .then((bytes) => {
            const told = Object.entries(answer.headers).filter(([name]) => !OWN.includes(name));
            resolve(reply(answer.statusCode ?? 500, Object.fromEntries(told), bytes));
          })
          .catch(reject)
          .finally(() => near.destroy());
      },
    );
    asked.on('error', reject);
    asked.end(body);
  });
}

async function readAll(answer: IncomingMessage): Promise<Buffer> {
  const chunks: Buffer[] = [];
  for await (const chunk of answer) chunks.push(chunk as Buffer);
  return Buffer.concat(chunks);
}
