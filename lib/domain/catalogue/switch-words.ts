import type { SettingName, Switching } from '../switching.ts';
import { quote, sayList } from './phrases.ts';

export function describeSwitch({ state, before }: Switching): string {
  switch (state) {
    case 'sending':
      return `${quote(before.name)} is being switched to Dataverse…`;
    case 'unclear':
      return `It is not known whether ${quote(before.name)} was switched`;
    case 'switched':
      return `${quote(before.name)} signs in by Dataverse now`;
    case 'failed':
      return `${quote(before.name)} was not switched`;
  }
}

const SETTINGS: Record<SettingName, string> = {
  name: 'its name',
  isImpersonating: 'Impersonate Users',
  impersonationField: 'the impersonation field',
  isShared: 'Shared Credentials',
};

/** What Mapsimise did not keep, and did not take again. */
export const describeDifferences = (differs: readonly SettingName[]) =>
  `Mapsimise shows otherwise than before: ${sayList(differs.map((name) => SETTINGS[name]))}. Set it again in Mapsimise.`;
