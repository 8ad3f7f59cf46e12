import { SoapFault } from '../soap/fault.ts';
import { NS } from '../soap/namespaces.ts';
import { child, type Element, elementsIn, isNamed, textIn } from '../soap/xml.ts';
import { CONTRACTS } from './contracts.ts';

/** The type that `i:type` names, as `{namespace}name`. */
export function typeOf(element: Element): string {
  const written = element.getAttributeNS(NS.instance, 'type') ?? '';
  const [prefix, name] = written.includes(':') ? written.split(':') : ['', written];
  const namespace = element.lookupNamespaceURI(prefix || null) ?? '';
  return `{${namespace}}${name}`;
}

export const isNil = (element: Element) =>
  /^(?:true|1)$/.test(element.getAttributeNS(NS.instance, 'nil') ?? '');

/**
 * The members of a data contract, as far as they stand in its order: what comes too early or twice is
 * passed over, as if it were not there.
 */
// Source: .NET, "Data Member Order": the serializer reads forward only, in alphabetical order
export function membersOf(
  element: Element,
  namespace: string,
  order: readonly string[],
): ReadonlyMap<string, Element> {
  const members = new Map<string, Element>();
  let at = 0;
  for (const one of elementsIn(element)) {
    const index = one.namespaceURI === namespace ? order.indexOf(one.localName ?? '') : -1;
    if (index < at) continue;
    at = index + 1;
    if (!isNil(one)) members.set(order[index] ?? '', one);
  }
  return members;
}

/** The values of a ParameterCollection, by key. */
export function parametersOf(element: Element | undefined): ReadonlyMap<string, Element> {
  const parameters = new Map<string, Element>();
  if (!element) return parameters;
  for (const pair of elementsIn(element)) {
    if (!isNamed(pair, CONTRACTS.xrm, 'KeyValuePairOfstringanyType')) continue;
    const key = textIn(child(pair, CONTRACTS.generic, 'key'));
    const value = child(pair, CONTRACTS.generic, 'value');
    if (key !== '' && value && !isNil(value)) parameters.set(key, value);
  }
  return parameters;
}

const GUID = /^[0-9a-f]{8}-(?:[0-9a-f]{4}-){3}[0-9a-f]{12}$/i;

/** A Guid, by its type and its text. */
export function guidIn(element: Element | undefined): string {
  const text = textIn(element).trim();
  const typed = element && typeOf(element) === `{${CONTRACTS.serialization}}guid`;
  if (!typed || !GUID.test(text)) throw deserializationFailed('guid');
  return text.toLowerCase();
}

// Source: WCF, NetDispatcherFaultException: code and beginning of the text
export function deserializationFailed(what: string): SoapFault {
  return new SoapFault(
    'Sender',
    { namespace: NS.dispatcher, name: 'DeserializationFailed' },
    `The formatter threw an exception while trying to deserialize the message: There was an error while trying to deserialize parameter ${CONTRACTS.services}:request. The InnerException message was 'Error in deserializing: ${what}'.  Please see InnerException for more details.`,
  );
}
