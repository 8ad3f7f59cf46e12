import type { CodesOf, Entries } from './entry.ts';
import { EXTENSION_POLICY, MAPSIMISE_CONNECTOR } from './links.ts';

/** The way to the form, in the words of Mapsimise's own menu. */
export const WAY_TO_FORM = 'Connectors → Add a Connector → Microsoft Dynamics CRM';

/** Filling the form in Mapsimise. */
export const FORM: Entries<CodesOf<'form'>> = {
  'form/no-site': {
    title: 'Options do not name your Mapsimise',
    cause: 'The form is filled only on the pages of the organisation that Options name.',
    remedy: 'Fill in Mapsimise organisation and Region in Options.',
    docs: MAPSIMISE_CONNECTOR,
  },
  'form/no-draft': {
    title: 'There is nothing to fill in yet',
    cause: 'What is filled in is what you typed in Set up connector, and none of it is kept.',
    remedy: 'Click the toolbar button on your CRM page and fill in Set up connector there.',
    docs: MAPSIMISE_CONNECTOR,
  },
  'form/other-page': {
    title: 'This is not your Mapsimise',
    cause: ({ expected }) => `Options name ${expected}; the form is filled only there.`,
    remedy: ({ expected }) =>
      `Open https://${expected} → ${WAY_TO_FORM}, and click the toolbar button there.`,
    docs: MAPSIMISE_CONNECTOR,
  },
  'form/unreachable': {
    title: 'The browser did not let us into this page',
    cause: ({ host }) => `It was left, or the extension may not read ${host}.`,
    remedy: ({ host }) =>
      `Allow Mapsimise Connect on ${host} in the browser’s extension settings, then press Fill the form again.`,
    docs: EXTENSION_POLICY,
    retriable: true,
  },
  'form/interrupted': {
    title: 'The page was left while it was being filled',
    cause: ({ host }) => `${host} loaded another page before our script had told what it filled.`,
    remedy: `Go to ${WAY_TO_FORM}, then press Fill the form again.`,
    docs: MAPSIMISE_CONNECTOR,
    retriable: true,
  },
  'form/page-changed': {
    title: 'This is not the page that was filled',
    cause: ({ host }) =>
      `${host} has loaded another page since Fill the form. The secret was not sent.`,
    remedy: 'Press Fill the form again, look at the page, then press Fill the secret.',
    docs: MAPSIMISE_CONNECTOR,
  },
  'form/values-changed': {
    title: 'The values were changed since the form was filled',
    cause: 'The secret would stand beside values that it does not belong to. It was not sent.',
    remedy: 'Press Fill the form again, then Fill the secret.',
    docs: MAPSIMISE_CONNECTOR,
  },
  'form/no-secret': {
    title: ({ scheme }) => `No ${nameOf(scheme)} is kept`,
    cause: 'A secret is kept until an hour has passed unused, or the browser is closed.',
    remedy: ({ scheme }) =>
      `Enter the ${nameOf(scheme)} in Set up connector, or type it into the form yourself.`,
    docs: MAPSIMISE_CONNECTOR,
  },
};

const nameOf = (scheme: 'dataverse' | 'ifd') =>
  scheme === 'dataverse' ? 'Client Secret' : 'Password';
