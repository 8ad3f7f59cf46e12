import { browser } from 'wxt/browser';
import { openOurPage } from './tabs.ts';

/** The text and the title of the toolbar button. */
export async function showBadge(text: string, title: string): Promise<void> {
  await browser.action.setBadgeBackgroundColor({ color: '#8a4b00' });
  await browser.action.setBadgeText({ text });
  await browser.action.setTitle({ title });
}

const NOTIFICATIONS = { permissions: ['notifications' as const] };

export async function notify(id: string, words: { title: string; text: string }): Promise<void> {
  await browser.notifications.create(id, {
    type: 'basic',
    iconUrl: browser.runtime.getURL('/icon/128.png'),
    title: words.title,
    message: words.text,
  });
}

/**
 * A click on a notification of ours puts it away and opens the connectors. The browser's notifications exist only from
 * the person's yes on, so the listener is set when that comes too.
 */
export function followNotifications(): void {
  const listen = () =>
    browser.notifications?.onClicked.addListener((id) => {
      void Promise.all([browser.notifications.clear(id), openOurPage('setup.html?job=connectors')]);
    });
  listen();
  browser.permissions.onAdded.addListener(({ permissions = [] }) => {
    if (permissions.includes('notifications')) listen();
  });
}

/** The permission is the person's yes. */
export const mayNotify = () => browser.permissions.contains(NOTIFICATIONS);

/** Must be called straight from a click in a full tab: the browser's question closes the popup. */
export async function askToNotify(): Promise<boolean> {
  try {
    return await browser.permissions.request(NOTIFICATIONS);
  } catch {
    return false; // The browser's policy does not let anybody grant it.
  }
}

export const stopNotifying = () => browser.permissions.remove(NOTIFICATIONS);
