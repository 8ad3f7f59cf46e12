import { browser } from 'wxt/browser';
import { openEntraUser } from '../auth/entra-user.ts';
import { send } from '../clients/egress.ts';
import type { OrgUrl } from '../domain/org-url.ts';
import type { PageAsk } from '../domain/page-ask.ts';
import { sessionKeeper } from '../facts/secrets.ts';
import { closedByPolicy, hasAccess } from '../platform/access.ts';
import { mayNotify, notify, showBadge } from '../platform/attention.ts';
import { browserLanguages } from '../platform/browser-languages.ts';
import { askForm, openFormLine } from '../platform/form-line.ts';
import { openSignInWindow, redirectUri } from '../platform/identity.ts';
import { allowWithoutOrigin } from '../platform/origin-rule.ts';
import { askPage, openPageLine } from '../platform/page-line.ts';
import { closeStorageToPages } from '../platform/storage-access.ts';
import { lookIntoTab, tabOf, urlOfTab } from '../platform/tabs.ts';
import { giveUserToken } from './sign-in.ts';
import type { World } from './world.ts';

/** The world as it is: the network behind its gate, the browser with its storage closed to pages, the clock. */
export function realWorld(): World {
  void closeStorageToPages();
  const nowMs = () => Date.now();
  const newId = () => crypto.randomUUID();
  const entra = openEntraUser({
    send,
    keeper: sessionKeeper,
    redirectUri,
    openWindow: openSignInWindow,
    allowWithoutOrigin,
    newId,
    nowMs,
  });
  return {
    send,
    nowMs,
    wait,
    newId,
    languages: browserLanguages,
    hasAccess,
    closedByPolicy,
    allowWithoutOrigin,
    entra,
    userToken: (ask, through = entra) => giveUserToken({ entra: through })(ask),
    urlOfTab,
    openPage,
    lookIntoTab,
    openForm: openFormLine,
    askForm,
    setAlarm: (name, when) => browser.alarms.create(name, { when }),
    clearAlarm: async (name) => void (await browser.alarms.clear(name)),
    showBadge,
    mayNotify,
    notify,
    alone: (name, work) =>
      navigator.locks.request(name, { ifAvailable: true }, async (lock) =>
        lock ? work() : undefined,
      ),
    inTurn: (name, work) => navigator.locks.request(name, work),
  };
}

function wait(ms: number, signal?: AbortSignal): Promise<void> {
  return new Promise((resolve) => {
    if (signal?.aborted) return resolve();
    const timer = setTimeout(resolve, ms);
    signal?.addEventListener('abort', () => {
      clearTimeout(timer);
      resolve();
    });
  });
}

async function openPage(org: OrgUrl) {
  const tabId = await tabOf(org);
  if (tabId === undefined || !(await openPageLine(tabId))) return undefined;
  return (ask: PageAsk) => askPage(tabId, new URL(org).host, ask);
}
