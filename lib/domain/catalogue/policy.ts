import { params } from '../../language/forms.ts';
import { messages } from '../../language/messages.ts';
import type { Feature } from '../policy.ts';
import type { CodesOf, Entries } from './entry.ts';
import { EXTENSION_POLICY } from './links.ts';

const words = messages('catalogue.policy', {
  notAllowed: 'Your company does not allow this environment',
  notAllowedCause: params(
    '{host} is not among the environments that your company’s policy allows.',
  ),
  notAllowedRemedy: params(
    'Take an environment that is allowed, or ask your IT to add {host} to allowedEnvironments.',
  ),
  off: params('{name} is turned off by your company'),
  offHere: params('{name} is turned off by your company.'),
  offCause: 'The policy of your company for this extension turns it off.',
  offRemedy: params('Ask your IT to take {feature} off disabledFeatures if you need it.'),
  createForMe: 'Create these for me',
  formFill: 'Fill the form in Mapsimise',
  coverage: 'Coverage',
  bulkRepair: 'Repair of many users',
  onPremises: 'Dynamics CRM / IFD',
});

/** What a feature is called on the screen. */
export const nameOfFeature = (feature: Feature): string => words.get()[feature];

/** Beside a control that does nothing because of it. */
export const describeOff = (feature: Feature): string =>
  words.get().offHere({ name: nameOfFeature(feature) });

export const policyEntries = (): Entries<CodesOf<'policy'>> => {
  const t = words.get();
  return {
    'policy/environment-not-allowed': {
      title: t.notAllowed,
      cause: t.notAllowedCause,
      remedy: t.notAllowedRemedy,
      docs: EXTENSION_POLICY,
    },
    'policy/feature-off': {
      title: ({ feature }) => t.off({ name: nameOfFeature(feature) }),
      cause: t.offCause,
      remedy: t.offRemedy,
      docs: EXTENSION_POLICY,
    },
  };
};
