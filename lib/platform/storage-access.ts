import { browser } from 'wxt/browser';

/**
 * Closes what is stored to scripts in web pages, ours among them: they need none of it. Chrome keeps only session
 * storage closed by itself. A browser without the setting for an area leaves it as it is.
 *
 * Source  developer.chrome.com, StorageArea.setAccessLevel; measured: a content script reads local storage otherwise
 */
export async function closeStorageToPages(): Promise<void> {
  for (const area of ['local', 'session', 'sync'] as const)
    await browser.storage[area]
      .setAccessLevel?.({ accessLevel: 'TRUSTED_CONTEXTS' })
      .catch(() => undefined);
}
