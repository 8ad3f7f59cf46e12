import { browser } from 'wxt/browser';
import { send } from '../clients/egress.ts';
import type { OrgUrl } from '../domain/org-url.ts';
import type { PageAsk } from '../domain/page-ask.ts';
import { bad } from '../domain/result.ts';
import { hasAccess } from '../platform/access.ts';
import { notify, showBadge } from '../platform/attention.ts';
import { askForm, openFormLine } from '../platform/form-line.ts';
import { allowWithoutOrigin } from '../platform/origin-rule.ts';
import { askPage, openPageLine } from '../platform/page-line.ts';
import { lookIntoTab, tabOf, urlOfTab } from '../platform/tabs.ts';
import type { World } from './world.ts';

/** The world as it is: the network behind its gate, the browser, the clock. */
export function realWorld(): World {
  return {
    send,
    nowMs: () => Date.now(),
    wait,
    newId: () => crypto.randomUUID(),
    hasAccess,
    allowWithoutOrigin,
    userToken: async () => bad({ code: 'sign-in/needed' }),
    urlOfTab,
    openPage,
    lookIntoTab,
    openForm: openFormLine,
    askForm,
    setAlarm: (name, when) => browser.alarms.create(name, { when }),
    clearAlarm: async (name) => void (await browser.alarms.clear(name)),
    showBadge,
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
