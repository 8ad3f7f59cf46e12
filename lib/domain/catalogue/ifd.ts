import type { TokenRefusal, XmlRefusal } from '../ifd-failure.ts';
import type { CodesOf, Entries } from './entry.ts';
import { ONPREM } from './ifd-organisation.ts';
import { ADFS_ENDPOINT, ADFS_PROXY, DATAVERSE_SIGN_IN, IFD_SET_UP, IFD_SIGN_IN } from './links.ts';
import { quote, sayList, sayMinutes, saySize } from './phrases.ts';

const XML: Record<XmlRefusal, string> = {
  'not-xml': 'What came is no XML',
  'too-large': 'It is larger than any genuine one',
  encoding: 'It is not written in UTF-8',
  doctype: 'It defines entities of its own, as attacks do',
  instruction: 'It has a processing instruction in it',
  'too-deep': 'It is nested deeper than any genuine one',
  'too-many-nodes': 'It has more elements than any genuine one',
  'too-many-attributes': 'An element has more attributes than any genuine one',
  'not-well-formed': 'It is damaged or was cut off',
  'unexpected-shape': 'It is not of the documented form',
};
const TOKEN: Record<TokenRefusal, string> = {
  'no-token': 'holds no token',
  'several-tokens': 'holds more than one token',
  'no-proof-key': 'holds no key to sign with',
  'bad-proof-key': 'holds a key that is not of 32 bytes',
  'no-reference': 'does not say how to refer to the token',
  'bad-lifetime': 'does not say until when the token is valid',
  'not-encrypted': 'holds a token that is not encrypted for the CRM',
};
const FIELDS = { username: 'user name', password: 'password', address: 'address' };
const nameOf = (username: string) => username || 'This user';
const ENABLE = 'Enable-AdfsEndpoint -TargetAddressPath /adfs/services/trust/13/usernamemixed';

