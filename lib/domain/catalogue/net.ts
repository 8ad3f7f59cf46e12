import type { CodesOf, Docs, Entries } from './entry.ts';
import { IFD_SET_UP, MAPSIMISE_SUPPORT, REQUIRED_HOSTS } from './links.ts';
import { quote, saySeconds, saySize } from './phrases.ts';

const MICROSOFT =
  /\.(?:dynamics\.(?:com|cn)|(?:microsoftdynamics|appsplatform)\.us|microsoft(?:online)?\.(?:com|us|cn)|chinacloudapi\.cn|powerapps\.(?:com|us|cn))$/;
const linkOfHost = ({ host }: { host: string }): Docs => {
  if (host.endsWith('.mapsimise.com')) return MAPSIMISE_SUPPORT;
  return MICROSOFT.test(host) || host === '' ? REQUIRED_HOSTS : IFD_SET_UP;
};

/** The line between us and a host. */
export const NET: Entries<CodesOf<'net'>> = {
  'net/no-reply': {
    title: 'No answer came in time',
    cause: ({ host, waitedMs }) =>
      `${host} did not answer within ${saySeconds(waitedMs)}. A firewall or proxy may hold the request back.`,
    remedy: ({ host }) =>
      `Open https://${host} in a tab. If it does not load, ask your network team to allow ${host}.`,
    docs: linkOfHost,
    retriable: true,
  },
  'net/unreachable': {
    title: 'The server could not be reached',
    cause: ({ host }) =>
      `No secure connection to ${host}: a wrong name, no network, or a certificate that is not trusted.`,
    remedy: ({ host }) => `Open https://${host} in a tab: the browser says there what is wrong.`,
    docs: linkOfHost,
    retriable: true,
  },
  'net/redirected': {
    title: 'The server sent us to another address',
    cause: ({ host }) =>
      `${host} redirects, as sign-in pages and proxies do. Nothing was passed on.`,
    remedy: ({ host }) => `Open https://${host} in a tab, do what it asks, then try again.`,
    docs: linkOfHost,
    retriable: true,
  },
  'net/web-page': {
    title: 'A web page came instead of an answer',
    cause: ({ host, title }) =>
      `In place of ${host}, a page ${title ? `called ${quote(title)}` : 'without a title'} answered. Networks do this until you have signed in to them.`,
    remedy: ({ host }) =>
      `Open https://${host} in a tab, sign in to the network there, then try again.`,
    docs: linkOfHost,
    retriable: true,
  },
  'net/not-understood': {
    title: 'The answer could not be understood',
    cause: ({ host }) =>
      `${host} did not answer in the documented form. A proxy may have changed it.`,
    remedy: ({ host }) =>
      `Try again. If it stays so, ask your network team what changes the answers of ${host}.`,
    docs: linkOfHost,
    retriable: true,
  },
  'net/too-large': {
    title: 'The answer was too large',
    cause: ({ host, limitBytes }) =>
      `${host} sent more than ${saySize(limitBytes)}. A genuine answer is far smaller.`,
    remedy: ({ host }) => `Ask your network team what stands between this computer and ${host}.`,
    docs: linkOfHost,
  },
  'net/not-allowed': {
    title: 'Mapsimise Connect may not talk to this server',
    cause: ({ host }) =>
      `The request to ${host} was not sent. Only your organisation, Microsoft sign-in and Mapsimise are asked.`,
    remedy: ({ host }) =>
      `Check whether you mean ${host}: see Organisation URL, and Region in Options.`,
    docs: linkOfHost,
  },
};
