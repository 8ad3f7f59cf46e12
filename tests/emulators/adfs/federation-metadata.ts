import { type Reply, reply } from '../exchange.ts';
import { signingKeyOf } from '../soap/key-pairs.ts';
import { NS } from '../soap/namespaces.ts';
import { identifierOf } from './token-response.ts';
import { USERNAME_MIXED } from './username-mixed.ts';

/** The document by which relying parties learn an STS's key. It is not signed here. */
// Source: WS-Federation 1.2, 3; SAML 2.0 metadata; that AD FS signs it is left out
export async function answerFederationMetadata(host: string): Promise<Reply> {
  const { der } = await signingKeyOf(host);
  return reply(
    200,
    { 'Content-Type': 'application/samlmetadata+xml' },
    `<EntityDescriptor ID="_metadata" entityID="${identifierOf(host)}" xmlns="urn:oasis:names:tc:SAML:2.0:metadata"><RoleDescriptor xsi:type="fed:SecurityTokenServiceType" protocolSupportEnumeration="${NS.trust} http://docs.oasis-open.org/wsfed/federation/200706" xmlns:xsi="${NS.instance}" xmlns:fed="http://docs.oasis-open.org/wsfed/federation/200706"><KeyDescriptor use="signing"><KeyInfo xmlns="${NS.signature}"><X509Data><X509Certificate>${der}</X509Certificate></X509Data></KeyInfo></KeyDescriptor><fed:SecurityTokenServiceEndpoint><EndpointReference xmlns="${NS.addressing}"><Address>https://${host}${USERNAME_MIXED}</Address></EndpointReference></fed:SecurityTokenServiceEndpoint></RoleDescriptor></EntityDescriptor>`,
  );
}
