import { params } from '../../language/forms.ts';
import { messages } from '../../language/messages.ts';
import type { CodesOf, Entries } from './entry.ts';
import { EXTENSION_POLICY, MAPSIMISE_CONNECTOR } from './links.ts';
import { nameOfSecret } from './phrases.ts';

/** The way to the form, in the words of Mapsimise's own menu, which we know in English only. */
export const WAY_TO_FORM = 'Connectors → Add a Connector → Microsoft Dynamics CRM';

const words = messages('catalogue.form', {
  noSite: 'Options do not name your Mapsimise',
  noSiteCause: 'The form is filled only on the pages of the organisation that Options name.',
  noSiteRemedy: 'Fill in Mapsimise organisation and Region in Options.',
  noDraft: 'There is nothing to fill in yet',
  noDraftCause: 'What is filled in is what you typed in Set up connector, and none of it is kept.',
  noDraftRemedy: 'Click the toolbar button on your CRM page and fill in Set up connector there.',
  otherPage: 'This is not your Mapsimise',
  otherPageCause: params('Options name {expected}; the form is filled only there.'),
  otherPageRemedy: params('Open https://{expected} → {way}, and click the toolbar button there.'),
  unreachable: 'The browser did not let us into this page',
  unreachableCause: params('It was left, or the extension may not read {host}.'),
  unreachableRemedy: params(
    'Allow Mapsimise Connect on {host} in the browser’s extension settings, then press Fill the form again.',
  ),
  interrupted: 'The page was left while it was being filled',
  interruptedCause: params('{host} loaded another page before our script had told what it filled.'),
  interruptedRemedy: params('Go to {way}, then press Fill the form again.'),
  pageChanged: 'This is not the page that was filled',
  pageChangedCause: params(
    '{host} has loaded another page since Fill the form. The secret was not sent.',
  ),
  pageChangedRemedy: 'Press Fill the form again, look at the page, then press Fill the secret.',
  valuesChanged: 'The values were changed since the form was filled',
  valuesChangedCause:
    'The secret would stand beside values that it does not belong to. It was not sent.',
  valuesChangedRemedy: 'Press Fill the form again, then Fill the secret.',
  noSecret: params('No {secret} is kept'),
  noSecretCause: 'A secret is kept until an hour has passed unused, or the browser is closed.',
  noSecretRemedy: params(
    'Enter the {secret} in Set up connector, or type it into the form yourself.',
  ),
});

/** Filling the form in Mapsimise. */
export function formEntries(): Entries<CodesOf<'form'>> {
  const t = words.get();
  return {
    'form/no-site': {
      title: t.noSite,
      cause: t.noSiteCause,
      remedy: t.noSiteRemedy,
      docs: MAPSIMISE_CONNECTOR,
    },
    'form/no-draft': {
      title: t.noDraft,
      cause: t.noDraftCause,
      remedy: t.noDraftRemedy,
      docs: MAPSIMISE_CONNECTOR,
    },
    'form/other-page': {
      title: t.otherPage,
      cause: t.otherPageCause,
      remedy: ({ expected }) => t.otherPageRemedy({ expected, way: WAY_TO_FORM }),
      docs: MAPSIMISE_CONNECTOR,
    },
    'form/unreachable': {
      title: t.unreachable,
      cause: t.unreachableCause,
      remedy: t.unreachableRemedy,
      docs: EXTENSION_POLICY,
      retriable: true,
    },
    'form/interrupted': {
      title: t.interrupted,
      cause: t.interruptedCause,
      remedy: t.interruptedRemedy({ way: WAY_TO_FORM }),
      docs: MAPSIMISE_CONNECTOR,
      retriable: true,
    },
    'form/page-changed': {
      title: t.pageChanged,
      cause: t.pageChangedCause,
      remedy: t.pageChangedRemedy,
      docs: MAPSIMISE_CONNECTOR,
    },
    'form/values-changed': {
      title: t.valuesChanged,
      cause: t.valuesChangedCause,
      remedy: t.valuesChangedRemedy,
      docs: MAPSIMISE_CONNECTOR,
    },
    'form/no-secret': {
      title: ({ scheme }) => t.noSecret({ secret: nameOfSecret(scheme) }),
      cause: t.noSecretCause,
      remedy: ({ scheme }) => t.noSecretRemedy({ secret: nameOfSecret(scheme) }),
      docs: MAPSIMISE_CONNECTOR,
    },
  };
}
