import { BROWSER } from './rows-in-browser.ts';
import { FORMS } from './rows-of-forms.ts';
import { PAGES } from './rows-of-pages.ts';
import { PURCHASES } from './rows-of-purchases.ts';
import { SECRETS } from './rows-of-secrets.ts';
import { SERVERS } from './rows-of-servers.ts';
import { isInBrowser, type Sabotage } from './sabotage.ts';

export const SABOTAGES: readonly Sabotage[] = [
  ...[PAGES, FORMS, SERVERS, SECRETS, PURCHASES, BROWSER].flat(),
].sort((a, b) => a.row - b.row);
/** Those that every run of all tests tries. */
export const IN_UNIT = SABOTAGES.filter((one) => !isInBrowser(one) && !one.isLong);
export const LONG = SABOTAGES.filter((one) => !isInBrowser(one) && one.isLong);
export const IN_BROWSER = SABOTAGES.filter(isInBrowser);
