import { params } from '../../language/forms.ts';
import { messages } from '../../language/messages.ts';
import type { SettingName, Switching } from '../switching.ts';
import { quote, sayList } from './phrases.ts';

const words = messages('catalogue.switch-words', {
  sending: params('{name} is being switched to Dataverse…'),
  unclear: params('It is not known whether {name} was switched'),
  switched: params('{name} signs in by Dataverse now'),
  failed: params('{name} was not switched'),
  differs: params('Mapsimise shows otherwise than before: {settings}. Set it again in Mapsimise.'),
});

export const describeSwitch = ({ state, before }: Switching): string =>
  words.get()[state]({ name: quote(before.name) });

const settings = messages('catalogue.switch-settings', {
  name: 'its name',
  isImpersonating: 'Impersonate Users',
  impersonationField: 'the impersonation field',
  isShared: 'Shared Credentials',
});

/** What Mapsimise did not keep, and did not take again. */
export function describeDifferences(differs: readonly SettingName[]): string {
  const names = settings.get();
  return words.get().differs({ settings: sayList(differs.map((name) => names[name])) });
}
