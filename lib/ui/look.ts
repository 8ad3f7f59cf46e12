import { ask } from '../messages/ask.ts';
import { clickedTab } from '../platform/tabs.ts';

/**
 * Finds out which page the toolbar was clicked on and has the background look at it. Gives the address, so that the
 * first paint need not wait for anybody.
 */
export async function lookAtClickedTab(): Promise<string | undefined> {
  const tab = await clickedTab();
  if (tab) void ask('page.look', { tabId: tab.tabId });
  return tab?.url;
}
