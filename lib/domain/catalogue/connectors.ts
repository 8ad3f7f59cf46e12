import { params } from '../../language/forms.ts';
import { messages } from '../../language/messages.ts';
import type { CodesOf, Entries } from './entry.ts';
import { ADD_SECRET, EXTENSION_SLEEP, MAPSIMISE_CONNECTOR, REGISTER_APP } from './links.ts';
import { quote } from './phrases.ts';

const words = messages('catalogue.connectors', {
  connectorInterrupted: 'The change was interrupted',
  connectorInterruptedCause:
    'The browser put the extension to sleep before Mapsimise answered. It may have arrived.',
  connectorInterruptedRemedy: 'Press Save again: the same twice is the same as once.',
  rotationInterrupted: 'The rotation was interrupted',
  rotationInterruptedCause:
    'The browser closed, or put the extension to sleep. The old secret was not touched before the new one was in place.',
  rotationInterruptedRemedy: 'Press Continue: what was done stays done.',
  rotationNotDataverse: 'This connector has no client secret',
  rotationNotDataverseCause: params(
    'The connector {name} does not sign in by the scheme Dataverse.',
  ),
  rotationNotDataverseRemedy: params(
    'Change the account of {name} in Mapsimise, or switch it to Dataverse.',
  ),
  rotationApplicationUnknown: 'The application was not found in your directory',
  rotationApplicationUnknownCause: params(
    'No application with the Client Id {clientId} is in the directory that you are signed in to.',
  ),
  rotationApplicationUnknownRemedy: params(
    'Sign in as an administrator of the directory that has {clientId}, or make the secret there by hand.',
  ),
  rotationOwnApplication: 'This is the application that signs you in here',
  rotationOwnApplicationCause: params(
    '{clientId} is the Entra application of Options, which is never changed from here.',
  ),
  rotationOwnApplicationRemedy: params(
    'Give the connector an application of its own instead of {clientId}.',
  ),
  rotationUnclear: 'It is not known whether the connector has the new secret',
  rotationUnclearCause:
    'Mapsimise gave no clear answer, several times. Both secrets are valid, so it works with either.',
  rotationUnclearRemedy: 'Press Continue: the same twice is the same as once.',
  rotationNotVerified: 'The connector is not as it should be after the change',
  rotationNotVerifiedCause: params(
    'Mapsimise or Entra shows something else for {name} than what was just set. Somebody may have changed it meanwhile. No old secret was removed.',
  ),
  rotationNotVerifiedRemedy: params('Look at {name} in Mapsimise, then press Continue.'),
  switchInterrupted: 'The switch was interrupted',
  switchInterruptedCause:
    'The browser closed, or put the extension to sleep, before Mapsimise answered.',
  switchInterruptedRemedy:
    'Press Check again: it looks first, and sends only what has not arrived.',
  switchNotRetired: 'This connector has no retired sign-in any more',
  switchNotRetiredCause: params(
    'Mapsimise shows another sign-in or organisation for {name} than before. Nothing was changed.',
  ),
  switchNotRetiredRemedy: params('Open Connectors again, and look at {name}.'),
  switchSecretGone: 'The values that had passed are not kept any more',
  switchSecretGoneCause:
    'The connector still has its old sign-in, and the browser has forgotten the new secret meanwhile.',
  switchSecretGoneRemedy:
    'Enter the Client Secret, press Test Connection, then Switch to Dataverse.',
});

/** Keeping connectors that exist already. */
export function connectorsEntries(): Entries<CodesOf<'connector' | 'rotation' | 'switch'>> {
  const t = words.get();
  return {
    'connector/interrupted': {
      title: t.connectorInterrupted,
      cause: t.connectorInterruptedCause,
      remedy: t.connectorInterruptedRemedy,
      docs: EXTENSION_SLEEP,
      retriable: true,
    },
    'rotation/interrupted': {
      title: t.rotationInterrupted,
      cause: t.rotationInterruptedCause,
      remedy: t.rotationInterruptedRemedy,
      docs: EXTENSION_SLEEP,
      retriable: true,
    },
    'rotation/not-dataverse': {
      title: t.rotationNotDataverse,
      cause: ({ name }) => t.rotationNotDataverseCause({ name: quote(name) }),
      remedy: ({ name }) => t.rotationNotDataverseRemedy({ name: quote(name) }),
      docs: MAPSIMISE_CONNECTOR,
    },
    'rotation/application-unknown': {
      title: t.rotationApplicationUnknown,
      cause: t.rotationApplicationUnknownCause,
      remedy: t.rotationApplicationUnknownRemedy,
      docs: REGISTER_APP,
    },
    'rotation/own-application': {
      title: t.rotationOwnApplication,
      cause: t.rotationOwnApplicationCause,
      remedy: t.rotationOwnApplicationRemedy,
      docs: ADD_SECRET,
    },
    'rotation/unclear': {
      title: t.rotationUnclear,
      cause: t.rotationUnclearCause,
      remedy: t.rotationUnclearRemedy,
      docs: MAPSIMISE_CONNECTOR,
      retriable: true,
    },
    'rotation/not-verified': {
      title: t.rotationNotVerified,
      cause: ({ name }) => t.rotationNotVerifiedCause({ name: quote(name) }),
      remedy: ({ name }) => t.rotationNotVerifiedRemedy({ name: quote(name) }),
      docs: MAPSIMISE_CONNECTOR,
      retriable: true,
    },
    'switch/interrupted': {
      title: t.switchInterrupted,
      cause: t.switchInterruptedCause,
      remedy: t.switchInterruptedRemedy,
      docs: EXTENSION_SLEEP,
      retriable: true,
    },
    'switch/not-retired': {
      title: t.switchNotRetired,
      cause: ({ name }) => t.switchNotRetiredCause({ name: quote(name) }),
      remedy: ({ name }) => t.switchNotRetiredRemedy({ name: quote(name) }),
      docs: MAPSIMISE_CONNECTOR,
    },
    'switch/secret-gone': {
      title: t.switchSecretGone,
      cause: t.switchSecretGoneCause,
      remedy: t.switchSecretGoneRemedy,
      docs: MAPSIMISE_CONNECTOR,
    },
  };
}
