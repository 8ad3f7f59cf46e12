import type { Workspace } from '../domain/connection.ts';
import { parseOrgUrl } from '../domain/org-url.ts';
import { stsAskedFor } from '../domain/sts-consent.ts';
import { reportOf, stsOf } from '../facts/facts.ts';

/**
 * `Send my password to this server` was pressed. Only the very AD FS that the last test named, and at which it stopped,
 * can be allowed: whatever else a message says does nothing. It holds for this organisation, on this device, until the
 * organisation names another.
 */
export async function confirmSts(workspace: Workspace, origin: string): Promise<void> {
  const report = await reportOf(workspace).read();
  const failure = report?.steps.find(({ id }) => id === 'adfs')?.failure;
  if (!report || !stsAskedFor(failure).includes(origin)) return;
  const place = parseOrgUrl(report.organisationUrl);
  if (place.ok && place.value.kind === 'onprem') await stsOf(place.value.url).write(origin);
}
