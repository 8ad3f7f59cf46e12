import { browser } from 'wxt/browser';

/**
 * Tells each alarm that rings by its name. The browser's start rings `atStart`, which may have been missed meanwhile; so does
 * a new version of ours, which ended the old one in the middle of whatever it did and took its alarms away.
 */
export function followAlarms(atStart: string, ring: (name: string) => unknown): void {
  browser.runtime.onStartup.addListener(() => void ring(atStart));
  browser.runtime.onInstalled.addListener(() => void ring(atStart));
  browser.alarms.onAlarm.addListener(({ name }) => void ring(name));
}
