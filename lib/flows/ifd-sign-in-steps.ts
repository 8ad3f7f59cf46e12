import { requestSamlToken } from '../auth/wstrust-token.ts';
import {
  discoverEndpoint,
  discoverPolicy,
  type Endpoint,
  SERVICE_PATH,
  type SignInPolicy,
} from '../clients/adfs/discover.ts';
import type { IssuedToken } from '../clients/adfs/rstr.ts';
import { isXmlText } from '../clients/adfs/xml-write.ts';
import type { Sts } from '../domain/diagnose/adfs.ts';
import { ACCEPTED_SKEW_MS, aheadMinutes, bridged, isTooFar } from '../domain/diagnose/clock.ts';
import type { Failure } from '../domain/failure.ts';
import { type OrgUrl, parseOrgUrl } from '../domain/org-url.ts';
import type { Note, Remark } from '../domain/report.ts';
import { bad, good, type Result } from '../domain/result.ts';
import { type IfdLine, openIfdLine } from './ifd-line.ts';
import { reach } from './ifd-reach-step.ts';
import { failStep, getterOf, type IfdRun } from './ifd-run.ts';
import type { IfdAsk } from './test-ifd-ports.ts';

export type IfdSignIn = { org: OrgUrl; line: IfdLine; sts: Sts; token: IssuedToken };

/**
 * The steps from the address to a token. No password leaves before the person confirmed where to, and it leaves once.
 *
 * Gives   the sign-in, or undefined when a step failed (the board says which)
 */
export async function signInOnPremises(run: IfdRun): Promise<IfdSignIn | undefined> {
  const { ports, ask, board } = run;
  board.start('url');
  const place = readPlace(ask.organisationUrl);
  if (!place.ok) return void board.fail('url', place.failure);
  const org = place.value;
  board.pass('url', { notes: [{ note: 'host', host: new URL(org).host }] });
  const missing = missingIn(ask);
  if (missing) {
    board.start('sign-in');
    return void board.fail('sign-in', missing);
  }
  board.start('reach');
  const { origin, host } = new URL(org);
  if (!(await ports.hasAccess(origin)))
    return void board.fail('reach', { code: 'permission/not-granted', origin, host });
  const line = openIfdLine(ports.send, ports.nowMs);
  board.start('adfs');
  const policy = discoverPolicy(
    getterOf(run, line, { for: 'onprem', org }),
    org,
    line.diagnoseLine,
  );
  if (!(await reach(run, line, org, policy))) return undefined;
  const found = await findAdfs(run, line, org, await policy);
  if (!found) return undefined;
  const token = await signIn(run, line, org, found);
  return token && { org, line, sts: found.sts, token };
}

function readPlace(organisationUrl: string): Result<OrgUrl, Failure> {
  const place = parseOrgUrl(organisationUrl);
  if (!place.ok) return bad({ code: 'url/refused', ...place.failure });
  const { kind, url } = place.value;
  if (kind === 'onprem') return good(url);
  return bad({ code: 'ifd/online-organisation', host: new URL(url).host });
}

/** What could not even be written down as a request. Blanks in a password are part of it. */
function missingIn({ username, secret }: IfdAsk): Failure | undefined {
  if (username.trim() === '') return { code: 'ifd/username-missing' };
  if (secret === '') return { code: 'ifd/password-missing' };
  if (!isXmlText(username)) return { code: 'ifd/characters', field: 'username' };
  if (!isXmlText(secret)) return { code: 'ifd/characters', field: 'password' };
  return undefined;
}

type Found = { sts: Sts; endpoint: Endpoint };

/** Finds the AD FS that the organisation trusts. Nothing goes there before the person confirmed exactly that origin. */
async function findAdfs(
  run: IfdRun,
  line: IfdLine,
  org: OrgUrl,
  policy: Result<SignInPolicy, Failure>,
): Promise<Found | undefined> {
  const { ports, ask, board } = run;
  if (!policy.ok) return failStep(run, 'adfs', policy.failure);
  const sts = chooseSts(policy.value.sts, await ask.confirmedSts(org));
  if (!sts.ok) return void board.fail('adfs', sts.failure);
  const { origin, host } = sts.value;
  if (!(await ports.hasAccess(origin)))
    return void board.fail('adfs', { code: 'permission/not-granted', origin, host });
  const get = getterOf(run, line, { for: 'sts', origin });
  const endpoint = await discoverEndpoint(get, sts.value, policy.value.metadata);
  if (!endpoint.ok) return void board.fail('adfs', endpoint.failure);
  const { reply } = endpoint.value;
  // Whoever does not answer here will not answer to the password either: it stays with us.
  if (reply.kind !== 'answer' && reply.kind !== 'redirect')
    return failStep(run, 'adfs', line.diagnoseLine(reply));
  const { path, isUsual } = endpoint.value;
  const usual: Note[] = isUsual ? [{ note: 'usual-endpoint', host }] : [];
  board.pass('adfs', { notes: [{ note: 'adfs', host, endpoint: path }, ...usual] });
  return { sts: sts.value, endpoint: endpoint.value };
}

/** The STS that was confirmed, if the organisation still trusts it; else it is asked for. */
function chooseSts(offered: readonly Sts[], confirmed: string | undefined): Result<Sts, Failure> {
  const known = offered.find((one) => one.origin === confirmed);
  if (known) return good(known);
  const [first, ...more] = offered;
  if (!first) throw new Error('A policy was given without an STS.');
  const { origin, host } = first;
  if (confirmed && URL.canParse(confirmed))
    return bad({ code: 'ifd/sts-changed', origin, host, before: new URL(confirmed).host });
  const others = more.map((one) => one.host);
  return bad({
    code: 'ifd/sts-not-confirmed',
    origin,
    host,
    ...(others.length > 0 && { others }),
  });
}

async function signIn(
  run: IfdRun,
  line: IfdLine,
  org: OrgUrl,
  { sts, endpoint }: Found,
): Promise<IssuedToken | undefined> {
  const { ports, ask, board, signal } = run;
  board.start('sign-in');
  const skew = line.offsetOf(sts.host);
  if (isTooFar(skew)) return void board.fail('sign-in', clockFailure(sts.host, skew ?? 0));
  board.countTrip();
  const serverMs = ports.nowMs() + bridged(skew);
  const token = await requestSamlToken(
    line.send,
    {
      endpoint,
      stsOrigin: sts.origin,
      appliesTo: `${org}${SERVICE_PATH}`,
      username: ask.username,
      password: ask.secret,
      messageId: ports.newId(),
      serverMs,
    },
    { diagnoseLine: line.diagnoseLine, signal },
  );
  if (!token.ok) return failStep(run, 'sign-in', token.failure);
  const lifetimeMinutes = Math.round((token.value.expiresAtMs - serverMs) / 60_000);
  board.pass('sign-in', {
    notes: [{ note: 'token', lifetimeMinutes }],
    remarks: remarksOnClock(sts.host, skew),
  });
  return token.value;
}

export const clockFailure = (host: string, skewMs: number): Failure => ({
  code: 'ifd/clock-skew',
  host,
  aheadMinutes: aheadMinutes(skewMs),
});

/** A clock so wrong that the server would have refused, had its own time not been used. */
export const remarksOnClock = (host: string, skewMs: number | undefined): Remark[] =>
  skewMs !== undefined && Math.abs(skewMs) > ACCEPTED_SKEW_MS
    ? [{ remark: 'clock-bridged', host, aheadMinutes: aheadMinutes(skewMs) }]
    : [];
