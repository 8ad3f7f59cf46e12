import { createServer, type IncomingMessage, type Server } from 'node:http';
import type { Provider } from 'oidc-provider';
import type { Incoming, Reply } from '../../exchange.ts';
import type { Scene } from '../../scene.ts';
import { answerLogin } from './login.ts';
import { createProvider } from './provider.ts';
import { relay } from './relay.ts';

const servers = new WeakMap<Scene, Promise<Server>>();

/** Asks the OpenID provider of this world; made when somebody first signs in. */
export async function askProvider(scene: Scene, request: Incoming): Promise<Reply> {
  let server = servers.get(scene);
  if (!server) {
    server = createProvider(scene).then((provider) => serve(scene, provider));
    servers.set(scene, server);
  }
  return relay(await server, request);
}

/** `/{tenant}/oauth2/v2.0` is where the provider is mounted, `login/…` are pages of ours. */
function serve(scene: Scene, provider: Provider): Server {
  const answer = provider.callback();
  return createServer((request: IncomingMessage & { originalUrl?: string }, response) => {
    const url = request.url ?? '';
    const [, mount = '', rest = ''] = /^(\/[^/]+\/oauth2\/v2\.0)(\/.*)$/.exec(url) ?? [];
    const done = (error: unknown) => {
      response.writeHead(500, { 'Content-Type': 'text/plain' });
      response.end(error instanceof Error ? (error.stack ?? error.message) : String(error));
    };
    if (rest.startsWith('/login/')) {
      answerLogin(scene, provider, request, response).catch(done);
      return;
    }
    request.originalUrl = `${mount}${rest}`;
    request.url = rest;
    answer(request, response).catch(done);
  });
}
