import { browser } from 'wxt/browser';
import { CLOUDS } from '../domain/cloud.ts';

const RULE_ID = 1;

/**
 * Takes the Origin header off our own POSTs to Microsoft's token endpoints, and off nothing else: Entra refuses a
 * client-credentials request that carries one (AADSTS9002326). Idempotent; the rule ends with the browser session.
 *
 * Source  measured: a session rule limited to our own host as initiator strips it in Chromium and Firefox
 */
export function allowWithoutOrigin(): Promise<void> {
  done ??= setRule().catch((bug: unknown) => {
    done = undefined;
    throw bug;
  });
  return done;
}

/** Set once by this worker; the next one sets it again. */
let done: Promise<void> | undefined;

async function setRule(): Promise<void> {
  await browser.declarativeNetRequest.updateSessionRules({
    removeRuleIds: [RULE_ID],
    addRules: [
      {
        id: RULE_ID,
        priority: 1,
        action: {
          type: 'modifyHeaders',
          requestHeaders: [{ header: 'origin', operation: 'remove' }],
        },
        condition: {
          urlFilter: '/oauth2/v2.0/token^',
          requestDomains: CLOUDS.map((cloud) => cloud.authorityHosts[0]),
          initiatorDomains: [new URL(browser.runtime.getURL('/')).hostname],
          requestMethods: ['post'],
          resourceTypes: ['xmlhttprequest'],
        },
      },
    ],
  });
}
