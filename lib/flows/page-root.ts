import {
  API_PATH,
  API_VERSIONS,
  apiPathOf,
  isNoSuchVersion,
  WHO_AM_I,
} from '../clients/dataverse/questions.ts';
import { HEADERS } from '../clients/dataverse/web-api.ts';
import { cloudOf } from '../domain/cloud.ts';
import type { OrgUrl } from '../domain/org-url.ts';
import type { PageAsk } from '../domain/page-ask.ts';
import type { Reply } from '../domain/reply.ts';
import { environmentOf } from '../facts/facts.ts';

/**
 * Where on its page's origin the Web API of an organisation is. Online that is known; on one's own server it is below
 * the organisation's folder, in the version by which the page was read, or else the newest that the server knows.
 */
export async function pageRootOf(
  org: OrgUrl,
  ask: (ask: PageAsk) => Promise<Reply>,
): Promise<PageAsk['root']> {
  const { host, pathname } = new URL(org);
  if (cloudOf(host)) return API_PATH;
  const folder = pathname === '/' ? '' : pathname;
  const rootOf = (version: string) => `${folder}${apiPathOf(version)}` as PageAsk['root'];
  const known = (await environmentOf(org).read())?.report?.apiVersion;
  if (known) return rootOf(known);
  for (const version of API_VERSIONS) {
    const root = rootOf(version);
    const reply = await ask({ root, method: 'GET', path: WHO_AM_I, headers: HEADERS });
    if (reply.kind !== 'answer' || !isNoSuchVersion(reply.status)) return root;
  }
  return rootOf(API_VERSIONS[0]);
}
