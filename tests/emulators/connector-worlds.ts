import type { World } from './world.ts';

/** Mapsimise organisations that have connectors already. */
export const CONNECTOR_WORLDS = {
  'several-connectors': {
    does: 'four connectors: contoso (Dataverse), contoso-uat (Office365, retired), a server of one’s own (IFD), fabrikam',
    mapsimise: { registered: 'several' },
  },
  'impersonation-by-ticket': {
    does: 'as several-connectors; a change of the impersonation field is refused, its support does it',
    mapsimise: { registered: 'several', impersonationChange: 'refused' },
  },
  'large-company': {
    does: '200 connectors, contoso’s the last of them, and 500 environments more than usual',
    mapsimise: { connectors: 200 },
    environments: 500,
  },
  'wordy-entra': {
    does: 'as expired-secret; each refusal of any server is 100 kB long',
    texts: 'wordy',
    directory: { secret: 'expired' },
  },
  'wordy-dataverse': {
    does: 'as no-application-user; each refusal of any server is 100 kB long',
    texts: 'wordy',
    organisation: { applicationUser: 'missing' },
  },
  'wordy-mapsimise': {
    does: 'as quote-refused; each refusal of any server is 100 kB long',
    texts: 'wordy',
    mapsimise: { quote: 'refused' },
  },
} as const satisfies Record<string, World>;
