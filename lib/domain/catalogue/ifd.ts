import { params } from '../../language/forms.ts';
import { messages } from '../../language/messages.ts';
import type { CodesOf, Entries } from './entry.ts';
import { ifdAnswerEntries } from './ifd-answers.ts';
import { onpremEntries } from './ifd-organisation.ts';
import { ifdRightsEntries } from './ifd-rights.ts';
import { ADFS_ENDPOINT, ADFS_PROXY, DATAVERSE_SIGN_IN, IFD_SET_UP, IFD_SIGN_IN } from './links.ts';
import { quote, sayApart, sayList } from './phrases.ts';

const ENABLE = 'Enable-AdfsEndpoint -TargetAddressPath /adfs/services/trust/13/usernamemixed';

const words = messages('catalogue.ifd', {
  thisUser: 'This user',
  usernameMissing: 'The Username / Email is empty',
  usernameMissingCause: 'AD FS must know who signs in.',
  usernameMissingRemedy: 'Enter Username / Email as DOMAIN\\user or user@company.example.',
  passwordMissing: 'The Password is empty',
  passwordMissingCause: 'It is kept in memory only, until the browser closes or an hour passes.',
  passwordMissingRemedy: 'Enter the Password of this user.',
  characters: 'A character cannot be sent',
  usernameCharactersCause:
    'The user name has a character in it that XML cannot carry. Nothing was sent.',
  usernameCharactersRemedy:
    'Type the user name by hand: an invisible character was probably pasted along.',
  passwordCharactersCause:
    'The password has a character in it that XML cannot carry. Nothing was sent.',
  passwordCharactersRemedy:
    'Type the password by hand: an invisible character was probably pasted along.',
  addressCharactersCause:
    'The address has a character in it that XML cannot carry. Nothing was sent.',
  addressCharactersRemedy:
    'Type the address by hand: an invisible character was probably pasted along.',
  stsUnusable: 'The AD FS that the server names cannot be used',
  stsUnusableCause: params(
    'It names {identifier}, which is no address of a company’s own server. Nothing was sent there.',
  ),
  stsUnusableCauseUnnamed:
    'It names “nothing”, which is no address of a company’s own server. Nothing was sent there.',
  stsUnusableRemedy: params('Ask who runs {host} which AD FS it trusts.'),
  stsNotConfirmed: 'Your consent is needed to send the password',
  stsNotConfirmedCauseSeveral: params(
    'The CRM server names several sign-in servers: {hosts}. Nothing was sent to any.',
  ),
  stsNotConfirmedCause: params(
    'Your password will be sent to {host}, because the CRM server says so. Nothing was sent yet.',
  ),
  stsNotConfirmedRemedy: params(
    'If {host} belongs to your company, press Send my password to this server.',
  ),
  stsChanged: 'The server names another sign-in server now',
  stsChangedCause: params('You allowed {before}. Now {host} is named, so nothing was sent there.'),
  stsChangedRemedy: params(
    'Ask your administrator whether {host} is right. Only then press Send my password to this server.',
  ),
  noUsernamemixed: 'AD FS does not offer sign-in by password',
  noUsernamemixedCause: params(
    'The list of addresses of {host} has no “usernamemixed” of WS-Trust 1.3. The password was not sent.',
  ),
  noUsernamemixedRemedy: params(
    'Have an administrator of {host} run: {command}, then restart AD FS.',
  ),
  endpointOff: 'The sign-in by password is switched off or not published',
  endpointOffCause: params(
    '{host} has nothing at {path}. The endpoint is disabled, or the proxy before it does not let it through.',
  ),
  endpointOffRemedy: params(
    'Have an administrator of {host} run: {command}, then Set-AdfsEndpoint with -Proxy $true, then restart AD FS.',
  ),
  wrongPassword: 'The user name or password was not accepted',
  wrongPasswordCause: params(
    '{host} refused. The password is wrong, or the account is locked; AD FS does not say which. It was asked once only.',
  ),
  wrongPasswordRemedy: params(
    'Check {username} and the Password: DOMAIN\\user or user@company.example. Too many tries lock an account.',
  ),
  passwordExpired: 'The password has expired',
  passwordExpiredCause: params('{host} knows this user, but wants a new password first.'),
  passwordExpiredRemedy: params('Change the password of {username}, then enter the new one.'),
  accessDenied: 'AD FS does not let this user in',
  accessDeniedCause: params(
    'The password is right, but a rule of {host} denies access to the CRM.',
  ),
  accessDeniedRemedy: params(
    'Have an administrator of {host} permit {username}: AD FS Management → Relying Party Trusts → the CRM → access control.',
  ),
  relyingPartyUnknown: 'AD FS does not know this organisation',
  relyingPartyUnknownCause: params('{host} has no relying party trust that fits {audience}.'),
  relyingPartyUnknownRemedy: params(
    'Compare Organisation URL with the identifiers in AD FS Management → Relying Party Trusts. One must begin {audience}.',
  ),
  clockSkew: 'The clock of this computer is wrong',
  clockSkewCauseAhead: params(
    'It is {apart} ahead of that of {host}. More than 5 minutes are not accepted.',
  ),
  clockSkewCauseBehind: params(
    'It is {apart} behind that of {host}. More than 5 minutes are not accepted.',
  ),
  clockSkewRemedy: 'Set the clock of this computer: date, time and time zone. Then test again.',
  serversApart: 'The clocks of the two servers are apart',
  serversApartCauseAhead: params(
    'The clock of {stsHost} is {apart} ahead of that of {host}, so its token is not valid there yet.',
  ),
  serversApartCauseBehind: params(
    'The clock of {stsHost} is {apart} behind that of {host}, so its token is not valid there yet.',
  ),
  serversApartRemedy: params(
    'Have the clocks of {stsHost} and {host} set from the same time server.',
  ),
  stsRefused: 'AD FS refused for a reason of its own',
  stsRefusedCauseTold: params('{host} gave the reason that stands below.'),
  stsRefusedCause: params('{host} refused without a reason that Mapsimise Connect knows.'),
  stsRefusedRemedy: params(
    'Look into the event log of AD FS on {host}, or send Copy report to who runs it.',
  ),
  onlineOrganisation: 'This organisation is online and takes no password',
  onlineOrganisationCause: params(
    'Microsoft retired the sign-in by user name and password for {host} on 4 April 2022.',
  ),
  onlineOrganisationRemedy:
    'Choose Dataverse under Advanced → Scheme, and enter Client Id and Client Secret.',
});

