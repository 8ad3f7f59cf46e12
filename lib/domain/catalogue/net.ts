import { params } from '../../language/forms.ts';
import { messages } from '../../language/messages.ts';
import type { CodesOf, Docs, Entries } from './entry.ts';
import { IFD_SET_UP, MAPSIMISE_SUPPORT, REQUIRED_HOSTS } from './links.ts';
import { quote, saySeconds, saySize } from './phrases.ts';

const MICROSOFT =
  /\.(?:dynamics\.(?:com|cn)|(?:microsoftdynamics|appsplatform)\.us|microsoft(?:online)?\.(?:com|us|cn)|chinacloudapi\.cn|powerapps\.(?:com|us|cn))$/;
const linkOfHost = ({ host }: { host: string }): Docs => {
  if (host.endsWith('.mapsimise.com')) return MAPSIMISE_SUPPORT;
  return MICROSOFT.test(host) || host === '' ? REQUIRED_HOSTS : IFD_SET_UP;
};

const words = messages('catalogue.net', {
  noReply: 'No answer came in time',
  noReplyCause: params(
    '{host} did not answer within {waited}. A firewall or proxy may hold the request back.',
  ),
  noReplyRemedy: params(
    'Open https://{host} in a tab. If it does not load, ask your network team to allow {host}.',
  ),
  unreachable: 'The server could not be reached',
  unreachableCause: params(
    'No secure connection to {host}: a wrong name, no network, a certificate that is not trusted, or a browser policy of your company.',
  ),
  unreachableRemedy: params(
    'Open https://{host} in a tab: the browser says there what is wrong, such as the certificate. If it opens, ask your IT whether a policy keeps extensions from {host}.',
  ),
  redirected: 'The server sent us to another address',
  redirectedCause: params(
    '{host} redirects, as sign-in pages and proxies do. Nothing was passed on.',
  ),
  redirectedRemedy: params('Open https://{host} in a tab, do what it asks, then try again.'),
  webPage: 'A web page came instead of an answer',
  webPageCause: params(
    'In place of {host}, a page called {title} answered. Networks do this until you have signed in to them.',
  ),
  webPageCauseUntitled: params(
    'In place of {host}, a page without a title answered. Networks do this until you have signed in to them.',
  ),
  webPageRemedy: params(
    'Open https://{host} in a tab, sign in to the network there, then try again.',
  ),
  notUnderstood: 'The answer could not be understood',
  notUnderstoodCause: params(
    '{host} did not answer in the documented form. A proxy may have changed it.',
  ),
  notUnderstoodRemedy: params(
    'Try again. If it stays so, ask your network team what changes the answers of {host}.',
  ),
  tooLarge: 'The answer was too large',
  tooLargeCause: params('{host} sent more than {limit}. A genuine answer is far smaller.'),
  tooLargeRemedy: params('Ask your network team what stands between this computer and {host}.'),
  notAllowed: 'Mapsimise Connect may not talk to this server',
  notAllowedCause: params(
    'The request to {host} was not sent. Only your organisation, Microsoft sign-in and Mapsimise are asked.',
  ),
  notAllowedRemedy: params(
    'Check whether you mean {host}: see Organisation URL, and Region in Options.',
  ),
});

/** The line between us and a host. */
export function netEntries(): Entries<CodesOf<'net'>> {
  const t = words.get();
  return {
    'net/no-reply': {
      title: t.noReply,
      cause: ({ host, waitedMs }) => t.noReplyCause({ host, waited: saySeconds(waitedMs) }),
      remedy: t.noReplyRemedy,
      docs: linkOfHost,
      retriable: true,
    },
    'net/unreachable': {
      title: t.unreachable,
      cause: t.unreachableCause,
      remedy: t.unreachableRemedy,
      docs: linkOfHost,
      retriable: true,
    },
    'net/redirected': {
      title: t.redirected,
      cause: t.redirectedCause,
      remedy: t.redirectedRemedy,
      docs: linkOfHost,
      retriable: true,
    },
    'net/web-page': {
      title: t.webPage,
      cause: ({ host, title }) =>
        title ? t.webPageCause({ host, title: quote(title) }) : t.webPageCauseUntitled({ host }),
      remedy: t.webPageRemedy,
      docs: linkOfHost,
      retriable: true,
    },
    'net/not-understood': {
      title: t.notUnderstood,
      cause: t.notUnderstoodCause,
      remedy: t.notUnderstoodRemedy,
      docs: linkOfHost,
      retriable: true,
    },
    'net/too-large': {
      title: t.tooLarge,
      cause: ({ host, limitBytes }) => t.tooLargeCause({ host, limit: saySize(limitBytes) }),
      remedy: t.tooLargeRemedy,
      docs: linkOfHost,
    },
    'net/not-allowed': {
      title: t.notAllowed,
      cause: t.notAllowedCause,
      remedy: t.notAllowedRemedy,
      docs: linkOfHost,
    },
  };
}
