import { type Answer, htmlReply, type Incoming, jsonReply, type Reply } from '../exchange.ts';
import type { Scene } from '../scene.ts';
import { type Account, accountOf, type Right } from './account.ts';
import type { Ask } from './ask.ts';
import { change, list, putCredentials, putImpersonation, shareCredentials } from './connectors.ts';
import { answerCreate } from './create.ts';
import { broken, done, refused, rightMissing } from './envelope.ts';
import { quote } from './quote.ts';
import { users } from './users.ts';

type Operation = {
  method: string;
  path: RegExp;
  right?: Right;
  answer: (ask: Ask, id: string) => Answer | Promise<Answer>;
};

// Source: our written contract of the Mapsimise API (every operation of it is assumed until the
// vendor publishes theirs); the envelope and the rights are the vendor's
const OPERATIONS: readonly Operation[] = [
  { method: 'GET', path: /^\/me$/, answer: ({ account, region }) => done(me(account, region)) },
  { method: 'GET', path: /^\/connectors$/, right: 'View', answer: list },
  { method: 'POST', path: /^\/connectors\/quote$/, right: 'Create', answer: quote },
  {
    method: 'POST',
    path: /^\/connectors$/,
    right: 'Create',
    answer: ({ scene, request, account, nowMs }) => answerCreate(scene, request, account, nowMs),
  },
  {
    method: 'GET',
    path: /^\/connectors\/([\w-]+)$/,
    right: 'View',
    answer: (ask, id) => change(ask, id, () => undefined),
  },
  {
    method: 'PUT',
    path: /^\/connectors\/([\w-]+)\/credentials$/,
    right: 'Edit',
    answer: putCredentials,
  },
  {
    method: 'PUT',
    path: /^\/connectors\/([\w-]+)\/impersonation$/,
    right: 'Edit',
    answer: putImpersonation,
  },
  {
    method: 'PUT',
    path: /^\/connectors\/([\w-]+)\/shared-credentials$/,
    right: 'Edit',
    answer: (ask, id) => shareCredentials(ask, id, true),
  },
  {
    method: 'DELETE',
    path: /^\/connectors\/([\w-]+)\/shared-credentials$/,
    right: 'Edit',
    answer: (ask, id) => shareCredentials(ask, id, false),
  },
  { method: 'GET', path: /^\/users$/, answer: users },
];

/** `https://api.<region>.mapsimise.com/api/v1/…`. */
export function answerMapsimiseApi(
  scene: Scene,
  request: Incoming,
  nowMs: number,
): Answer | Promise<Answer> {
  const { session } = scene.world.mapsimise ?? {};
  if (session === 'html') return signInPage();
  if (session === 'broken') return broken();
  const path = request.pathname.replace(/^\/api\/v1(?=\/)/, '');
  const here = OPERATIONS.filter((operation) => operation.path.test(path));
  // Source: ASP.NET Web API: texts of its 404 and 405
  if (path === request.pathname || here.length === 0) {
    return jsonReply(404, {
      Message: `No HTTP resource was found that matches the request URI 'https://${request.host}${request.path}'.`,
    });
  }
  const operation = here.find(({ method }) => method === request.method);
  if (!operation) {
    return jsonReply(405, {
      Message: `The requested resource does not support http method '${request.method}'.`,
    });
  }
  const account = session === 'ended' ? undefined : accountOf(request, scene.world);
  if (!account) return refused(401, 'The API key is not valid or has expired.');
  const region = request.host.split('.')[1] ?? '';
  if (operation.right && !account.rights.includes(operation.right)) {
    return rightMissing(`${operation.right} on Connectors`);
  }
  const id = operation.path.exec(path)?.[1] ?? '';
  return operation.answer({ scene, request, account, region, nowMs }, id);
}

/** What a browser gets where a session has ended. */
export function signInPage(): Reply {
  return htmlReply(
    200,
    '<!doctype html><html lang="en"><title>Sign in - Mapsimise</title><h1>Sign in</h1><form><label>Email <input name="email"></label><label>Password <input type="password" name="password"></label><button>Sign in</button></form></html>',
  );
}

function me(account: Account, region: string) {
  const { organisation } = account;
  return {
    UserId: account.userId,
    Email: account.email,
    FullName: account.fullName,
    Role: account.role,
    Permissions: { Connectors: account.rights },
    Organisation: {
      Id: organisation.id,
      Name: organisation.name,
      Url: `https://${organisation.slug}.${region}.mapsimise.com`,
      Plan: organisation.plan,
    },
  };
}
