import type { Failure } from './failure.ts';
import { isSameGuid } from './guid.ts';
import type { Connector } from './mapsimise.ts';
import type { OrgUrl } from './org-url.ts';

/** What a connector has besides its sign-in: a switch keeps all of it. */
export type Settings = {
  name: string;
  isImpersonating: boolean;
  impersonationField?: string;
  isShared: boolean;
};
export type SettingName = keyof Settings;

/**
 * What is known of one switch from the retired sign-in to Dataverse. Mapsimise is the truth; no secret is in it.
 *
 *   sending → switched          failed: a definite refusal
 *      ↓ any doubt
 *   unclear → (Check again) switched | sending
 */
export type Switching = {
  v: 1;
  connectorId: string;
  workspace: string;
  /** Names the values that had passed. */
  handle: string;
  org: OrgUrl;
  clientId: string;
  accountId: string;
  before: Settings;
  state: 'sending' | 'unclear' | 'switched' | 'failed';
  startedAtMs: number;
  failure?: Failure | undefined;
  /** What Mapsimise has otherwise than before, although it was set again. */
  differs?: SettingName[];
};

export const settingsOf = (connector: Connector): Settings => ({
  name: connector.name,
  isImpersonating: connector.impersonateUsers === true,
  ...(connector.impersonationField && { impersonationField: connector.impersonationField }),
  isShared: connector.sharedCredentials === true,
});

/** Does the connector sign in as this application now? Then the change has arrived, whatever became of its answer. */
export const isSwitched = ({ scheme, clientId }: Connector, to: { clientId: string }) =>
  scheme === 'Dataverse' && isSameGuid(clientId, to.clientId);

export const differencesOf = (before: Settings, now: Settings): SettingName[] =>
  (['name', 'isImpersonating', 'impersonationField', 'isShared'] as const).filter(
    (setting) => before[setting] !== now[setting],
  );
