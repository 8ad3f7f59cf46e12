import type { XmlRefusal } from '../../domain/ifd-failure.ts';
import { bad, good, type Result } from '../../domain/result.ts';
import { SP, WSA, WSDL, WSDL_SOAP_12, WSP, WSU, WSX } from './namespaces.ts';
import { LARGEST_WSDL, readXml, type XmlElement } from './soap-xml.ts';
import {
  childrenOf,
  descendantsOf,
  onlyChild,
  onlyPath,
  qualifiedName,
  textOf,
} from './xml-select.ts';

/**
 * Finds, in the metadata of an STS, the addresses that take a user name and password by WS-Trust 1.3.
 *
 * Gives   the addresses as they are written, in order; none where it offers no such sign-in
 * Fails   with the reader's reason
 * Source  WS-MetadataExchange; WS-SecurityPolicy 1.2: UsernameToken in SignedEncryptedSupportingTokens, Trust13
 */
export function readMex(text: string): Result<string[], XmlRefusal> {
  const read = readXml(text, LARGEST_WSDL);
  if (!read.ok) return read;
  const { root } = read.value;
  if (root.ns !== WSX || root.name !== 'Metadata') return bad('unexpected-shape');
  const ids = new Set(
    descendantsOf(root, WSP, 'Policy')
      .filter(takesPassword)
      .flatMap((policy) => policy.attributes.get(`{${WSU}}Id`) ?? []),
  );
  const definitions = descendantsOf(root, WSDL, 'definitions');
  const bindings = new Set(
    definitions.flatMap((one) =>
      childrenOf(one, WSDL, 'binding')
        .filter((binding) => refersTo(binding, ids))
        .map(
          (binding) =>
            `{${one.attributes.get('targetNamespace') ?? ''}}${binding.attributes.get('name') ?? ''}`,
        ),
    ),
  );
  const ports = definitions.flatMap((one) => descendantsOf(one, WSDL, 'port'));
  return good(
    ports.filter((port) => bindings.has(bindingOf(port))).flatMap((port) => addressOf(port) ?? []),
  );
}

function takesPassword(policy: XmlElement): boolean {
  if (!policy.attributes.has(`{${WSU}}Id`)) return false;
  const tokens = descendantsOf(policy, SP, 'SignedEncryptedSupportingTokens');
  return (
    tokens.some((one) => descendantsOf(one, SP, 'UsernameToken').length > 0) &&
    descendantsOf(policy, SP, 'Trust13').length > 0
  );
}

const refersTo = (binding: XmlElement, ids: ReadonlySet<string>) =>
  childrenOf(binding, WSP, 'PolicyReference').some((one) =>
    ids.has((one.attributes.get('URI') ?? '').replace(/^#/, '')),
  );

/** The binding of a port is a qualified name, to be read where it stands. */
function bindingOf(port: XmlElement): string {
  const written = port.attributes.get('binding') ?? '';
  const name = qualifiedName({ ...port, text: written, children: [] });
  return name ? `{${name.ns}}${name.name}` : '';
}

function addressOf(port: XmlElement): string | undefined {
  const written = onlyChild(port, WSDL_SOAP_12, 'address')?.attributes.get('location');
  return written ?? textOf(onlyPath(port, WSA, 'EndpointReference', 'Address'));
}
