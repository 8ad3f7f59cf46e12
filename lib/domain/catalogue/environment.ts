import { params } from '../../language/forms.ts';
import { messages } from '../../language/messages.ts';
import type { CodesOf, Entries } from './entry.ts';
import { ENVIRONMENT_IDS } from './links.ts';
import { environmentUrl } from './phrases.ts';

const words = messages('catalogue.environment', {
  noDataverse: 'This environment has no Dataverse database',
  noDataverseCause: params(
    'The environment {environmentId} holds apps and flows only, so there is no CRM to connect.',
  ),
  noDataverseRemedy: 'Choose an environment with Dataverse under Find an environment.',
  notVisible: 'This account cannot see the environment',
  notVisibleCause: params(
    '{username} is no enabled user of the environment {environmentId}, or it is in another tenant.',
  ),
  notVisibleRemedy: params('Press Switch account, or paste the {path} as Organisation URL.'),
  refused: 'Microsoft did not list your environments',
  refusedCause: params('{host} refused the request of the account that signed in.'),
  refusedRemedy: params('Press Switch account, or paste the {path} as Organisation URL.'),
});

/** Finding the organisation of an environment. */
export function environmentEntries(): Entries<CodesOf<'environment'>> {
  const t = words.get();
  return {
    'environment/no-dataverse': {
      title: t.noDataverse,
      cause: t.noDataverseCause,
      remedy: t.noDataverseRemedy,
      docs: ENVIRONMENT_IDS,
    },
    'environment/not-visible': {
      title: t.notVisible,
      cause: t.notVisibleCause,
      remedy: t.notVisibleRemedy({ path: environmentUrl() }),
      docs: ENVIRONMENT_IDS,
    },
    'environment/refused': {
      title: t.refused,
      cause: t.refusedCause,
      remedy: t.refusedRemedy({ path: environmentUrl() }),
      docs: ENVIRONMENT_IDS,
    },
  };
}