/** A company's own AD FS, and the way to it. What the CRM server itself answers is in ifd-organisation.ts. */
export function ifdEntries(): Entries<CodesOf<'ifd'>> {
  const t = words.get();
  return {
    ...onpremEntries(),
    ...ifdAnswerEntries(),
    ...ifdRightsEntries(),
    'ifd/username-missing': {
      title: t.usernameMissing,
      cause: t.usernameMissingCause,
      remedy: t.usernameMissingRemedy,
      docs: IFD_SIGN_IN,
    },
    'ifd/password-missing': {
      title: t.passwordMissing,
      cause: t.passwordMissingCause,
      remedy: t.passwordMissingRemedy,
      docs: IFD_SIGN_IN,
    },
    'ifd/characters': {
      title: t.characters,
      cause: ({ field }) => t[`${field}CharactersCause`],
      remedy: ({ field }) => t[`${field}CharactersRemedy`],
      docs: IFD_SIGN_IN,
    },
    'ifd/sts-unusable': {
      title: t.stsUnusable,
      cause: ({ identifier }) =>
        identifier
          ? t.stsUnusableCause({ identifier: quote(identifier) })
          : t.stsUnusableCauseUnnamed,
      remedy: t.stsUnusableRemedy,
      docs: IFD_SET_UP,
    },
    'ifd/sts-not-confirmed': {
      title: t.stsNotConfirmed,
      cause: ({ host, others }) =>
        others && others.length > 0
          ? t.stsNotConfirmedCauseSeveral({ hosts: sayList([host, ...others]) })
          : t.stsNotConfirmedCause({ host }),
      remedy: t.stsNotConfirmedRemedy,
      docs: IFD_SIGN_IN,
    },
    'ifd/sts-changed': {
      title: t.stsChanged,
      cause: t.stsChangedCause,
      remedy: t.stsChangedRemedy,
      docs: IFD_SIGN_IN,
    },
    'ifd/no-usernamemixed': {
      title: t.noUsernamemixed,
      cause: t.noUsernamemixedCause,
      remedy: ({ host }) => t.noUsernamemixedRemedy({ host, command: ENABLE }),
      docs: ADFS_ENDPOINT,
    },
    'ifd/endpoint-off': {
      title: t.endpointOff,
      cause: t.endpointOffCause,
      remedy: ({ host }) => t.endpointOffRemedy({ host, command: ENABLE }),
      docs: ADFS_PROXY,
    },
    'ifd/wrong-password': {
      title: t.wrongPassword,
      cause: t.wrongPasswordCause,
      remedy: ({ username }) => t.wrongPasswordRemedy({ username: username || t.thisUser }),
      docs: IFD_SIGN_IN,
    },
    'ifd/password-expired': {
      title: t.passwordExpired,
      cause: t.passwordExpiredCause,
      remedy: ({ username }) => t.passwordExpiredRemedy({ username: username || t.thisUser }),
      docs: IFD_SIGN_IN,
    },
    'ifd/access-denied': {
      title: t.accessDenied,
      cause: t.accessDeniedCause,
      remedy: ({ username, host }) =>
        t.accessDeniedRemedy({ host, username: username || t.thisUser }),
      docs: IFD_SET_UP,
    },
    'ifd/relying-party-unknown': {
      title: t.relyingPartyUnknown,
      cause: t.relyingPartyUnknownCause,
      remedy: t.relyingPartyUnknownRemedy,
      docs: IFD_SET_UP,
    },
    'ifd/clock-skew': {
      title: t.clockSkew,
      cause: ({ host, aheadMinutes }) =>
        (aheadMinutes < 0 ? t.clockSkewCauseBehind : t.clockSkewCauseAhead)({
          apart: sayApart(aheadMinutes),
          host,
        }),
      remedy: t.clockSkewRemedy,
      docs: IFD_SIGN_IN,
    },
    'ifd/servers-apart': {
      title: t.serversApart,
      cause: ({ host, stsHost, aheadMinutes }) =>
        (aheadMinutes < 0 ? t.serversApartCauseBehind : t.serversApartCauseAhead)({
          stsHost,
          apart: sayApart(aheadMinutes),
          host,
        }),
      remedy: t.serversApartRemedy,
      docs: IFD_SET_UP,
    },
    'ifd/sts-refused': {
      title: t.stsRefused,
      cause: ({ host, service }) =>
        service?.text ? t.stsRefusedCauseTold({ host }) : t.stsRefusedCause({ host }),
      remedy: t.stsRefusedRemedy,
      docs: IFD_SIGN_IN,
    },
    'ifd/online-organisation': {
      title: t.onlineOrganisation,
      cause: t.onlineOrganisationCause,
      remedy: t.onlineOrganisationRemedy,
      docs: DATAVERSE_SIGN_IN,
    },
  };
}
