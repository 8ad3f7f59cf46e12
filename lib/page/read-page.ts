import { boundedFetch } from '../clients/bounded-fetch.ts';
import { API_PATH, CURRENT_ORGANISATION, WHO_AM_I } from '../clients/dataverse/questions.ts';
import type { PageReport } from '../domain/environment.ts';

/**
 * Reads, with the page's own session, which organisation this page shows and who is signed in. Only its own origin
 * is asked, no redirect is followed, nothing on the page is touched or trusted. Two round trips at the most.
 */
export async function readPage(origin: string): Promise<PageReport> {
  const [who, current] = await Promise.all([
    read(origin, WHO_AM_I),
    read(origin, CURRENT_ORGANISATION),
  ]);
  const organisation = organisationIn(current.body);
  const userId = textOf(who.body, 'UserId');
  const person = /^[0-9a-f-]{36}$/i.test(userId)
    ? await read(origin, `systemusers(${userId})?$select=fullname,domainname`)
    : undefined;
  const fullName = textOf(person?.body, 'fullname');
  return {
    ...(organisation && { organisation }),
    ...(fullName && {
      user: { userId, fullName, domainName: textOf(person?.body, 'domainname') },
    }),
    ...(!organisation && !fullName && { refusedStatus: who.status }),
  };
}

async function read(origin: string, path: string): Promise<{ status: number; body: unknown }> {
  const reply = await boundedFetch({
    url: `${origin}${API_PATH}/${path}`,
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
