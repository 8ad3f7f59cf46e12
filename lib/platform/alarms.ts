import { browser } from 'wxt/browser';

/** Tells each alarm that rings by its name. The browser's start rings `atStart`, which may have been missed meanwhile. */
export function followAlarms(atStart: string, ring: (name: string) => unknown): void {
  browser.runtime.onStartup.addListener(() => void ring(atStart));
  browser.alarms.onAlarm.addListener(({ name }) => void ring(name));
}
