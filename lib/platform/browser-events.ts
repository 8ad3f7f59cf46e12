import { followLostAccess } from './access.ts';
import { followAlarms } from './alarms.ts';
import { followNotifications } from './attention.ts';

/** Everything by which the browser wakes the background, beside messages. To be called while the worker starts. */
export function followBrowser(told: {
  /** The alarm that the browser's start rings. */
  atStart: string;
  onAlarm: (name: string) => unknown;
  onAccessLost: (patterns: string[]) => unknown;
}): void {
  followAlarms(told.atStart, told.onAlarm);
  followLostAccess(told.onAccessLost);
  followNotifications();
}
