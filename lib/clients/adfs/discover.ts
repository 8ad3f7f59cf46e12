import { parseSts, type Sts } from '../../domain/diagnose/adfs.ts';
import { isPage, wantsWindows } from '../../domain/diagnose/ifd-challenge.ts';
import type { Failure } from '../../domain/failure.ts';
import type { XmlRefusal } from '../../domain/ifd-failure.ts';
import type { OrgUrl } from '../../domain/org-url.ts';
import { type Answer, diagnoseNotJson, type Reply, says } from '../../domain/reply.ts';
import { bad, good, type Result } from '../../domain/result.ts';
import { readMex } from './mex.ts';
import { LARGEST_WSDL } from './soap-xml.ts';
import { readWsdl, type WsdlPart } from './wsdl.ts';

/** Asks for one document; the gate has been chosen by who gives the function. */
export type GetDocument = (url: string, capBytes: number) => Promise<Reply>;

/** What an organisation says about its sign-in: the STS it trusts, one or several. */
export type SignInPolicy = { sts: Sts[]; metadata: string[] };

export const SERVICE_PATH = '/XRMServices/2011/Organization.svc';
const MOST_IMPORTS = 5;

/**
 * Reads the service description of an organisation, with the parts that it continues in: at the same origin only,
 * five at most, none twice. The first part that names a policy ends the reading.
 *
 * Fails   'ifd/windows-only' · 'ifd/other-sign-in' · 'ifd/no-policy' · 'ifd/sts-unusable' · 'ifd/sign-in-page' ·
 *         'ifd/not-here' · 'ifd/unavailable' · 'ifd/bad-xml' · 'net/…'   never throws
 */
export async function discoverPolicy(
  get: GetDocument,
  org: OrgUrl,
  diagnoseLine: (reply: Reply) => Failure,
): Promise<Result<SignInPolicy, Failure>> {
  const { origin, host } = new URL(org);
  const first = `${org}${SERVICE_PATH}?wsdl`;
  const seen = new Set([first]);
  let foreign: string | undefined;
  for (let batch = [first]; batch.length > 0; ) {
    const replies = await Promise.all(batch.map((url) => get(url, LARGEST_WSDL)));
    const next: string[] = [];
    for (const [at, reply] of replies.entries()) {
      const part = readPart(reply, batch[at] ?? first, diagnoseLine);
      if (!part.ok) return part;
      if (part.value.kinds.length > 0) return policyIn(part.value, host);
      for (const url of part.value.imports) {
        if (new URL(url).origin !== origin) foreign ??= new URL(url).origin;
        else if (!seen.has(url) && seen.size <= MOST_IMPORTS) next.push(url);
        seen.add(url);
      }
    }
    batch = next;
  }
  return bad({ code: 'ifd/no-policy', host, ...(foreign && { foreign: foreign.slice(0, 100) }) });
}

function readPart(
  reply: Reply,
  url: string,
  diagnoseLine: (reply: Reply) => Failure,
): Result<WsdlPart, Failure> {
  if (reply.kind === 'redirect') return bad({ code: 'ifd/sign-in-page', host: reply.host });
  if (reply.kind !== 'answer') return bad(diagnoseLine(reply));
  const refusal = diagnoseStatus(reply);
  if (refusal) return bad(refusal);
  const part = readWsdl(reply.text, url);
  return part.ok ? part : bad(badXml(reply, part.failure));
}

function diagnoseStatus(answer: Answer): Failure | undefined {
  const { host, status } = answer;
  if (wantsWindows(answer)) return { code: 'ifd/windows-only', host, service: says(answer) };
  if (status === 404 || status === 400)
    return { code: 'ifd/not-here', host, service: says(answer) };
  if (status >= 500) return { code: 'ifd/unavailable', host, service: says(answer) };
  if (status === 401 || status === 403)
    return { code: 'ifd/sign-in-page', host, service: says(answer) };
  return undefined;
}

/** What a document that could not be read is: a page that somebody put before it, or something worse. */
export function badXml(answer: Answer, why: XmlRefusal, secrets: readonly string[] = []): Failure {
  const { host } = answer;
  if (!isPage(answer)) return { code: 'ifd/bad-xml', host, why, service: says(answer) };
  const page = diagnoseNotJson(answer, secrets);
  const title = page.code === 'net/web-page' ? page.title : undefined;
  return { code: 'ifd/sign-in-page', host, ...(title && { title }), service: says(answer) };
}

/** Claims win where a server takes several kinds; without them it is told which kind it takes. */
function policyIn(
  { kinds, identifiers, metadata }: WsdlPart,
  host: string,
): Result<SignInPolicy, Failure> {
  if (!kinds.includes('Federation')) {
    const [kind = ''] = kinds;
    return kind === 'ActiveDirectory'
      ? bad({ code: 'ifd/windows-only', host })
      : bad({ code: 'ifd/other-sign-in', host, kind: kind.slice(0, 60) });
  }
  const sts = identifiers.map(parseSts);
  const usable = sts.filter((one) => one !== undefined);
  const [identifier = ''] = identifiers;
  if (usable.length === 0)
    return bad({ code: 'ifd/sts-unusable', host, identifier: identifier.slice(0, 200) });
  const byOrigin = new Map(usable.map((one) => [one.origin, one]));
  return good({ sts: [...byOrigin.values()], metadata });
}

/** Where a user name and password go. `isUsual`: not from metadata, but where AD FS has it by default. */
export type Endpoint = { url: string; path: string; isUsual: boolean };

const USERNAME_MIXED = '/13/usernamemixed';

/**
 * Finds the address that takes a user name and password, in the metadata of an STS that the person confirmed.
 * Without metadata it is the usual one. An address elsewhere than at that origin is not taken.
 *
 * Fails   'ifd/no-usernamemixed' where the metadata offers no such sign-in, 'ifd/bad-xml' where it is hostile
 */
export async function discoverEndpoint(
  get: GetDocument,
  sts: Sts,
  metadata: readonly string[],
): Promise<Result<Endpoint & { reply: Reply }, Failure>> {
  const usual = `${sts.trustPath}${USERNAME_MIXED}`;
  const fallback: Endpoint = { url: `${sts.origin}${usual}`, path: usual, isUsual: true };
  const named = metadata.find((url) => isAt(url, sts.origin) && /\/mex$/.test(url));
  const reply = await get(named ?? `${sts.origin}${sts.trustPath}/mex`, LARGEST_WSDL);
  if (reply.kind !== 'answer' || reply.status !== 200) return good({ ...fallback, reply });
  const read = readMex(reply.text);
  if (!read.ok) {
    // A page, or other metadata than expected, tells nothing; a document that breaks a rule is not walked past.
    const tellsNothing = isPage(reply) || ['not-xml', 'unexpected-shape'].includes(read.failure);
    return tellsNothing ? good({ ...fallback, reply }) : bad(badXml(reply, read.failure));
  }
  const offered = read.value;
  if (offered.length === 0) return bad({ code: 'ifd/no-usernamemixed', host: sts.host });
  const url = offered.find((one) => isAt(one, sts.origin));
  if (!url) return good({ ...fallback, reply });
  return good({ url: new URL(url).href, path: new URL(url).pathname, isUsual: false, reply });
}

const isAt = (url: string, origin: string) =>
  URL.canParse(url) && new URL(url).protocol === 'https:' && new URL(url).origin === origin;
