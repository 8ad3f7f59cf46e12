import { requestToken } from '../auth/client-credentials.ts';
import { WHO_AM_I } from '../clients/dataverse/questions.ts';
import { openOrgLine } from '../clients/dataverse/web-api.ts';
import { type Cloud, cloudOf } from '../domain/cloud.ts';
import { tidyPaste } from '../domain/credentials-check.ts';
import { type Challenge, parseChallenge } from '../domain/diagnose/challenge.ts';
import type { Token } from '../domain/diagnose/token.ts';
import type { Failure } from '../domain/failure.ts';
import { isGuid, isSameGuid } from '../domain/guid.ts';
import { type OrgUrl, parseOrgUrl } from '../domain/org-url.ts';
import { diagnoseLine } from '../domain/reply.ts';
import { bad, good, type Result } from '../domain/result.ts';
import { parseTenant, type Tenant } from '../domain/tenant.ts';
import { askPatiently, type Patience, TOKEN_BACKOFF_MS } from './patience.ts';
import { type Door, openDoor } from './sign-in-door.ts';
import { findTenant } from './tenant-step.ts';
import type { TestAsk, TestPorts } from './test-ports.ts';
import { blockedByBrowser } from './why-unreachable.ts';

export type SignIn = {
  org: OrgUrl;
  cloud: Cloud;
  tenantId: string;
  clientId: string;
  token: Token;
};

/** A silent host is given up sooner than a busy one: nothing was understood from it yet. */
const REACH_TIMEOUT_MS = 10_000;

/**
 * The steps from the address to a token. Where an earlier pass told the tenant, the organisation and Entra are asked
 * at the same time, and the token is only used when the challenge names the same tenant again.
 *
 * Gives   the sign-in, or undefined when a step failed (the board says which)
 */
export async function signIn(
  ports: TestPorts,
  ask: TestAsk,
  patience: Patience,
): Promise<SignIn | undefined> {
  const { board } = patience;
  board.start('url');
  const place = readOrg(ask.organisationUrl);
  if (!place.ok) return void board.fail('url', place.failure);
  const { org, cloud } = place.value;
  board.pass('url', { notes: [{ note: 'host', host: new URL(org).host }] });
  const id = readClientId(ask);
  if (!id.ok) {
    board.start('token');
    return void board.fail('token', id.failure);
  }
  const entered = parseTenant(ask.tenant ?? '');
  if (entered.kind === 'malformed') {
    board.start('tenant');
    return void board.fail('tenant', { code: 'tenant/malformed' });
  }
  const clientId = id.value;
  // What the browser must be asked before a token request is asked while the organisation is on its way.
  const values = { org, cloud, clientId, door: openDoor(ports, cloud) };
  values.door.catch(() => undefined); // It is awaited later, or never: a bug in it is told there.

  board.start('reach');
  board.countTrip();
  const reached = reach(ports, patience, org, cloud);
  // Beside a tenant that was entered nothing is sent early: it may not be the organisation's.
  const known = entered.kind === 'none' ? await ask.tenantOf(org) : undefined;
  if (known) board.start('token');
  const early = known ? tokenFor(ports, ask, patience, values, known) : undefined;
  const answer = await reached;
  if (!answer) return undefined;
  const tenantId = await findTenant(ports, patience, { ...values, ...answer, entered });
  if (!tenantId) return undefined;

  const isEarlyGood = early !== undefined && isSameGuid(known, tenantId);
  if (!isEarlyGood) {
    board.start('token');
    board.countTrip();
  }
  const token = await (isEarlyGood ? early : tokenFor(ports, ask, patience, values, tenantId));
  if (!token.ok) return void board.fail('token', withTyped(token.failure, entered));
  const lifetimeMinutes = Math.round(token.value.lifetimeMs / 60_000);
  board.pass('token', { notes: [{ note: 'token', lifetimeMinutes }] });
  return { org, cloud, tenantId, clientId, token: token.value };
}

/** Whether the tenant that nobody knows is the organisation's word or the person's: each is mended in its own place. */
const withTyped = (failure: Failure, { kind }: Tenant): Failure =>
  failure.code === 'entra/tenant-unknown' && kind !== 'none'
    ? { ...failure, isEntered: true }
    : failure;

type Values = {
  org: OrgUrl;
  cloud: Cloud;
  clientId: string;
  door: Promise<Door>;
};

function readOrg(organisationUrl: string): Result<{ org: OrgUrl; cloud: Cloud }, Failure> {
  const place = parseOrgUrl(organisationUrl);
  if (!place.ok) return bad({ code: 'url/refused', ...place.failure });
  const { kind, url } = place.value;
  if (kind !== 'dataverse') return bad({ code: 'url/not-dataverse', kind });
  const { host } = place.value;
  const cloud = cloudOf(host);
  return cloud
    ? good({ org: url, cloud })
    : bad({ code: 'url/refused', reason: 'ms-host-not-an-org', host });
}

/** What was pasted around an id cannot be part of it, so it is left out; of a secret nothing is. */
function readClientId({ clientId, secret }: TestAsk): Result<string, Failure> {
  const id = tidyPaste(clientId).text.toLowerCase();
  if (id === '') return bad({ code: 'client-id/missing' });
  if (!isGuid(id)) return bad({ code: 'client-id/not-a-guid' });
  return secret === '' ? bad({ code: 'secret/missing' }) : good(id);
}

/** What the organisation answers to somebody without a token; undefined where nothing of use came. */
async function reach(
  ports: TestPorts,
  { board, signal }: Patience,
  org: OrgUrl,
  cloud: Cloud,
): Promise<{ challenge: Result<Challenge, Failure> } | undefined> {
  const line = openOrgLine(ports.send, org, { signal, timeoutMs: REACH_TIMEOUT_MS });
  const reply = await line.get(WHO_AM_I);
  if (reply.kind !== 'answer') {
    const { origin } = new URL(org);
    const blocked =
      reply.kind === 'unreachable' ? await blockedByBrowser(ports, origin) : undefined;
    return void board.fail('reach', blocked ?? (diagnoseLine(reply) as Failure));
  }
  const challenge = parseChallenge(reply, cloud.authorityHosts);
  const isAboutTenant = !challenge.ok && ABOUT_TENANT.includes(challenge.failure.code);
  if (!challenge.ok && !isAboutTenant) return void board.fail('reach', challenge.failure);
  board.noteRequest('reach', reply.headers.requestId);
  board.pass('reach');
  return { challenge };
}

const ABOUT_TENANT: readonly string[] = ['org/no-challenge', 'org/authority-untrusted'];

async function tokenFor(
  ports: TestPorts,
  ask: TestAsk,
  patience: Patience,
  { org, clientId, door }: Values,
  tenantId: string,
): Promise<Result<Token, Failure>> {
  const opened = await door;
  if (!opened.ok) return opened;
  const { authorityHost } = opened.value;
  const tokenAsk = { clientId, tenantId, org, secret: ask.secret, authorityHost };
  const { signal } = patience;
  const request = () =>
    requestToken(ports.send, tokenAsk, {
      nowMs: ports.nowMs,
      signal,
      clientRequestId: ports.newId(),
      told: (requestId) => patience.board.noteRequest('token', requestId),
    });
  return askPatiently(patience, 'token', request, TOKEN_BACKOFF_MS);
}

/** Asks once more for a token, when the organisation refused the first. */
export function renewToken(ports: TestPorts, ask: TestAsk, patience: Patience, given: SignIn) {
  const values = { ...given, door: openDoor(ports, given.cloud) };
  return tokenFor(ports, ask, patience, values, given.tenantId);
}
