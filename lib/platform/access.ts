import { browser } from 'wxt/browser';
import { tabShowing } from './tabs.ts';

/** The match pattern of exactly one origin. A pattern names no port. */
const patternOf = (origin: string) => `https://${new URL(origin).hostname}/*`;

/**
 * May we read answers of this https origin? Either it was granted, or, in Chromium, a tab that the person clicked on
 * shows it: the address of such a tab is visible to us, that of any other is not.
 */
export async function hasAccess(origin: string): Promise<boolean> {
  if (await browser.permissions.contains({ origins: [patternOf(origin)] })) return true;
  return doesClickReachNetwork() && (await tabShowing(origin)) !== undefined;
}

/**
 * In Firefox the click lets us into the page, but our own requests to its origin need the grant.
 *
 * Source  measured in Chromium 156 and Firefox 153
 */
const doesClickReachNetwork = () => !browser.runtime.getURL('/').startsWith('moz-extension:');

/** Asks the person for exact origins, all in one question. Must be called straight from a click in a full tab: a prompt closes the popup. */
export async function requestAccess(...origins: string[]): Promise<boolean> {
  try {
    return await browser.permissions.request({ origins: origins.map(patternOf) });
  } catch {
    return false; // The browser's policy does not let anybody grant it.
  }
}

/** Tells the patterns of hosts to which the person took back the access. */
export function followLostAccess(told: (patterns: string[]) => unknown): void {
  browser.permissions.onRemoved.addListener(({ origins = [] }) => {
    if (origins.length > 0) void told(origins);
  });
}

const REFUSED_BY_POLICY = /ExtensionsSettings policy|enterprise policy/i;
/** A refusal comes at once. A tab that hangs while it loads answers nothing, and a test is waiting. */
const POLICY_LIMIT_MS = 1_000;

/**
 * Does the company's browser policy keep extensions from this host? It can be known only while a tab that the person
 * clicked on shows it: a script that does nothing is refused there, in words of its own. Without such a tab nothing tells:
 * the browser asks for access as always, counts it as granted, and every request fails as if there were no network.
 *
 * Gives   the id by which our extension is allowed in a policy, where it is kept out; else undefined, after a second at most
 * Source  measured in Chromium 156 with ExtensionSettings → runtime_blocked_hosts
 */
export async function closedByPolicy(origin: string): Promise<{ extensionId: string } | undefined> {
  const tabId = await tabShowing(origin);
  if (tabId === undefined) return undefined;
  // Else the script waits until the page has loaded, and the page may be what does not come.
  const script = { target: { tabId }, injectImmediately: true, func: () => undefined };
  const refused = browser.scripting.executeScript(script).then(
    () => false,
    (refusal: unknown) => REFUSED_BY_POLICY.test(String(refusal)),
  );
  return (await endedIn(POLICY_LIMIT_MS, refused))
    ? { extensionId: browser.runtime.id }
    : undefined;
}

async function endedIn<T>(limitMs: number, work: Promise<T>): Promise<T | undefined> {
  let timer: ReturnType<typeof setTimeout> | undefined;
  const limit = new Promise<undefined>((ended) => {
    timer = setTimeout(ended, limitMs, undefined);
  });
  try {
    return await Promise.race([work, limit]);
  } finally {
    clearTimeout(timer);
  }
}
