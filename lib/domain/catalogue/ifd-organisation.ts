import { params } from '../../language/forms.ts';
import { messages } from '../../language/messages.ts';
import type { Entries } from './entry.ts';
import { IFD_SET_UP, IFD_SIGN_IN } from './links.ts';
import { quote } from './phrases.ts';

type Codes =
  | 'ifd/unreachable'
  | 'ifd/browser-throttled'
  | 'ifd/unavailable'
  | 'ifd/not-here'
  | 'ifd/sign-in-page'
  | 'ifd/windows-only'
  | 'ifd/other-sign-in'
  | 'ifd/no-policy'
  | 'ifd/token-expired'
  | 'ifd/security-refused'
  | 'ifd/server-fault'
  | 'ifd/refused';

const words = messages('catalogue.ifd-organisation', {
  unreachable: 'The server could not be reached',
  unreachableCause: params(
    'No secure connection to {host}: a certificate that this browser does not trust, a wrong name, or no VPN.',
  ),
  unreachableRemedy: params(
    'Open https://{host} in a tab. If the browser warns of the certificate, have it replaced, or its authority installed.',
  ),
  browserThrottled: 'The browser has paused requests to this server',
  browserThrottledCause: params(
    '{host} answered with errors, and browsers then hold back further requests of an extension for a while.',
  ),
  browserThrottledRemedy: params(
    'Wait a minute, then test {host} again. The server itself may be fine.',
  ),
  unavailable: 'The server is not available now',
  unavailableCause: params('{host} is being updated, restarting, or at fault.'),
  unavailableRemedy: params('Try again later. If it stays so, ask who runs {host}.'),
  notHere: 'No CRM organisation answers at this address',
  notHereCause: params('{host} has no Organization.svc below this address.'),
  notHereRemedy: params(
    'Open your CRM at {host}, and copy its address up to the organisation as Organisation URL.',
  ),
  signInPage: 'A sign-in page came instead of an answer',
  signInPageCause: params(
    'In place of the service description of {host}, a page called {title} came. A proxy may want its own sign-in.',
  ),
  signInPageCauseUntitled: params(
    'In place of the service description of {host}, another page came. A proxy may want its own sign-in.',
  ),
  signInPageRemedy: params(
    'Ask who runs {host} to let /XRMServices/ through without a sign-in page before it.',
  ),
  windowsOnly: 'The server wants a Windows sign-in',
  windowsOnlyCause: params(
    '{host} has no claims (AD FS), and Windows sign-in cannot be used from outside your network.',
  ),
  windowsOnlyRemedy: params(
    'Use the external (IFD) address of your CRM, or have claims-based authentication set up on {host}.',
  ),
  otherSignIn: 'The server wants another kind of sign-in',
  otherSignInCause: params('{host} asks for {kind}, and not for its own AD FS.'),
  otherSignInRemedy: params('Ask who runs {host} whether claims-based authentication is set up.'),
  noPolicy: 'The server does not say where to sign in',
  noPolicyCauseForeign: params(
    'The service description of {host} continues at {foreign}, another server, and was not read there.',
  ),
  noPolicyCause: params('The service description of {host} names no AD FS.'),
  noPolicyRemedy: params(
    'Ask who runs {host} whether claims-based authentication is set up for this address.',
  ),
  tokenExpired: 'The token was no longer valid',
  tokenExpiredCause: params('{host} refused it, because its time was over.'),
  tokenExpiredRemedy: 'Press Test Connection again.',
  securityRefused: 'The server did not accept the signed request',
  securityRefusedCause: params(
    '{host} could not verify it: the clocks differ, the token is not for this CRM, or its certificate was renewed.',
  ),
  securityRefusedRemedy: params(
    'Compare the clock of {host} with this one. Then have its federation metadata updated in AD FS.',
  ),
  serverFault: 'The server has an error of its own',
  serverFaultCause: params('{host} gave no details, as it does for faults inside it.'),
  serverFaultRemedy: params(
    'Try again. If it stays so, look into the event log of {host} at this time.',
  ),
  refused: 'The organisation refused for a reason of its own',
  refusedCauseTold: params('{host} gave the reason that stands below.'),
  refusedCause: params('{host} refused without a reason that Mapsimise Connect knows.'),
  refusedRemedy: params('Try again. If it stays so, send Copy report to who runs {host}.'),
});

/** What a CRM server of a company's own answers. */
export function onpremEntries(): Entries<Codes> {
  const t = words.get();
  return {
    'ifd/unreachable': {
      title: t.unreachable,
      cause: t.unreachableCause,
      remedy: t.unreachableRemedy,
      docs: IFD_SET_UP,
      retriable: true,
    },
    'ifd/browser-throttled': {
      title: t.browserThrottled,
      cause: t.browserThrottledCause,
      remedy: t.browserThrottledRemedy,
      docs: IFD_SIGN_IN,
      retriable: true,
    },
    'ifd/unavailable': {
      title: t.unavailable,
      cause: t.unavailableCause,
      remedy: t.unavailableRemedy,
      docs: IFD_SET_UP,
      retriable: true,
    },
    'ifd/not-here': {
      title: t.notHere,
      cause: t.notHereCause,
      remedy: t.notHereRemedy,
      docs: IFD_SIGN_IN,
    },
    'ifd/sign-in-page': {
      title: t.signInPage,
      cause: ({ host, title }) =>
        title
          ? t.signInPageCause({ host, title: quote(title) })
          : t.signInPageCauseUntitled({ host }),
      remedy: t.signInPageRemedy,
      docs: IFD_SET_UP,
    },
    'ifd/windows-only': {
      title: t.windowsOnly,
      cause: t.windowsOnlyCause,
      remedy: t.windowsOnlyRemedy,
      docs: IFD_SET_UP,
    },
    'ifd/other-sign-in': {
      title: t.otherSignIn,
      cause: ({ host, kind }) => t.otherSignInCause({ host, kind: quote(kind) }),
      remedy: t.otherSignInRemedy,
      docs: IFD_SIGN_IN,
    },
    'ifd/no-policy': {
      title: t.noPolicy,
      cause: ({ host, foreign }) =>
        foreign ? t.noPolicyCauseForeign({ host, foreign }) : t.noPolicyCause({ host }),
      remedy: t.noPolicyRemedy,
      docs: IFD_SET_UP,
    },
    'ifd/token-expired': {
      title: t.tokenExpired,
      cause: t.tokenExpiredCause,
      remedy: t.tokenExpiredRemedy,
      docs: IFD_SIGN_IN,
      retriable: true,
    },
    'ifd/security-refused': {
      title: t.securityRefused,
      cause: t.securityRefusedCause,
      remedy: t.securityRefusedRemedy,
      docs: IFD_SET_UP,
    },
    'ifd/server-fault': {
      title: t.serverFault,
      cause: t.serverFaultCause,
      remedy: t.serverFaultRemedy,
      docs: IFD_SIGN_IN,
      retriable: true,
    },
    'ifd/refused': {
      title: t.refused,
      cause: ({ host, service }) =>
        service?.text ? t.refusedCauseTold({ host }) : t.refusedCause({ host }),
      remedy: t.refusedRemedy,
      docs: IFD_SIGN_IN,
      retriable: true,
    },
  };
}
