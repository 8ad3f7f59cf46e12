import { randomUUID } from 'node:crypto';
import { setTimeout as after } from 'node:timers/promises';
import { type Answer, header, htmlReply, type Incoming } from '../exchange.ts';
import type { Scene } from '../scene.ts';
import type { Account } from './account.ts';
import { type Body, readBody, type Shape, textOf } from './body-shape.ts';
import { broken, done, invalid, refused } from './envelope.ts';
import { type Connector, connectorsOf } from './ledger.ts';

const COMMON = {
  Name: 'text',
  OrganisationUrl: 'url',
  Scheme: 'text',
  QuoteId: 'text',
  ExternalReference: 'text',
  ImpersonateUsers: 'flag',
  ImpersonationField: 'text?',
} as const satisfies Shape;

// Source: written contract, POST /connectors: what each scheme needs beside the common members
const SHAPES: Readonly<Record<string, Shape>> = {
  Dataverse: { ...COMMON, ClientId: 'guid', ClientSecret: 'text' },
  DynamicsIfd: { ...COMMON, Username: 'text', Password: 'text' },
};

/** `POST /connectors`. */
export async function answerCreate(
  scene: Scene,
  request: Incoming,
  account: Account,
  nowMs: number,
): Promise<Answer> {
  const key = header(request, 'idempotency-key') ?? '';
  // Assumed: the key is required, and is 8 to 128 visible characters.
  if (!/^[\x21-\x7e]{8,128}$/.test(key)) return invalid('Missing or malformed Idempotency-Key.');
  const read = readBody(request, SHAPES[schemeAsked(request.body)] ?? SHAPES.Dataverse ?? COMMON);
  if ('kind' in read) return read;
  const body = read.members;
  if (!SHAPES[textOf(body, 'Scheme')]) return invalid("Member 'Scheme' is not a valid scheme.");
  // Assumed: the retired way to an online organisation (4 April 2022) is not sold any more.
  if (body.Scheme === 'DynamicsIfd' && isOnline(textOf(body, 'OrganisationUrl'))) {
    return refused(400, 'The scheme DynamicsIfd does not apply to an online organisation.');
  }
  const wrong = quoteTrouble(scene, body, nowMs);
  if (wrong) return refused(400, wrong);
  const faults = scene.world.mapsimise ?? {};
  if (faults.create === 'invalid') {
    return invalid("Member 'Name' is already used by a deleted connector.");
  }
  const throttle = scene.throttles.create;
  if (throttle?.refuses(nowMs)) {
    return refused(429, 'Too many requests.', { 'Retry-After': throttle.seconds });
  }
  const made = await commitOnce(scene, request, account, key, body);
  if (!made) return refused(409, 'This Idempotency-Key was used for another request.');
  if (faults.create === '500') return broken();
  if (faults.create === 'html') return htmlReply(200, '<!doctype html><title>Mapsimise</title>');
  if (faults.create === 'reset') return { kind: 'reset' };
  return done(made);
}

/** Same key and same body: the same connector. Same key, other body: nothing (assumed: 409). */
async function commitOnce(
  scene: Scene,
  request: Incoming,
  account: Account,
  key: string,
  body: Body,
): Promise<Connector | undefined> {
  const { idempotent } = scene.ledger;
  const scoped = `${account.organisation.slug} ${key}`;
  const before = idempotent.get(scoped);
  if (before && !scene.world.mapsimise?.ignoresIdempotencyKey) {
    return before.body === request.body ? before.connector : undefined;
  }
  const connector = commit(scene, account, body);
  idempotent.set(scoped, { body: request.body, connector });
  return connector;
}

/** Goes on to its end whether or not the client is still there. */
async function commit(scene: Scene, account: Account, body: Body): Promise<Connector> {
  const { commitsAfterMs, someoneElseToo } = scene.world.mapsimise ?? {};
  if (commitsAfterMs !== undefined) await after(commitsAfterMs, undefined, { ref: false });
  const list = connectorsOf(scene.ledger, account.organisation.slug);
  const connector: Connector = {
    Id: randomUUID(),
    Name: textOf(body, 'Name'),
    OrganisationUrl: textOf(body, 'OrganisationUrl'),
    Scheme: body.Scheme === 'DynamicsIfd' ? 'DynamicsIfd' : 'Dataverse',
    ClientId: textOf(body, 'ClientId') || null,
    ImpersonateUsers: body.ImpersonateUsers === true,
    ImpersonationField: textOf(body, 'ImpersonationField') || null,
    SharedCredentials: false,
    CreatedOn: new Date().toISOString(),
    ExternalReference: textOf(body, 'ExternalReference'),
  };
  list.push(connector);
  if (someoneElseToo) {
    list.push({ ...connector, Id: randomUUID(), ExternalReference: `mcx:${randomUUID()}` });
  }
  return connector;
}

function quoteTrouble(scene: Scene, body: Body, nowMs: number): string | undefined {
  const quote = scene.ledger.quotes.get(textOf(body, 'QuoteId'));
  if (!quote) return 'The quote is not known.';
  if (quote.validUntilMs <= nowMs) return 'The quote has expired.';
  if (quote.organisationUrl !== textOf(body, 'OrganisationUrl')) {
    return 'The quote is for another Organisation URL.';
  }
  return undefined;
}

const isOnline = (url: string) =>
  /\.(?:dynamics\.com|dynamics\.cn|microsoftdynamics\.us|appsplatform\.us)$/.test(
    new URL(url).hostname,
  );

function schemeAsked(text: string): string {
  return /"Scheme"\s*:\s*"(\w+)"/.exec(text)?.[1] ?? '';
}
