import { browser } from 'wxt/browser';
import type { SignInWindow } from '../domain/sign-in.ts';

/** Where Microsoft sends its answer: an address that only this extension is given. To be registered in Entra. */
export const redirectUri = (): string => browser.identity.getRedirectURL();

/**
 * Opens Microsoft's page in the browser's own sign-in window and waits for its answer, with `interactive: false` unseen
 * and only as far as nobody needs to be asked. The window keeps the worker alive.
 *
 * Chrome closes the window by itself when a page in it answers with an HTTP status of 400 or more.
 *
 * Source  developer.chrome.com, identity.launchWebAuthFlow; the words of its errors: Chromium, identity_constants.cc;
 *         Firefox, ext-identity.js
 */
export async function openSignInWindow(url: string, interactive: boolean): Promise<SignInWindow> {
  try {
    const answer = await browser.identity.launchWebAuthFlow({ url, interactive });
    return answer ? { ended: 'answered', url: answer } : { ended: 'closed' };
  } catch (error) {
    const words = error instanceof Error ? error.message : '';
    if (/one web auth flow/i.test(words)) return { ended: 'other-open' };
    if (/could not be loaded/i.test(words)) return { ended: 'not-loaded' };
    return { ended: 'closed' };
  }
}
