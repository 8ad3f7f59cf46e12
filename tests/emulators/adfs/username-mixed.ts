import { type Answer, type Incoming, redirectTo, reply } from '../exchange.ts';
import type { OnPremisesFaults } from '../on-premises/faults.ts';
import type { Scene } from '../scene.ts';
import { ADDRESSING_FAULT, faultReply, SoapFault } from '../soap/fault.ts';
import { readMessage, refuseTransport } from '../soap/message.ts';
import { NS } from '../soap/namespaces.ts';
import { authenticate, type Verdict } from './domain.ts';
import { httpSys } from './http-sys.ts';
import { relyingPartyOf } from './relying-parties.ts';
import { readTokenRequest, readUsernameToken, unknownScope } from './token-request.ts';
import { issueToken } from './token-response.ts';

export const USERNAME_MIXED = '/adfs/services/trust/13/usernamemixed';
const ISSUE = `${NS.trust}/RST/Issue`;

/** WS-Trust 1.3 with a user name and a password over TLS. */
// Source: WS-Trust 1.3, section 3 and 4; AD FS: the message is authenticated before it is read
export async function answerUsernameMixed(
  scene: Scene,
  request: Incoming,
  nowMs: number,
): Promise<Answer> {
  const faults = scene.world.onPremises;
  if (faults?.usernameMixed) return outOfOrder(faults.usernameMixed);
  const refused = refuseTransport(request);
  if (refused) return refused;
  let messageId = '';
  try {
    const message = readMessage(request, [ISSUE], `https://${request.host}${USERNAME_MIXED}`);
    if (!message) return reply(400);
    messageId = message.messageId;
    const given = readUsernameToken(message, nowMs);
    const { userName, password } = given;
    const verdict = authenticate(scene.domain, faults, userName, password);
    if (verdict.outcome !== 'known') throw refusedAccount(verdict, given, faults);
    const { appliesTo, keyType } = readTokenRequest(message);
    if (faults?.relyingParty === 'request-failed') throw requestFailed();
    const relyingParty = relyingPartyOf(appliesTo);
    if (!relyingParty || faults?.relyingParty === 'unknown') throw unknownScope();
    if (!verdict.mayPass) throw accessDenied();
    const { account } = verdict;
    const { host } = request;
    return await issueToken({ host, account, relyingParty, keyType, messageId, nowMs, faults });
  } catch (error) {
    if (!(error instanceof SoapFault)) throw error;
    if (error.relatesTo === '') error.relatesTo = messageId;
    const told = faultReply(error, ADDRESSING_FAULT);
    return faults?.fault === 'in-200' ? { ...told, status: 200 } : told;
  }
}

// Source: http.sys's own pages, by which AD FS and its proxy say that nobody listens at a path
function outOfOrder(kind: NonNullable<OnPremisesFaults['usernameMixed']>): Answer {
  if (kind === 'silent') return { kind: 'silence' };
  if (kind === 'redirects') return redirectTo('https://sts.evil.test/adfs/services/trust');
  return kind === 'disabled'
    ? httpSys(503, 'Service Unavailable', 'The service is unavailable.')
    : httpSys(404, 'Not Found', 'The requested resource is not found.');
}

// Source: MSAL.NET#2833 and Data8/DataverseClient#33 (ID3242); tests/fixtures/samples/
// keystoneauth_ADFS_fault.xml (the other wording); BotFramework-Emulator#243 (MSIS3125)
function refusedAccount(verdict: Verdict, given: Given, faults: OnPremisesFaults | undefined) {
  if (verdict.outcome === 'expired') {
    return new SoapFault(
      'Sender',
      { namespace: NS.identityServer, name: 'FailedAuthentication.ExpiredPassword' },
      `MSIS3125: The password for account '${given.userName}' has expired.`,
    );
  }
  const fault = faults?.fault === 'in-200' ? undefined : faults?.fault;
  const wording = fault ?? faults?.wrongPassword ?? 'usual';
  const generic = wording === 'at-least-one-token';
  return new SoapFault(
    'Sender',
    { namespace: NS.security, prefix: generic ? 'a' : 'o', name: 'FailedAuthentication' },
    wordings(given)[wording],
  );
}

type Given = ReturnType<typeof readUsernameToken>;

const ID3242 = 'ID3242: The security token could not be authenticated or authorized.';
const wordings = ({ userName, password }: Given) => ({
  usual: ID3242,
  'at-least-one-token': 'At least one security token in the message could not be validated.',
  hostile: `ID3242: <img src=x onerror=alert(1)> \u202E${userName} ${password}`,
  huge: `${ID3242} ${'No. '.repeat(256 * 1024)}`,
});

// Source: active-directory-java-native-headless#16: FailedAuthentication and this text
const accessDenied = () =>
  new SoapFault(
    'Sender',
    { namespace: NS.trust, name: 'FailedAuthentication' },
    'MSIS7068: Access denied.',
  );

// Source: the fault of AD FS that the tests of the ADAL libraries carry
const requestFailed = () =>
  new SoapFault(
    'Sender',
    { namespace: NS.trust, name: 'RequestFailed' },
    'MSIS3127: The specified request failed.',
  );
