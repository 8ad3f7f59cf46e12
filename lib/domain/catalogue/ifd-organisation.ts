import type { Entries } from './entry.ts';
import { ABOUT_ROLES, IFD_SET_UP, IFD_SIGN_IN, IMPERSONATION } from './links.ts';
import { quote, sayList, sayTables } from './phrases.ts';

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
  | 'ifd/org-disabled'
  | 'ifd/user-disabled'
  | 'ifd/user-unknown'
  | 'ifd/no-role'
  | 'ifd/no-table-readable'
  | 'ifd/privilege-missing'
  | 'ifd/acting-not-allowed'
  | 'ifd/same-person'
  | 'ifd/refused';

const nameOf = (username: string) => username || 'this user';
const USERS = 'Settings → Security → Users';
const ROLES = 'Settings → Security → Security Roles';

/** What a CRM server of a company's own answers. */
export const ONPREM: Entries<Codes> = {
  'ifd/unreachable': {
    title: 'The server could not be reached',
    cause: ({ host }) =>
      `No secure connection to ${host}: a certificate that this browser does not trust, a wrong name, or no VPN.`,
    remedy: ({ host }) =>
      `Open https://${host} in a tab. If the browser warns of the certificate, have it replaced, or its authority installed.`,
    docs: IFD_SET_UP,
    retriable: true,
  },
  'ifd/browser-throttled': {
    title: 'The browser has paused requests to this server',
    cause: ({ host }) =>
      `${host} answered with errors, and browsers then hold back further requests of an extension for a while.`,
    remedy: ({ host }) => `Wait a minute, then test ${host} again. The server itself may be fine.`,
    docs: IFD_SIGN_IN,
    retriable: true,
  },
  'ifd/unavailable': {
    title: 'The server is not available now',
    cause: ({ host }) => `${host} is being updated, restarting, or at fault.`,
    remedy: ({ host }) => `Try again later. If it stays so, ask who runs ${host}.`,
    docs: IFD_SET_UP,
    retriable: true,
  },
  'ifd/not-here': {
    title: 'No CRM organisation answers at this address',
    cause: ({ host }) => `${host} has no Organization.svc below this address.`,
    remedy: ({ host }) =>
      `Open your CRM at ${host}, and copy its address up to the organisation as Organisation URL.`,
    docs: IFD_SIGN_IN,
  },
  'ifd/sign-in-page': {
    title: 'A sign-in page came instead of an answer',
    cause: ({ host, title }) =>
      `In place of the service description of ${host}, ${title ? `a page called ${quote(title)}` : 'another page'} came. A proxy may want its own sign-in.`,
    remedy: ({ host }) =>
      `Ask who runs ${host} to let /XRMServices/ through without a sign-in page before it.`,
    docs: IFD_SET_UP,
  },
  'ifd/windows-only': {
    title: 'The server wants a Windows sign-in',
    cause: ({ host }) =>
      `${host} has no claims (AD FS), and Windows sign-in cannot be used from outside your network.`,
    remedy: ({ host }) =>
      `Use the external (IFD) address of your CRM, or have claims-based authentication set up on ${host}.`,
    docs: IFD_SET_UP,
  },
  'ifd/other-sign-in': {
    title: 'The server wants another kind of sign-in',
    cause: ({ host, kind }) => `${host} asks for ${quote(kind)}, and not for its own AD FS.`,
    remedy: ({ host }) => `Ask who runs ${host} whether claims-based authentication is set up.`,
    docs: IFD_SIGN_IN,
  },
  'ifd/no-policy': {
    title: 'The server does not say where to sign in',
    cause: ({ host, foreign }) =>
      foreign
        ? `The service description of ${host} continues at ${foreign}, another server, and was not read there.`
        : `The service description of ${host} names no AD FS.`,
    remedy: ({ host }) =>
      `Ask who runs ${host} whether claims-based authentication is set up for this address.`,
    docs: IFD_SET_UP,
  },
  'ifd/token-expired': {
    title: 'The token was no longer valid',
    cause: ({ host }) => `${host} refused it, because its time was over.`,
    remedy: 'Press Test Connection again.',
    docs: IFD_SIGN_IN,
    retriable: true,
  },
  'ifd/security-refused': {
    title: 'The server did not accept the signed request',
    cause: ({ host }) =>
      `${host} could not verify it: the clocks differ, the token is not for this CRM, or its certificate was renewed.`,
    remedy: ({ host }) =>
      `Compare the clock of ${host} with this one. Then have its federation metadata updated in AD FS.`,
    docs: IFD_SET_UP,
  },
  'ifd/server-fault': {
    title: 'The server has an error of its own',
    cause: ({ host }) => `${host} gave no details, as it does for faults inside it.`,
    remedy: ({ host }) =>
      `Try again. If it stays so, look into the event log of ${host} at this time.`,
    docs: IFD_SIGN_IN,
    retriable: true,
  },
  'ifd/org-disabled': {
    title: 'The organisation is disabled',
    cause: ({ host }) => `The deployment of ${host} has switched this organisation off.`,
    remedy: ({ host }) =>
      `Have it enabled on ${host}: Deployment Manager → Organizations → Enable.`,
    docs: IFD_SET_UP,
  },
  'ifd/user-disabled': {
    title: 'The user is disabled there',
    cause: ({ host }) => `The password is right, but ${host} has this user disabled.`,
    remedy: ({ username }) => `Enable ${nameOf(username)}: ${USERS}.`,
    docs: ABOUT_ROLES,
  },
  'ifd/user-unknown': {
    title: 'The CRM has no such user',
    cause: ({ host }) => `The password is right, but ${host} has no user for this account.`,
    remedy: ({ username }) => `Add ${nameOf(username)} as a user: ${USERS} → New.`,
    docs: ABOUT_ROLES,
  },
  'ifd/no-role': {
    title: 'The user has no security role',
    cause: ({ host }) => `Without a role, this user may read nothing at ${host}.`,
    remedy: ({ username }) => `Give ${nameOf(username)} a role: ${USERS} → Manage Roles.`,
    docs: ABOUT_ROLES,
  },
  'ifd/no-table-readable': {
    title: 'The user may read no table',
    cause: ({ tables }) => `It may read none of ${sayTables(tables) || 'the tables'}.`,
    remedy: ({ privileges }) => addPrivilege(sayList(privileges)),
    docs: ABOUT_ROLES,
  },
  'ifd/privilege-missing': {
    title: 'A privilege is missing',
    cause: ({ privilege }) =>
      privilege
        ? `No role of this user holds ${privilege}.`
        : 'The organisation refused, and did not name the privilege.',
    remedy: ({ privilege }) => addPrivilege(privilege),
    docs: ABOUT_ROLES,
  },
  'ifd/acting-not-allowed': {
    title: 'This user may not act for others',
    cause: 'The privilege prvActOnBehalfOfAnotherUser is missing, or comes through a team only.',
    remedy: ({ username }) =>
      `Give ${nameOf(username)} the role Delegate, or prvActOnBehalfOfAnotherUser: ${ROLES}.`,
    docs: IMPERSONATION,
  },
  'ifd/same-person': {
    title: 'That is the user who signs in',
    cause: ({ person }) => `Acting for oneself changes nothing, so ${person} proves nothing.`,
    remedy: ({ person }) =>
      `Name another person than ${person}, or sign in with a service account.`,
    docs: IMPERSONATION,
  },
  'ifd/refused': {
    title: 'The organisation refused for a reason of its own',
    cause: ({ host, service }) =>
      service?.text
        ? `${host} gave the reason that stands below.`
        : `${host} refused without a reason that Mapsimise Connect knows.`,
    remedy: ({ host }) => `Try again. If it stays so, send Copy report to who runs ${host}.`,
    docs: IFD_SIGN_IN,
    retriable: true,
  },
};

function addPrivilege(privilege: string): string {
  return `Add ${privilege || 'the missing privilege'} to a role of this user: ${ROLES}.`;
}
