import { closeBrowser, type Launch, launchWithExtension, type Session } from './launch.ts';
import { findExtension, isOurs } from './targets.ts';
import { untilTrue } from './until.ts';

/** The browser that the tests of a file share, one after the other. */
export type SharedBrowser = {
  /** As a new browser with a new profile for whoever looks from inside the extension. */
  openAfresh(launch: Launch): Promise<Session>;
  /** Given back when the test is over. `mayServe`: false when it failed, so that the next one owes it nothing. */
  giveBack(session: Session, mayServe: boolean): Promise<void>;
  close(): Promise<void>;
};

/**
 * A start of the browser costs more than most tests. So its extension is removed, with everything that it stored and was
 * granted, the tabs and what pages stored go, and the extension is installed anew. What did not work out, was closed or
 * killed by its test, or came back after a restart gives way to a new browser.
 */
export function shareBrowser(): SharedBrowser {
  let waiting: Session | undefined;
  const started = new Set<Session>();
  const start = async (launch: Launch) => {
    const session = await launchWithExtension(launch);
    started.add(session);
    return session;
  };
  const end = async (session: Session) => {
    started.delete(session);
    await closeBrowser(session);
  };
  return {
    async openAfresh(launch) {
      const session = waiting;
      waiting = undefined;
      if (!session) return start(launch);
      try {
        await installAnew(session);
        return session;
      } catch {
        await end(session);
        return start(launch);
      }
    },
    async giveBack(session, mayServe) {
      if (mayServe && started.has(session) && session.browser.connected) waiting = session;
      else await end(session);
    },
    async close() {
      if (waiting) await end(waiting);
      waiting = undefined;
    },
  };
}

async function installAnew({ browser, launch }: Session): Promise<void> {
  const blank = await browser.newPage();
  const pages = await browser.pages();
  await Promise.all(pages.filter((page) => page !== blank).map((page) => page.close()));
  const extension = await findExtension(browser);
  await browser.uninstallExtension(extension.id);
  await untilTrue('end of the extension', () => !browser.targets().some(isOurs));
  const cdp = await blank.createCDPSession();
  await cdp.send('Network.clearBrowserCookies');
  await cdp.send('Network.clearBrowserCache');
  await cdp.send('Storage.clearDataForOrigin', { origin: '*', storageTypes: 'all' });
  await cdp.detach();
  await browser.installExtension(launch.extensionDir);
  await findExtension(browser);
}
