import { ACCOUNTS, CRM_SERVER, type DomainAccount } from '../../emulators/on-premises/people.ts';
import type { Seen, Visitor } from './visitor.ts';
import {
  askToken,
  type CallAsk,
  executeBody,
  nameAndPassword,
  postSoap,
  type RstAsk,
  signedEnvelope,
  type Token,
  tokenIn,
} from './ws-client.ts';

const SERVICE = '/XRMServices/2011/Organization.svc';
export const ENDPOINTS = {
  internal: `${CRM_SERVER.internal.url}${SERVICE}`,
  ifd: `${CRM_SERVER.ifd.url}${SERVICE}`,
} as const;

/** A token for one of the two addresses, for svc-mapsimise unless another account is said. */
export async function tokenFor(
  visitor: Visitor,
  endpoint: string = ENDPOINTS.ifd,
  account: DomainAccount = ACCOUNTS.service,
  change: Partial<RstAsk> = {},
): Promise<Token> {
  const ask = { ...nameAndPassword(account), appliesTo: endpoint, ...change };
  return tokenIn((await askToken(visitor, ask)).text);
}

/** A signed call of Organization.svc. */
export function callCrm(
  visitor: Visitor,
  token: Token,
  body: string = executeBody('WhoAmI'),
  change: Partial<CallAsk> = {},
): Promise<Seen> {
  const endpoint = change.endpoint ?? ENDPOINTS.ifd;
  const { host, pathname } = new URL(endpoint);
  const envelope = signedEnvelope({ token, body, endpoint, ...change });
  return postSoap(visitor, host, pathname, envelope);
}

/** Signs in on a page of the company's server and gives the cookies of the session. */
export async function pageSession(visitor: Visitor, page: string): Promise<string> {
  const at = new URL(page);
  const away = await visitor.call(at.host, at.pathname);
  const signIn = new URL(String(away.headers.location));
  const form = await visitor.call(signIn.host, `${signIn.pathname}${signIn.search}`);
  const action = new URL(/action="([^"]*)"/.exec(form.text)?.[1] ?? '');
  const fields = [...form.text.matchAll(/name="(\w+)" value="([^"]*)"/g)].map(
    ([, name = '', value = '']): [string, string] => [name, unescaped(value)],
  );
  const body = new URLSearchParams(fields).toString();
  const back = await visitor.call(action.host, action.pathname, { method: 'POST', body });
  return (back.headers['set-cookie'] ?? []).map((one) => one.split(';')[0]).join('; ');
}

const unescaped = (text: string) =>
  text
    .replaceAll('&lt;', '<')
    .replaceAll('&gt;', '>')
    .replaceAll('&quot;', '"')
    .replaceAll('&#39;', "'")
    .replaceAll('&amp;', '&');

/** The values of an SDK answer by key, each as its text. */
export function valuesIn(text: string): Record<string, string> {
  const pairs = text.matchAll(/<b:key>([^<]*)<\/b:key><b:value[^>]*>(.*?)<\/b:value>/g);
  return Object.fromEntries([...pairs].map(([, key = '', value = '']) => [key, value]));
}
