import { type Caller, disabled } from '../dataverse/caller.ts';
import { actingFor } from '../dataverse/impersonation.ts';
import { Refusal } from '../dataverse/refusal.ts';
import { type Answer, htmlReply, type Incoming, type Reply, reply } from '../exchange.ts';
import type { Scene } from '../scene.ts';
import { CONTRACTS } from '../sdk/contracts.ts';
import { type Deed, execute, retrieve, retrieveMultiple } from '../sdk/deeds.ts';
import {
  ADDRESSING_FAULT,
  faultReply,
  internalServiceFault,
  SOAP_TYPE,
  SoapFault,
} from '../soap/fault.ts';
import { crmKey, signingKeyOf } from '../soap/key-pairs.ts';
import { type Message, readMessage, refuseTransport } from '../soap/message.ts';
import { NS } from '../soap/namespaces.ts';
import { securityHeader, utc } from '../soap/timestamp.ts';
import { child, type Element, escapeXml, isNamed, textIn } from '../soap/xml.ts';
import { type Address, ORGANIZATION_SERVICE } from './address.ts';
import { verifySecurity } from './message-security.ts';
import { ON_PREMISES_TABLES } from './organisation.ts';
import { trustedStsOf } from './wsdl.ts';

const SERVICE = `${CONTRACTS.services}/IOrganizationService`;
const OPERATIONS: Readonly<Record<string, (deed: Deed, body: Element) => string>> = {
  Execute: execute,
  Retrieve: retrieve,
  RetrieveMultiple: retrieveMultiple,
};

/** `Organization.svc` by POST: who speaks is verified before anything is done. */
// Source: IOrganizationService; WCF: security, then dispatch; faults as HTTP 500 in SOAP
export async function answerOrganizationService(
  scene: Scene,
  request: Incoming,
  address: Address,
  nowMs: number,
): Promise<Answer> {
  const faults = scene.world.onPremises;
  // Source: WCF with HttpTransport authentication: IIS asks for Windows sign-in first
  if (faults?.challenge === 'windows') return windowsChallenge();
  const refused = refuseTransport(request);
  if (refused) return refused;
  let messageId = '';
  let operation = 'Execute';
  try {
    const actions = Object.keys(OPERATIONS).map((name) => `${SERVICE}/${name}`);
    const message = readMessage(request, actions, `${address.url}${ORGANIZATION_SERVICE}`);
    if (!message) return reply(400);
    messageId = message.messageId;
    operation = message.action.slice(SERVICE.length + 1);
    if (faults?.crm === 'internal-fault') throw internalServiceFault();
    const [key, sts] = await Promise.all([crmKey(), signingKeyOf(trustedStsOf(faults))]);
    const audiences = [address.relyingParty];
    const { name } = verifySecurity(message, request.body, { key, sts, audiences, nowMs });
    const caller = callerOf(scene, request, message, name);
    if (!isNamed(message.body, CONTRACTS.services, operation)) return reply(400);
    const { onPremises: database } = scene;
    const deed = { caller, database, tables: ON_PREMISES_TABLES, url: address.url };
    const body = OPERATIONS[operation]?.(deed, message.body) ?? '';
    return answer(`${SERVICE}/${operation}Response`, messageId, body, nowMs);
  } catch (error) {
    if (error instanceof Refusal) return organizationFault(error, operation, messageId, nowMs);
    if (!(error instanceof SoapFault)) throw error;
    error.relatesTo ||= messageId;
    return faultReply(error, ADDRESSING_FAULT);
  }
}

// Source: IIS: one header for each scheme, and this page
export function windowsChallenge(): Reply {
  return htmlReply(
    401,
    '<!DOCTYPE html PUBLIC "-//W3C//DTD XHTML 1.0 Strict//EN"><html><head><title>401 - Unauthorized: Access is denied due to invalid credentials.</title></head><body><h2>401 - Unauthorized: Access is denied due to invalid credentials.</h2></body></html>',
    { 'WWW-Authenticate': ['Negotiate', 'NTLM'] },
  );
}

/** The CRM user of a domain name; the person whom the header CallerId names, where it is there. */
// Source: web-service-error-codes: 0x8004A104 organisation disabled, 0x80040225 user disabled; Microsoft
// Learn, impersonate-another-user: CallerId of the SDK is a SOAP header
function callerOf(scene: Scene, request: Incoming, message: Message, name: string): Caller {
  const { onPremises: database } = scene;
  if (scene.world.onPremises?.organisation === 'disabled') throw organizationDisabled();
  const user = database.users.find(({ person }) => sameName(person.userName, name));
  if (!user) throw notAMember();
  if (user.person.disabled) throw disabled(user);
  const own: Caller = { user, application: false };
  const named = textIn(child(message.header, CONTRACTS.xrm, 'CallerId')).trim();
  if (named === '' || /^[0-]+$/.test(named)) return own;
  const headers = { mscrmcallerid: named };
  return actingFor(scene, { ...request, headers }, database, own);
}

const sameName = (one: string, other: string) => one.toLowerCase() === other.toLowerCase();

export const organizationDisabled = () =>
  new Refusal(403, '0x8004A104', 'The organization is disabled.');

// Source: web-service-error-codes, 0x80072560; that it is this one on-premises, too, is assumed
export const notAMember = () =>
  new Refusal(403, '0x80072560', 'The user is not a member of the organization.');

// Source: tests/fixtures/samples/tinderbox_request_security_token_response_onpremise.xml (headers)
function answer(action: string, messageId: string, body: string, nowMs: number): Reply {
  return reply(
    200,
    { 'Content-Type': SOAP_TYPE },
    `<s:Envelope xmlns:s="${NS.soap}" xmlns:a="${NS.addressing}" xmlns:u="${NS.utility}"><s:Header><a:Action s:mustUnderstand="1">${action}</a:Action><a:RelatesTo>${escapeXml(messageId)}</a:RelatesTo>${securityHeader(nowMs)}</s:Header><s:Body>${body}</s:Body></s:Envelope>`,
  );
}

// Source: powerapps-docs, trace of an OrganizationServiceFault: members, their order and namespace; the
// code as a signed decimal
function organizationFault(
  { code, message }: Refusal,
  operation: string,
  messageId: string,
  nowMs: number,
): Reply {
  const detail = `<OrganizationServiceFault xmlns="${CONTRACTS.xrm}" xmlns:i="${NS.instance}"><ErrorCode>${decimalOf(code)}</ErrorCode><ErrorDetails xmlns:b="${CONTRACTS.generic}"/><Message>${escapeXml(message)}</Message><Timestamp>${utc(nowMs)}</Timestamp><ExceptionRetriable>false</ExceptionRetriable><ExceptionSource i:nil="true"/><InnerFault i:nil="true"/><OriginalException i:nil="true"/><TraceText i:nil="true"/></OrganizationServiceFault>`;
  const fault = new SoapFault('Receiver', undefined, message, detail);
  fault.relatesTo = messageId;
  return faultReply(fault, `${SERVICE}/${operation}OrganizationServiceFaultFault`);
}

/** `0x80040220` as -2147220960. */
const decimalOf = (code: string): number => (code.startsWith('0x') ? Number(code) | 0 : -1);
