import { ACCOUNTS, ON_PREMISES_PAGES } from '../emulators/on-premises/people.ts';
import { API_KEYS, CLIENT_ID, MAPSIMISE, PAGES, SECRET } from '../emulators/people.ts';

/** What the administrator of the demo types: the emulators know it, nobody else does. */
export const CAST = {
  page: PAGES.contoso,
  credentials: { 'Client Id': CLIENT_ID, 'Client Secret': SECRET },
  organisation: MAPSIMISE.organisation,
  region: MAPSIMISE.region,
  apiKey: API_KEYS.administrator,
} as const;

/** The same of a company's own server. */
export const OWN_SERVER = {
  ...CAST,
  page: ON_PREMISES_PAGES.internal,
  credentials: {
    'Username / Email': ACCOUNTS.service.domainName,
    Password: ACCOUNTS.service.password,
  },
} as const;

export type Cast = typeof CAST | typeof OWN_SERVER;
