import { type Reply, reply } from '../exchange.ts';
import { NS } from './namespaces.ts';
import { escapeXml } from './xml.ts';

export const SOAP_TYPE = 'application/soap+xml; charset=utf-8';

type Subcode = { namespace: string; prefix?: string; name: string };

/** What a SOAP endpoint refuses with; thrown where it is found out, answered in one place. */
export class SoapFault extends Error {
  readonly code: 'Sender' | 'Receiver' | 'MustUnderstand';
  readonly subcode: Subcode | undefined;
  readonly detail: string;
  relatesTo = '';

  constructor(
    code: SoapFault['code'],
    subcode: Subcode | undefined,
    reason: string,
    detail: string = '',
  ) {
    super(reason);
    this.code = code;
    this.subcode = subcode;
    this.detail = detail;
  }
}

// Source: WCF; the words are .NET's own, as pasted in public issues
export const invalidSecurity = () =>
  new SoapFault(
    'Sender',
    { namespace: NS.security, prefix: 'o', name: 'InvalidSecurity' },
    'An error occurred when verifying security for the message.',
  );

export const headerMissing = (name: string) =>
  new SoapFault(
    'Sender',
    { namespace: NS.addressing, prefix: 'a', name: 'MessageAddressingHeaderRequired' },
    'A required header representing a Message Addressing Property is not present.',
    `<a:ProblemHeaderQName xmlns:a="${NS.addressing}">a:${name}</a:ProblemHeaderQName>`,
  );

export const actionNotSupported = (action: string) =>
  new SoapFault(
    'Sender',
    { namespace: NS.addressing, prefix: 'a', name: 'ActionNotSupported' },
    `The message with Action '${action}' cannot be processed at the receiver, due to a ContractFilter mismatch at the EndpointDispatcher. This may be because of either a contract mismatch (mismatched Actions between sender and receiver) or a binding/security mismatch between the sender and the receiver.  Check that sender and receiver have the same contract and the same binding (including security requirements, e.g. Message, Transport, None).`,
  );

export const destinationUnreachable = (to: string) =>
  new SoapFault(
    'Sender',
    { namespace: NS.addressing, prefix: 'a', name: 'DestinationUnreachable' },
    `The message with To '${to}' cannot be processed at the receiver, due to an AddressFilter mismatch at the EndpointDispatcher.  Check that the sender and receiver's EndpointAddresses agree.`,
  );

export const internalServiceFault = () =>
  new SoapFault(
    'Receiver',
    { namespace: NS.dispatcher, prefix: 'a', name: 'InternalServiceFault' },
    'The server was unable to process the request due to an internal error.  For more information about the error, either turn on IncludeExceptionDetailInFaults (either from ServiceBehaviorAttribute or from the <serviceDebug> configuration behavior) on the server in order to send the exception information back to the client, or turn on tracing as per the Microsoft .NET Framework SDK documentation and inspect the server trace logs.',
  );

// Source: tests/fixtures/samples/keystoneauth_ADFS_fault.xml: form, Action and where the prefix of
// the subcode is declared; HTTP 500 is WCF's for every fault
export function faultReply(fault: SoapFault, action: string): Reply {
  const { subcode } = fault;
  const prefix = subcode?.prefix ?? 'a';
  const inner = subcode
    ? `<s:Subcode><s:Value xmlns:${prefix}="${subcode.namespace}">${prefix}:${subcode.name}</s:Value></s:Subcode>`
    : '';
  const relates = fault.relatesTo && `<a:RelatesTo>${escapeXml(fault.relatesTo)}</a:RelatesTo>`;
  const detail = fault.detail && `<s:Detail>${fault.detail}</s:Detail>`;
  return reply(
    500,
    { 'Content-Type': SOAP_TYPE },
    `<s:Envelope xmlns:s="${NS.soap}" xmlns:a="${NS.addressing}"><s:Header><a:Action s:mustUnderstand="1">${action}</a:Action>${relates}</s:Header><s:Body><s:Fault><s:Code><s:Value>s:${fault.code}</s:Value>${inner}</s:Code><s:Reason><s:Text xml:lang="en-US">${escapeXml(fault.message)}</s:Text></s:Reason>${detail}</s:Fault></s:Body></s:Envelope>`,
  );
}

export const ADDRESSING_FAULT = `${NS.addressing}/soap/fault`;
