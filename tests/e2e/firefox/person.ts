import { until, untilTrue } from '../harness/until.ts';
import type { BrowserWindow } from './browser-window.ts';
import { ADD_ON_ID } from './launch.ts';
import { isOpen, type Screen, untilGone, untilScreen } from './screen.ts';

const POPUP = '/popup.html';

/** Opens an address in a new tab, in front, as the person would, and waits until it is there. */
export async function openTab(window: BrowserWindow, url: string): Promise<void> {
  await window.run(
    `(url) => {
      const triggeringPrincipal = Services.scriptSecurityManager.getSystemPrincipal();
      gBrowser.selectedTab = gBrowser.addTab(url, { triggeringPrincipal });
    }`,
    url,
  );
  await untilTrue(`page ${url}`, () =>
    window.run<boolean>(`() => gBrowser.selectedBrowser.currentURI.spec !== 'about:blank' &&
      !gBrowser.selectedBrowser.webProgress.isLoadingDocument`),
  );
}

export async function openOwnTab(window: BrowserWindow, file: string): Promise<Screen> {
  const home = await window.run<string>(
    `(id) => WebExtensionPolicy.getByID(id).getURL('/')`,
    ADD_ON_ID,
  );
  await openTab(window, `${home}${file}`);
  return untilScreen(window, `/${file}`);
}

/** Presses the real toolbar button over the tab in front; gives the popup. */
export async function clickToolbar(window: BrowserWindow): Promise<Screen> {
  if (await isOpen(window, POPUP)) await closePopup(window);
  await window.run(
    `(id) => document.querySelector(
      '#nav-bar .unified-extensions-item-action-button[data-extensionid="' + id + '"]').click()`,
    ADD_ON_ID,
  );
  return untilScreen(window, POPUP);
}

/** The person clicks elsewhere: the popup closes. */
export async function closePopup(window: BrowserWindow): Promise<void> {
  await window.run(
    `() => CustomizableUI.hidePanelForNode(
      document.querySelector('.webextension-popup-browser') ?? document.documentElement)`,
  );
  await untilGone(window, POPUP);
}

export const untilPopupGone = (window: BrowserWindow) => untilGone(window, POPUP);

/** Presses *Allow* in Firefox's own question for permissions, when it comes; gives what it asked. */
export const allowPrompt = (window: BrowserWindow) =>
  until('question for permissions', async () => {
    const asked = await window.run<string | null>(`() => {
      const prompt = document.getElementById('addon-webext-permissions-notification');
      if (!prompt || PopupNotifications.panel.state !== 'open') return null;
      const asked = prompt.textContent;
      prompt.button.click();
      return asked;
    }`);
    return asked ?? undefined;
  });

/** Takes an origin away, as the person does in about:addons. */
export const takeBack = (window: BrowserWindow, origin: string) =>
  window.run<null>(
    `async (id, origin) => {
      const { ExtensionPermissions } =
        ChromeUtils.importESModule('resource://gre/modules/ExtensionPermissions.sys.mjs');
      const { extension } = WebExtensionPolicy.getByID(id);
      await ExtensionPermissions.remove(id, { permissions: [], origins: [origin] }, extension);
    }`,
    ADD_ON_ID,
    origin,
  );

/** Ends the event page in the middle of whatever it does, as Firefox may when it needs the memory. */
export const killEventPage = (window: BrowserWindow) =>
  window.run<null>(
    `async (id) => {
      const { extension } = WebExtensionPolicy.getByID(id);
      await extension.terminateBackground({ disableResetIdleForTest: true, ignoreDevToolsAttached: true });
      if (extension.backgroundState !== 'stopped') throw new Error('it is ' + extension.backgroundState);
    }`,
    ADD_ON_ID,
  );

/** Everything that the add-on keeps in one of its storage areas. */
export const readStorage = (screen: Screen, area: 'local' | 'session') =>
  screen.evaluate(`browser.storage.${area}.get(null)`) as Promise<Record<string, unknown>>;
