import type { Environment, PageReport } from '../domain/environment.ts';
import type { OrgUrl } from '../domain/org-url.ts';
import { whereIs } from '../domain/where.ts';
import { environmentOf } from '../facts/facts.ts';
import type { World } from './world.ts';

/** The popup was opened over a tab: when it shows an organisation, our script is run there to read who is signed in. */
export async function lookAtTab(world: World, tabId: number): Promise<void> {
  const org = orgOf(await world.urlOfTab(tabId));
  if (!org) return;
  const fact = environmentOf(org);
  const before = await fact.read();
  await fact.write({ org, look: 'looking', ...(before?.report && { report: before.report }) });
  if (await world.lookIntoTab(tabId)) return;
  await fact.write({ ...(await fact.read()), org, look: 'unreadable' });
}

/**
 * A page reported. Which organisation it is comes from the browser's own record of the sender, never from the page.
 *
 * Takes   url  the browser's `sender.url`
 */
export async function noteOrg(url: string | undefined, report: PageReport): Promise<void> {
  const org = orgOf(url);
  if (!org) return;
  const look: Environment['look'] = report.organisation || report.user ? 'seen' : 'unreadable';
  await environmentOf(org).write({ org, look, report });
}

function orgOf(url: string | undefined): OrgUrl | undefined {
  const where = whereIs(url);
  return where.at === 'organisation' ? where.org : undefined;
}
