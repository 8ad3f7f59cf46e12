import { mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import path from 'node:path';
import puppeteer, { type Browser } from 'puppeteer-core';
import { ensureFirefox } from '../../browser/find-firefox.ts';
import { type BrowserWindow, openBrowserWindow } from './browser-window.ts';

export const ADD_ON_ID = 'connect@mapsimise.com';

export type Session = { browser: Browser; window: BrowserWindow; stop: () => Promise<void> };

/**
 * Starts Firefox; every host name leads to the emulator, whose certificate counts.
 *
 * Takes   policies  what the company's policies.json says. Firefox reads it from a place of the test's own only when it
 *                   believes to be in an automated test itself, which two settings make it believe.
 */
export async function launchFirefox(ask: {
  emulatorPort: number;
  policies?: object;
}): Promise<Session> {
  const folder = await mkdtemp(path.join(tmpdir(), 'mapsimise-firefox-'));
  const policyFile = path.join(folder, 'policies.json');
  if (ask.policies) await writeFile(policyFile, JSON.stringify({ policies: ask.policies }));
  const browser = await puppeteer.launch({
    browser: 'firefox',
    executablePath: ensureFirefox(),
    headless: true,
    acceptInsecureCerts: true,
    args: ['--remote-allow-system-access'],
    env: { ...process.env, ...(ask.policies && { MOZ_DISABLE_NONLOCAL_CONNECTIONS: '1' }) },
    extraPrefsFirefox: {
      'network.dns.forceResolve': '127.0.0.1',
      'network.socket.forcePort': `443=${ask.emulatorPort}`,
      // A prompt ignores clicks for a while, so that nobody allows by accident.
      'security.notification_enable_delay': 0,
      'intl.locale.requested': 'en-GB',
      ...(ask.policies && {
        'browser.policies.alternatePath': policyFile,
        [AUTOMATED]: true,
      }),
    },
  });
  return {
    browser,
    window: await openBrowserWindow(browser),
    stop: async () => {
      await browser.close();
      await rm(folder, { recursive: true, force: true, maxRetries: 5 });
    },
  };
}

/** Firefox's own name for the setting; nothing but its tests may set it. */
const AUTOMATED = 'security.turn_off_all_security_so_that_viruses_can_take_over_this_computer';