/** A company's own AD FS, and the way to it. What the CRM server itself answers is in ifd-organisation.ts. */
export const IFD: Entries<CodesOf<'ifd'>> = {
  ...ONPREM,
  'ifd/username-missing': {
    title: 'The Username / Email is empty',
    cause: 'AD FS must know who signs in.',
    remedy: 'Enter Username / Email as DOMAIN\\user or user@company.example.',
    docs: IFD_SIGN_IN,
  },
  'ifd/password-missing': {
    title: 'The Password is empty',
    cause: 'It is kept in memory only, until the browser closes or an hour passes.',
    remedy: 'Enter the Password of this user.',
    docs: IFD_SIGN_IN,
  },
  'ifd/characters': {
    title: 'A character cannot be sent',
    cause: ({ field }) =>
      `The ${FIELDS[field]} has a character in it that XML cannot carry. Nothing was sent.`,
    remedy: ({ field }) =>
      `Type the ${FIELDS[field]} by hand: an invisible character was probably pasted along.`,
    docs: IFD_SIGN_IN,
  },
  'ifd/sts-unusable': {
    title: 'The AD FS that the server names cannot be used',
    cause: ({ identifier }) =>
      `It names ${quote(identifier || 'nothing')}, which is no address of a company’s own server. Nothing was sent there.`,
    remedy: ({ host }) => `Ask who runs ${host} which AD FS it trusts.`,
    docs: IFD_SET_UP,
  },
  'ifd/sts-not-confirmed': {
    title: 'Your consent is needed to send the password',
    cause: ({ host, others }) =>
      others && others.length > 0
        ? `The CRM server names several sign-in servers: ${sayList([host, ...others])}. Nothing was sent to any.`
        : `Your password will be sent to ${host}, because the CRM server says so. Nothing was sent yet.`,
    remedy: ({ host }) =>
      `If ${host} belongs to your company, press Send my password to this server.`,
    docs: IFD_SIGN_IN,
  },
  'ifd/sts-changed': {
    title: 'The server names another sign-in server now',
    cause: ({ host, before }) =>
      `You allowed ${before}. Now ${host} is named, so nothing was sent there.`,
    remedy: ({ host }) =>
      `Ask your administrator whether ${host} is right. Only then press Send my password to this server.`,
    docs: IFD_SIGN_IN,
  },
  'ifd/no-usernamemixed': {
    title: 'AD FS does not offer sign-in by password',
    cause: ({ host }) =>
      `The list of addresses of ${host} has no “usernamemixed” of WS-Trust 1.3. The password was not sent.`,
    remedy: ({ host }) => `Have an administrator of ${host} run: ${ENABLE}, then restart AD FS.`,
    docs: ADFS_ENDPOINT,
  },
  'ifd/endpoint-off': {
    title: 'The sign-in by password is switched off or not published',
    cause: ({ host, path }) =>
      `${host} has nothing at ${path}. The endpoint is disabled, or the proxy before it does not let it through.`,
    remedy: ({ host }) =>
      `Have an administrator of ${host} run: ${ENABLE}, then Set-AdfsEndpoint with -Proxy $true, then restart AD FS.`,
    docs: ADFS_PROXY,
  },
  'ifd/wrong-password': {
    title: 'The user name or password was not accepted',
    cause: ({ host }) =>
      `${host} refused. The password is wrong, or the account is locked; AD FS does not say which. It was asked once only.`,
    remedy: ({ username }) =>
      `Check ${nameOf(username)} and the Password: DOMAIN\\user or user@company.example. Too many tries lock an account.`,
    docs: IFD_SIGN_IN,
  },
  'ifd/password-expired': {
    title: 'The password has expired',
    cause: ({ host }) => `${host} knows this user, but wants a new password first.`,
    remedy: ({ username }) => `Change the password of ${nameOf(username)}, then enter the new one.`,
    docs: IFD_SIGN_IN,
  },
  'ifd/access-denied': {
    title: 'AD FS does not let this user in',
    cause: ({ host }) => `The password is right, but a rule of ${host} denies access to the CRM.`,
    remedy: ({ username, host }) =>
      `Have an administrator of ${host} permit ${nameOf(username)}: AD FS Management → Relying Party Trusts → the CRM → access control.`,
    docs: IFD_SET_UP,
  },
  'ifd/relying-party-unknown': {
    title: 'AD FS does not know this organisation',
    cause: ({ host, audience }) => `${host} has no relying party trust that fits ${audience}.`,
    remedy: ({ audience }) =>
      `Compare Organisation URL with the identifiers in AD FS Management → Relying Party Trusts. One must begin ${audience}.`,
    docs: IFD_SET_UP,
  },
  'ifd/clock-skew': {
    title: 'The clock of this computer is wrong',
    cause: ({ host, aheadMinutes }) =>
      `It is ${sayMinutes(aheadMinutes)} that of ${host}. More than 5 minutes are not accepted.`,
    remedy: 'Set the clock of this computer: date, time and time zone. Then test again.',
    docs: IFD_SIGN_IN,
  },
  'ifd/servers-apart': {
    title: 'The clocks of the two servers are apart',
    cause: ({ host, stsHost, aheadMinutes }) =>
      `The clock of ${stsHost} is ${sayMinutes(aheadMinutes)} that of ${host}, so its token is not valid there yet.`,
    remedy: ({ host, stsHost }) =>
      `Have the clocks of ${stsHost} and ${host} set from the same time server.`,
    docs: IFD_SET_UP,
  },
  'ifd/sts-refused': {
    title: 'AD FS refused for a reason of its own',
    cause: ({ host, service }) =>
      service?.text
        ? `${host} gave the reason that stands below.`
        : `${host} refused without a reason that Mapsimise Connect knows.`,
    remedy: ({ host }) =>
      `Look into the event log of AD FS on ${host}, or send Copy report to who runs it.`,
    docs: IFD_SIGN_IN,
  },
  'ifd/bad-token': {
    title: 'AD FS gave a token that cannot be used',
    cause: ({ host, why }) => `The answer of ${host} ${TOKEN[why]}.`,
    remedy: ({ host }) =>
      `Have an administrator of ${host} compare the relying party trust of the CRM with the set-up guide.`,
    docs: IFD_SET_UP,
  },
  'ifd/assertion-too-large': {
    title: 'The token is larger than the server takes',
    cause: ({ bytes }) =>
      `It has ${saySize(bytes)}, more than is accepted. Too many claims or groups are in it.`,
    remedy: ({ host }) =>
      `Have an administrator of ${host} send fewer claims: AD FS Management → Relying Party Trusts → the CRM.`,
    docs: IFD_SET_UP,
  },
  'ifd/bad-xml': {
    title: 'The answer was not read, because it is not safe',
    cause: ({ host, why }) => `${XML[why]}: ${host} did not answer in the documented form.`,
    remedy: ({ host }) => `Ask your network team what changes the answers of ${host}.`,
    docs: IFD_SIGN_IN,
  },
  'ifd/online-organisation': {
    title: 'This organisation is online and takes no password',
    cause: ({ host }) =>
      `Microsoft retired the sign-in by user name and password for ${host} on 4 April 2022.`,
    remedy: 'Choose Dataverse under Advanced → Scheme, and enter Client Id and Client Secret.',
    docs: DATAVERSE_SIGN_IN,
  },
};
