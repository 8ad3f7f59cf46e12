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
import { ENVIRONMENT_URL, pathOfApp, pathOfSecrets } from './phrases.ts';
import { REFUSALS, remedyOfRefusal } from './refusals.ts';

const COPY_CLIENT_ID = `Copy “Application (client) ID” from ${pathOfApp('your application')} → Overview.`;

const COPY_ENVIRONMENT_URL = `Copy ${ENVIRONMENT_URL}, and paste it as Organisation URL.`;
const USE_IFD = HAS_IFD
  ? 'Choose Dynamics CRM / IFD under Advanced → Scheme, and enter Username / Email and Password.'
  : 'Use the build of Mapsimise Connect that has the scheme Dynamics CRM / IFD: this one is for online organisations.';

/** What the person gave, and what the browser lets us do. */
export const INPUT: Entries<
  CodesOf<'url' | 'client-id' | 'secret' | 'permission' | 'test' | 'storage'>
> = {
  'url/refused': {
    title: ({ reason }) => REFUSALS[reason].title ?? 'This Organisation URL cannot be used',
    cause: ({ reason, host }) => REFUSALS[reason].cause(host || 'This address'),
    remedy: remedyOfRefusal,
    docs: ENVIRONMENT_IDS,
  },
  'url/not-dataverse': {
    title: 'This is not the address of an online organisation',
    cause: ({ kind }) =>
      kind === 'maker'
        ? 'It is a page of a portal, which names an environment but not its Organisation URL.'
        : 'It is a server of your own, which knows no Entra application: users sign in at your AD FS.',
    remedy: ({ kind }) => (kind === 'maker' ? COPY_ENVIRONMENT_URL : USE_IFD),
    docs: ({ kind }) => (kind === 'maker' ? ENVIRONMENT_IDS : IFD_SIGN_IN),
  },
  'client-id/missing': {
    title: 'The Client Id is empty',
    cause: 'Without it Microsoft cannot know which application is asking.',
    remedy: COPY_CLIENT_ID,
    docs: REGISTER_APP,
  },
  'client-id/not-a-guid': {
    title: 'The Client Id does not have the right form',
    cause: 'A Client Id looks like 00001111-aaaa-2222-bbbb-3333cccc4444.',
    remedy: COPY_CLIENT_ID,
    docs: REGISTER_APP,
  },
  'secret/missing': {
    title: 'The Client Secret is empty',
    cause: 'It is kept in memory only, until the browser closes or an hour passes.',
    remedy: `Paste the Value of a secret from ${pathOfSecrets('your application')}.`,
    docs: ADD_SECRET,
  },
  'permission/not-granted': {
    title: 'The browser has not granted access to this server',
    cause: ({ host }) =>
      `Browser permission for ${host} was not granted. If you are not even asked, a policy of your company blocks it.`,
    remedy: ({ host }) =>
      `Press Grant access and allow ${host}. If no question appears, ask your IT to allow it.`,
    docs: EXTENSION_POLICY,
  },
  'test/interrupted': {
    title: 'The test was interrupted',
    cause: 'The browser put the extension to sleep, or updated it, during the test.',
    remedy: 'Press Test Connection again.',
    docs: EXTENSION_SLEEP,
    retriable: true,
  },
  'storage/failed': {
    title: 'The browser could not store anything',
    cause: 'The note of the purchase could not be kept; the disk may be full. Nothing was sent.',
    remedy: 'Free some disk space, then press Confirm Purchase again.',
    docs: BROWSER_STORAGE,
    retriable: true,
  },
};
