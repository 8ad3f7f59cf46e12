import { browser } from 'wxt/browser';
import { type OrgUrl, parseOrgUrl } from '../domain/org-url.ts';

/** The tab that the toolbar was clicked on. Its URL is known only there, by `activeTab`. */
export async function clickedTab(): Promise<{ tabId: number; url?: string } | undefined> {
  const [tab] = await browser.tabs.query({ active: true, currentWindow: true });
  return tab?.id === undefined ? undefined : { tabId: tab.id, ...(tab.url && { url: tab.url }) };
}

/** A tab that shows this origin and on which the person clicked: the address of any other tab is hidden from us. */
export const tabShowing = (origin: string) =>
  tabWhere((url) => URL.canParse(url) && new URL(url).origin === origin);

/** A clicked tab of exactly this organisation: one server may have several, each in a folder of its own. */
export const tabOf = (org: OrgUrl) =>
  tabWhere((url) => {
    const place = parseOrgUrl(url);
    return place.ok && place.value.url === org;
  });

async function tabWhere(shows: (url: string) => boolean): Promise<number | undefined> {
  const tabs = await browser.tabs.query({});
  const found = tabs.filter(({ url }) => url !== undefined && shows(url));
  return (found.find(({ active }) => active) ?? found[0])?.id;
}

/** The addresses of the open tabs of a site whose host was granted when the extension was installed. */
export async function addressesAt(pattern: string): Promise<string[]> {
  const tabs = await browser.tabs.query({ url: pattern });
  return tabs.flatMap(({ url }) => url ?? []);
}

/** The address of a tab; undefined where the browser does not tell. */
export async function urlOfTab(tabId: number): Promise<string | undefined> {
  try {
    return (await browser.tabs.get(tabId)).url;
  } catch {
    return undefined; // The tab was closed meanwhile.
  }
}

/** Runs the page script in a tab's top frame; false when the browser refuses (its own pages, a lost grant). */
export async function lookIntoTab(tabId: number): Promise<boolean> {
  try {
    await browser.scripting.executeScript({ target: { tabId }, files: ['/dynamics.js'] });
    return true;
  } catch {
    return false;
  }
}

/** Opens a page of ours in a tab and closes the popup. */
export async function openOurPage(path: string): Promise<void> {
  await browser.tabs.create({ url: new URL(path, browser.runtime.getURL('/popup.html')).href });
  if (location.pathname === '/popup.html') window.close();
}

export const openOptions = () => browser.runtime.openOptionsPage();
export const extensionVersion = () => browser.runtime.getManifest().version;

/** Opens a site in a new tab, in front. */
export const openSite = async (url: string) => void (await browser.tabs.create({ url }));
