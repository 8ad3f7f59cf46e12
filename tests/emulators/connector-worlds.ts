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
} as const satisfies Record<string, World>;
