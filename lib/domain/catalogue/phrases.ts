import { params } from '../../language/forms.ts';
import { messages } from '../../language/messages.ts';
import { sayAmount, sayClock, sayList } from '../../language/say.ts';
import type { Scheme } from '../connection.ts';
import type { TableName } from '../tables.ts';

const words = messages('catalogue.phrases', {
  environment: params('Power Platform admin center → Environments → the environment of {host}'),
  environmentUrl: 'Power Platform admin center → Environments → your environment → Environment URL',
  applicationUsers: params(
    'Power Platform admin center → Environments → the environment of {host} → Settings → Users + permissions → Application users',
  ),
  securityRoles:
    'Power Platform admin center → Environments → your environment → Settings → Users + permissions → Security roles',
  appAccess: 'Power Platform admin center → Security → Identity and access → App access control',
  registrations: 'Microsoft Entra admin center → App registrations',
  application: params('Microsoft Entra admin center → App registrations → {application}'),
  secrets: params(
    'Microsoft Entra admin center → App registrations → {application} → Certificates & secrets',
  ),
  yourApplication: 'your application',
  enterpriseApps: 'Microsoft Entra admin center → Enterprise applications',
  conditionalAccess: 'Microsoft Entra admin center → Conditional Access → Policies',
  clientSecret: 'Client Secret',
  password: 'Password',
  quoted: params('“{text}”'),
  tryAgainSoon: 'Try again in a minute.',
  tryAgainAfter: params('Try again after {clock}.'),
});

/** The ways through Microsoft's portals, in the words that are on the screen there. */
export const pathOfEnvironment = (host: string) => words.get().environment({ host });
export const environmentUrl = () => words.get().environmentUrl;
export const pathOfUsers = (host: string) => words.get().applicationUsers({ host });
export const securityRoles = () => words.get().securityRoles;
export const appAccessPath = () => words.get().appAccess;
export const registrations = () => words.get().registrations;
export const pathOfApp = (application: string) => words.get().application({ application });
export const pathOfSecrets = (application: string) => words.get().secrets({ application });
export const yourApplication = () => words.get().yourApplication;
export const enterpriseApps = () => words.get().enterpriseApps;
export const conditionalAccess = () => words.get().conditionalAccess;

/** What the secret of a scheme is called on the screen. */
export const nameOfSecret = (scheme: Scheme) =>
  scheme === 'ifd' ? words.get().password : words.get().clientSecret;

export { sayList };

const tables = messages('catalogue.tables', {
  account: 'Account',
  contact: 'Contact',
  lead: 'Lead',
  systemuser: 'User',
});
export const nameOfTable = (table: TableName) => tables.get()[table];
export const sayTables = (names: readonly TableName[]) => sayList(names.map(nameOfTable));

/** Words of somebody else, as a part of a sentence of ours. */
export const quote = (text: string) =>
  words.get().quoted({ text: text.trim().replace(/\.+$/, '') });

/** "8 seconds". Never none. */
export const saySeconds = (ms: number) => sayAmount(Math.max(1, Math.round(ms / 1000)), 'second');

/** How far a clock is from another, in whole minutes or hours. Which of them is ahead is said around it. */
export function sayApart(aheadMinutes: number): string {
  const minutes = Math.max(1, Math.round(Math.abs(aheadMinutes)));
  return minutes >= 120
    ? sayAmount(Math.round(minutes / 60), 'hour')
    : sayAmount(minutes, 'minute');
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
  const t = words.get();
  if (retryAtMs === undefined || !Number.isFinite(retryAtMs)) return t.tryAgainSoon;
  return t.tryAgainAfter({ clock: sayClock(Math.ceil(retryAtMs / MINUTE_MS) * MINUTE_MS) });
}
