import { API_KEYS, CLIENT_ID, MAPSIMISE, PAGES, SECRET } from '../emulators/people.ts';

/** What the administrator of the demo types: the emulators know it, nobody else does. */
export const CAST = {
  page: PAGES.contoso,
  clientId: CLIENT_ID,
  clientSecret: SECRET,
  organisation: MAPSIMISE.organisation,
  region: MAPSIMISE.region,
  apiKey: API_KEYS.administrator,
} as const;
