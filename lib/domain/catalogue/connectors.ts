import type { CodesOf, Entries } from './entry.ts';
import { ADD_SECRET, EXTENSION_SLEEP, MAPSIMISE_CONNECTOR, REGISTER_APP } from './links.ts';
import { quote } from './phrases.ts';

/** Keeping connectors that exist already. */
export const CONNECTORS: Entries<CodesOf<'connector' | 'rotation' | 'switch'>> = {
  'connector/interrupted': {
    title: 'The change was interrupted',
    cause: 'The browser put the extension to sleep before Mapsimise answered. It may have arrived.',
    remedy: 'Press Save again: the same twice is the same as once.',
    docs: EXTENSION_SLEEP,
    retriable: true,
  },
  'rotation/interrupted': {
    title: 'The rotation was interrupted',
    cause:
      'The browser closed, or put the extension to sleep. The old secret was not touched before the new one was in place.',
    remedy: 'Press Continue: what was done stays done.',
    docs: EXTENSION_SLEEP,
    retriable: true,
  },
  'rotation/not-dataverse': {
    title: 'This connector has no client secret',
    cause: ({ name }) => `The connector ${quote(name)} does not sign in by the scheme Dataverse.`,
    remedy: ({ name }) =>
      `Change the account of ${quote(name)} in Mapsimise, or switch it to Dataverse.`,
    docs: MAPSIMISE_CONNECTOR,
  },
  'rotation/application-unknown': {
    title: 'The application was not found in your directory',
    cause: ({ clientId }) =>
      `No application with the Client Id ${clientId} is in the directory that you are signed in to.`,
    remedy: ({ clientId }) =>
      `Sign in as an administrator of the directory that has ${clientId}, or make the secret there by hand.`,
    docs: REGISTER_APP,
  },
  'rotation/own-application': {
    title: 'This is the application that signs you in here',
    cause: ({ clientId }) =>
      `${clientId} is the Entra application of Options, which is never changed from here.`,
    remedy: ({ clientId }) =>
      `Give the connector an application of its own instead of ${clientId}.`,
    docs: ADD_SECRET,
  },
  'rotation/unclear': {
    title: 'It is not known whether the connector has the new secret',
    cause:
      'Mapsimise gave no clear answer, several times. Both secrets are valid, so it works with either.',
    remedy: 'Press Continue: the same twice is the same as once.',
    docs: MAPSIMISE_CONNECTOR,
    retriable: true,
  },
  'rotation/not-verified': {
    title: 'The connector is not as it should be after the change',
    cause: ({ name }) =>
      `Mapsimise or Entra shows something else for ${quote(name)} than what was just set. Somebody may have changed it meanwhile. No old secret was removed.`,
    remedy: ({ name }) => `Look at ${quote(name)} in Mapsimise, then press Continue.`,
    docs: MAPSIMISE_CONNECTOR,
    retriable: true,
  },
  'switch/interrupted': {
    title: 'The switch was interrupted',
    cause: 'The browser closed, or put the extension to sleep, before Mapsimise answered.',
    remedy: 'Press Check again: it looks first, and sends only what has not arrived.',
    docs: EXTENSION_SLEEP,
    retriable: true,
  },
  'switch/not-retired': {
    title: 'This connector has no retired sign-in any more',
    cause: ({ name }) =>
      `Mapsimise shows another sign-in or organisation for ${quote(name)} than before. Nothing was changed.`,
    remedy: ({ name }) => `Open Connectors again, and look at ${quote(name)}.`,
    docs: MAPSIMISE_CONNECTOR,
  },
  'switch/secret-gone': {
    title: 'The values that had passed are not kept any more',
    cause:
      'The connector still has its old sign-in, and the browser has forgotten the new secret meanwhile.',
    remedy: 'Enter the Client Secret, press Test Connection, then Switch to Dataverse.',
    docs: MAPSIMISE_CONNECTOR,
  },
};
