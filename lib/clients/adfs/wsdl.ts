import type { XmlRefusal } from '../../domain/ifd-failure.ts';
import { bad, good, type Result } from '../../domain/result.ts';
import { WSA, WSDL, WSX } from './namespaces.ts';
import { LARGEST_WSDL, readXml } from './soap-xml.ts';
import { childrenOf, descendantsOf, onlyChild, textOf } from './xml-select.ts';

/** What one document of the service description tells. */
export type WsdlPart = {
  /** Kinds of sign-in, as the CRM names them: ActiveDirectory, Federation, LiveId, OnlineFederation. */
  kinds: string[];
  /** Identifiers of the STS that the organisation trusts, each once. */
  identifiers: string[];
  /** Addresses of metadata of an STS, as the policy of issued tokens names them. */
  metadata: string[];
  /** Where the description goes on, resolved against its own address. */
  imports: string[];
};

/** The policy's namespace has had two years in it; both have the same members. */
const POLICIES = [
  'http://schemas.microsoft.com/xrm/2011/Contracts/Services',
  'http://schemas.microsoft.com/xrm/2012/Contracts/Services',
];
const MOST_VALUES = 20;

/**
 * Reads one document of `Organization.svc?wsdl`.
 *
 * Takes   address  where it came from
 * Fails   with the reader's reason; 'unexpected-shape' where it is XML, but no service description
 * Source  Microsoft.Xrm.Sdk, AuthenticationPolicy; WSDL 1.1, 2.1.1 (import)
 */
export function readWsdl(text: string, address: string): Result<WsdlPart, XmlRefusal> {
  const read = readXml(text, LARGEST_WSDL);
  if (!read.ok) return read;
  const { root } = read.value;
  if (root.ns !== WSDL || root.name !== 'definitions') return bad('unexpected-shape');
  const policies = POLICIES.flatMap((ns) =>
    descendantsOf(root, ns, 'AuthenticationPolicy').map((policy) => ({ ns, policy })),
  );
  const imports = root.children.filter(({ ns, name }) => ns === WSDL && name === 'import');
  return good({
    kinds: distinct(
      policies.map(({ ns, policy }) => textOf(onlyChild(policy, ns, 'Authentication'))),
    ),
    identifiers: distinct(
      policies.flatMap(({ ns, policy }) =>
        childrenOf(policy, ns, 'SecureTokenService').map((one) =>
          textOf(onlyChild(one, ns, 'Identifier')),
        ),
      ),
    ),
    metadata: distinct(
      descendantsOf(root, WSX, 'MetadataReference').map((one) =>
        textOf(onlyChild(one, WSA, 'Address')),
      ),
    ),
    imports: distinct(
      imports.map((one) => one.attributes.get('location')).map((at) => resolved(at, address)),
    ),
  });
}

function resolved(location: string | undefined, address: string): string | undefined {
  if (!location || location.length > 2_048 || !URL.canParse(location, address)) return undefined;
  const url = new URL(location, address);
  url.hash = '';
  return url.href;
}

const distinct = (values: (string | undefined)[]): string[] =>
  [...new Set(values.filter((value) => value !== undefined && value !== ''))].slice(
    0,
    MOST_VALUES,
  ) as string[];
