import { boundedFetch } from '../clients/bounded-fetch.ts';
import { CURRENT_ORGANISATION, isNoSuchVersion, WHO_AM_I } from '../clients/dataverse/questions.ts';
import type { PageReport } from '../domain/environment.ts';
import { apiRootsOf } from './api-roots.ts';

/**
 * Reads, with the page's own session, which organisation this page shows and who is signed in. Only its own origin
 * is asked, no redirect is followed, nothing on the page is touched or trusted. Two round trips at the most online; on
 * one's own server one more for each version of the Web API that it does not serve.
 */
export async function readPage(page: Parameters<typeof apiRootsOf>[0]): Promise<PageReport> {
  const { root, who, organisation } = await readFirst(apiRootsOf(page));
  const userId = textOf(who.body, 'UserId');
  const person = /^[0-9a-f-]{36}$/i.test(userId)
    ? await read(root, `systemusers(${userId})?$select=fullname,domainname`)
    : undefined;
  const fullName = textOf(person?.body, 'fullname');
  const version = /v\d\.\d$/.exec(root)?.[0];
  return {
    ...(organisation && { organisation }),
    ...(fullName && {
      user: { userId, fullName, domainName: textOf(person?.body, 'domainname') },
    }),
    ...(userId && version && { apiVersion: version }),
    ...(!organisation && !fullName && { refusedStatus: who.status }),
  };
}

type First = { root: string; who: Read; organisation: PageReport['organisation'] };
type Read = { status: number; body: unknown };

/** Who is signed in and which organisation it is, from the first root that is served. */
async function readFirst(roots: string[]): Promise<First> {
  const [root = '', ...older] = roots;
  const [who, current] = await Promise.all([
    read(root, WHO_AM_I),
    read(root, CURRENT_ORGANISATION),
  ]);
  if (older.length > 0 && isNoSuchVersion(who.status)) return readFirst(older);
  return { root, who, organisation: organisationIn(current.body) };
}

async function read(root: string, path: string): Promise<Read> {
  const reply = await boundedFetch({
    url: `${root}/${path}`,
    method: 'GET',
    headers: { Accept: 'application/json', 'OData-MaxVersion': '4.0', 'OData-Version': '4.0' },
    credentials: 'same-origin',
    timeoutMs: 10_000,
    capBytes: 65_536,
  });
  if (reply.kind !== 'answer') return { status: 0, body: undefined };
  return { status: reply.status, body: reply.status === 200 ? parse(reply.text) : undefined };
}

function parse(text: string): unknown {
  try {
    return JSON.parse(text);
  } catch {
    return undefined;
  }
}

function organisationIn(body: unknown): PageReport['organisation'] {
  const detail = (body as { Detail?: unknown } | undefined)?.Detail;
  const organisationId = textOf(detail, 'OrganizationId');
  if (!organisationId) return undefined;
  const environmentId = textOf(detail, 'EnvironmentId');
  const tenantId = textOf(detail, 'TenantId');
  const organisationType = textOf(detail, 'OrganizationType');
  const state = textOf(detail, 'State');
  return {
    organisationId,
    friendlyName: textOf(detail, 'FriendlyName'),
    uniqueName: textOf(detail, 'UniqueName'),
    version: textOf(detail, 'OrganizationVersion'),
    ...(environmentId && { environmentId }),
    ...(tenantId && { tenantId }),
    ...(organisationType && { organisationType }),
    ...(state && { state }),
  };
}

/** One text member of a foreign object, cut short; '' for anything else. */
function textOf(from: unknown, member: string): string {
  const value =
    typeof from === 'object' && from !== null
      ? Object.entries(from).find(([key]) => key === member)
      : undefined;
  return typeof value?.[1] === 'string' ? value[1].slice(0, 300) : '';
}
