import { header, type Incoming, type Reply, reply } from '../exchange.ts';
import { actionNotSupported, destinationUnreachable, headerMissing, SoapFault } from './fault.ts';
import { ANONYMOUS, NS } from './namespaces.ts';
import { child, type Element, elementsIn, isNamed, parseXml, textIn } from './xml.ts';

/** A SOAP 1.2 message whose addressing has been looked at. */
export type Message = {
  messageId: string;
  header: Element;
  /** The security header, which the binding wants exactly once. */
  security: Element | undefined;
  /** The one child of the body. */
  body: Element;
};

/** What the transport refuses before any SOAP is read. */
// Source: WCF, HttpChannelHelpers: 415 with these words in the status line; 400 for what is no
// SOAP 1.2 (a DTD among it); 405 by IIS
export function refuseTransport(request: Incoming): Reply | undefined {
  if (request.method !== 'POST') return reply(405, { Allow: 'POST' });
  const type = header(request, 'content-type') ?? '';
  if (!/^application\/soap\+xml(?:\s*;|$)/i.test(type.trim())) {
    return reply(
      415,
      { 'Content-Type': 'text/plain' },
      `Cannot process the message because the content type '${type}' was not the expected type 'application/soap+xml; charset=utf-8'.`,
    );
  }
  const charset = /charset="?([\w-]+)/i.exec(type)?.[1];
  return charset !== undefined && !/^utf-?8$/i.test(charset) ? reply(415) : undefined;
}

/** Reads the envelope; nothing when there is none. Throws the fault for addressing. */
// Source: WS-Addressing 1.0 SOAP binding; WCF wants To, Action and MessageID of a two-way message,
// by these very names, and an anonymous ReplyTo on HTTP
export function readMessage(
  request: Incoming,
  actions: readonly string[],
  endpoint: string,
): (Message & { action: string }) | undefined {
  const envelope = parseXml(request.body)?.documentElement;
  if (!envelope || !isNamed(envelope, NS.soap, 'Envelope')) return undefined;
  const head = child(envelope, NS.soap, 'Header');
  const [body, ...more] = elementsIn(child(envelope, NS.soap, 'Body') ?? envelope);
  if (!head || !body || body.parentNode === envelope || more.length > 0) return undefined;
  const said = (name: string) => textIn(child(head, NS.addressing, name)).trim();
  const messageId = said('MessageID');
  const refuse = (fault: SoapFault) => {
    fault.relatesTo = messageId;
    return fault;
  };
  const action = said('Action');
  if (action === '') throw refuse(headerMissing('Action'));
  if (!actions.includes(action)) throw refuse(actionNotSupported(action));
  const to = said('To');
  if (to === '') throw refuse(headerMissing('To'));
  if (to.toLowerCase() !== endpoint.toLowerCase()) throw refuse(destinationUnreachable(to));
  if (messageId === '') throw refuse(headerMissing('MessageID'));
  const replyTo = child(head, NS.addressing, 'ReplyTo');
  if (replyTo && textIn(child(replyTo, NS.addressing, 'Address')).trim() !== ANONYMOUS) {
    throw refuse(destinationUnreachable(textIn(replyTo).trim()));
  }
  refuseUnknownHeaders(head, refuse);
  return { action, messageId, header: head, security: child(head, NS.security, 'Security'), body };
}

// Source: SOAP 1.2 part 1, 5.4.8; words of WCF
function refuseUnknownHeaders(head: Element, refuse: (fault: SoapFault) => SoapFault): void {
  for (const one of elementsIn(head)) {
    const must = /^(?:1|true)$/.test(one.getAttributeNS(NS.soap, 'mustUnderstand') ?? '');
    const known = [NS.addressing, NS.security].some((namespace) => namespace === one.namespaceURI);
    if (!must || known) continue;
    throw refuse(
      new SoapFault(
        'MustUnderstand',
        undefined,
        `The header '${one.localName}' from the namespace '${one.namespaceURI}' was not understood by the recipient of this message, causing the message to not be processed.`,
      ),
    );
  }
}
