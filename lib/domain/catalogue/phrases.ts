import { sayAmount, sayClock, sayList } from '../../language/say.ts';
import { TABLES, type TableName } from '../tables.ts';

const ADMIN_CENTER = 'Power Platform admin center → ';
const ENTRA_CENTER = 'Microsoft Entra admin center → ';
const environment = (which: string) => `${ADMIN_CENTER}Environments → ${which}`;
const users = (which: string) => `${environment(which)} → Settings → Users + permissions → `;

/** The ways through Microsoft's portals, in the words that are on the screen there. */
export const pathOfEnvironment = (host: string) => environment(`the environment of ${host}`);
export const ENVIRONMENT_URL = `${environment('your environment')} → Environment URL`;
export const pathOfUsers = (host: string) =>
  `${users(`the environment of ${host}`)}Application users`;
export const SECURITY_ROLES = `${users('your environment')}Security roles`;
export const APP_ACCESS_PATH = `${ADMIN_CENTER}Security → Identity and access → App access control`;
export const REGISTRATIONS = `${ENTRA_CENTER}App registrations`;
export const pathOfApp = (clientId: string) => `${REGISTRATIONS} → ${clientId}`;
export const pathOfSecrets = (clientId: string) =>
  `${pathOfApp(clientId)} → Certificates & secrets`;
export const ENTERPRISE_APPS = `${ENTRA_CENTER}Enterprise applications`;
export const CONDITIONAL_ACCESS = `${ENTRA_CENTER}Conditional Access → Policies`;

export { sayList };

export const sayTables = (tables: readonly TableName[]) =>
  sayList(tables.map((table) => TABLES[table].label));

/** Words of somebody else, as a part of a sentence of ours. */
export const quote = (text: string) => `“${text.trim().replace(/\.+$/, '')}”`;

/** "8 seconds". Never none. */
export const saySeconds = (ms: number) => sayAmount(Math.max(1, Math.round(ms / 1000)), 'second');

/** "7 minutes ahead of", "2 hours behind": of a clock, against another. */
export function sayMinutes(ahead: number): string {
  const minutes = Math.max(1, Math.round(Math.abs(ahead)));
  const isLong = minutes >= 120;
  const count = isLong ? Math.round(minutes / 60) : minutes;
  const unit = isLong ? 'hour' : 'minute';
  return `${count} ${unit}${count === 1 ? '' : 's'} ${ahead < 0 ? 'behind' : 'ahead of'}`;
}

export function saySize(bytes: number): string {
  const megabytes = bytes / 1_048_576;
  return megabytes < 1
    ? sayAmount(Math.ceil(bytes / 1024), 'kilobyte', 'short')
    : sayAmount(Math.round(megabytes), 'megabyte', 'short');
}

const MINUTE_MS = 60_000;

/** When to try again, as the clock on the wall shows it: rounded up, so that nobody comes too early. */
export function sayTryAfter(retryAtMs: number | undefined): string {
  if (retryAtMs === undefined || !Number.isFinite(retryAtMs)) return 'Try again in a minute.';
  return `Try again after ${sayClock(Math.ceil(retryAtMs / MINUTE_MS) * MINUTE_MS)}.`;
}
