import { params } from '../../language/forms.ts';
import { messages } from '../../language/messages.ts';
import { HAS_IFD } from '../build.ts';
import type { CodesOf, Entries } from './entry.ts';
import {
  ADD_SECRET,
  BROWSER_STORAGE,
  ENVIRONMENT_IDS,
  EXTENSION_POLICY,
  EXTENSION_SLEEP,
  IFD_SIGN_IN,
  REGISTER_APP,
} from './links.ts';
import { nameOfSecret, pathOfApp, pathOfSecrets, yourApplication } from './phrases.ts';
import { causeOfRefusal, copyEnvironmentUrl, remedyOfRefusal, titleOfRefusal } from './refusals.ts';

const words = messages('catalogue.input', {
  urlRefused: 'This Organisation URL cannot be used',
  urlNotDataverse: 'This is not the address of an online organisation',
  urlOfPortalCause:
    'It is a page of a portal, which names an environment but not its Organisation URL.',
  urlOfOwnServerCause:
    'It is a server of your own, which knows no Entra application: users sign in at your AD FS.',
  useIfd:
    'Choose Dynamics CRM / IFD under Advanced → Scheme, and enter Username / Email and Password.',
  useOtherBuild:
    'Use the build of Mapsimise Connect that has the scheme Dynamics CRM / IFD: this one is for online organisations.',
  clientIdMissing: 'The Client Id is empty',
  clientIdMissingCause: 'Without it Microsoft cannot know which application is asking.',
  copyClientId: params('Copy “Application (client) ID” from {path} → Overview.'),
  clientIdNotAGuid: 'The Client Id does not have the right form',
  clientIdNotAGuidCause: 'A Client Id looks like 00001111-aaaa-2222-bbbb-3333cccc4444.',
  secretMissing: 'The Client Secret is empty',
  secretMissingCause: 'It is kept in memory only, until the browser closes or an hour passes.',
  secretMissingRemedy: params('Paste the Value of a secret from {path}.'),
  tenantMalformed: 'The Tenant does not have the right form',
  tenantMalformedCause: params(
    'A tenant is entered by its id, such as {id}, or by one of its domains, such as {domain}.',
  ),
  tenantMalformedRemedy: 'Copy “Tenant ID” from Microsoft Entra admin center → Overview.',
  permissionNotGranted: 'The browser has not granted access to this server',
  permissionNotGrantedCause: params(
    'Browser permission for {host} was not granted. If you are not even asked, a policy of your company blocks it.',
  ),
  permissionNotGrantedRemedy: params(
    'Press Grant access and allow {host}. If no question appears, ask your IT to allow it.',
  ),
  blockedByPolicy: 'A browser policy of your company blocks this server',
  blockedByPolicyCause: params(
    'No extension may talk to {host}: the browser’s policy forbids it (ExtensionSettings, runtime_blocked_hosts). Nothing was sent.',
  ),
  blockedByPolicyRemedy: params(
    'Ask your IT to allow the extension {extensionId} on {host} (runtime_allowed_hosts).',
  ),
  testInterrupted: 'The test was interrupted',
  testInterruptedCause: 'The browser put the extension to sleep, or updated it, during the test.',
  testInterruptedRemedy: 'Press Test Connection again.',
  storageFailed: 'The browser could not store anything',
  storageFailedCause:
    'The note of the purchase could not be kept; the disk may be full. Nothing was sent.',
  storageFailedRemedy: 'Free some disk space, then press Confirm Purchase again.',
  notWiped: params('The {secret} could not be wiped'),
  notWipedCause: params(
    'The connector is ready, but the browser did not remove the {secret} from its memory. This is tried again when the extension wakes.',
  ),
  notWipedRemedy: 'Close all windows of the browser: that empties its memory.',
});

/** What the person gave, and what the browser lets us do. */
export function inputEntries(): Entries<
  CodesOf<'url' | 'client-id' | 'secret' | 'tenant' | 'permission' | 'test' | 'storage'>
> {
  const t = words.get();
  const copyClientId = t.copyClientId({ path: pathOfApp(yourApplication()) });
  return {
    'url/refused': {
      title: ({ reason }) => titleOfRefusal(reason) ?? t.urlRefused,
      cause: causeOfRefusal,
      remedy: remedyOfRefusal,
      docs: ENVIRONMENT_IDS,
    },
    'url/not-dataverse': {
      title: t.urlNotDataverse,
      cause: ({ kind }) => (kind === 'maker' ? t.urlOfPortalCause : t.urlOfOwnServerCause),
      remedy: ({ kind }) =>
        kind === 'maker' ? copyEnvironmentUrl() : HAS_IFD ? t.useIfd : t.useOtherBuild,
      docs: ({ kind }) => (kind === 'maker' ? ENVIRONMENT_IDS : IFD_SIGN_IN),
    },
    'client-id/missing': {
      title: t.clientIdMissing,
      cause: t.clientIdMissingCause,
      remedy: copyClientId,
      docs: REGISTER_APP,
    },
    'client-id/not-a-guid': {
      title: t.clientIdNotAGuid,
      cause: t.clientIdNotAGuidCause,
      remedy: copyClientId,
      docs: REGISTER_APP,
    },
    'secret/missing': {
      title: t.secretMissing,
      cause: t.secretMissingCause,
      remedy: t.secretMissingRemedy({ path: pathOfSecrets(yourApplication()) }),
      docs: ADD_SECRET,
    },
    'tenant/malformed': {
      title: t.tenantMalformed,
      cause: t.tenantMalformedCause({
        id: '00001111-aaaa-2222-bbbb-3333cccc4444',
        domain: 'contoso.onmicrosoft.com',
      }),
      remedy: t.tenantMalformedRemedy,
      docs: REGISTER_APP,
    },
    'permission/not-granted': {
      title: t.permissionNotGranted,
      cause: t.permissionNotGrantedCause,
      remedy: t.permissionNotGrantedRemedy,
      docs: EXTENSION_POLICY,
    },
    'permission/blocked-by-policy': {
      title: t.blockedByPolicy,
      cause: t.blockedByPolicyCause,
      remedy: t.blockedByPolicyRemedy,
      docs: EXTENSION_POLICY,
    },
    'test/interrupted': {
      title: t.testInterrupted,
      cause: t.testInterruptedCause,
      remedy: t.testInterruptedRemedy,
      docs: EXTENSION_SLEEP,
      retriable: true,
    },
    'storage/failed': {
      title: t.storageFailed,
      cause: t.storageFailedCause,
      remedy: t.storageFailedRemedy,
      docs: BROWSER_STORAGE,
      retriable: true,
    },
    'storage/not-wiped': {
      title: ({ scheme }) => t.notWiped({ secret: nameOfSecret(scheme) }),
      cause: ({ scheme }) => t.notWipedCause({ secret: nameOfSecret(scheme) }),
      remedy: t.notWipedRemedy,
      docs: BROWSER_STORAGE,
      retriable: true,
    },
  };
}
