import { type Reply, reply } from '../exchange.ts';
import type { OnPremisesFaults } from '../on-premises/faults.ts';
import { entityBomb } from '../soap/entity-bomb.ts';
import { NS } from '../soap/namespaces.ts';
import { httpSys } from './http-sys.ts';
import { signInForm } from './sign-in-page.ts';

const SP = 'http://docs.oasis-open.org/ws-sx/ws-securitypolicy/200702';
const SP_2005 = 'http://schemas.xmlsoap.org/ws/2005/07/securitypolicy';
const STS = 'http://schemas.microsoft.com/ws/2008/06/identity/securitytokenservice';
const MEX = 'http://schemas.xmlsoap.org/ws/2004/09/mex';

type Port = { name: string; trust: '13' | 'Feb2005'; path: string; policy: string };

/** WS-MetadataExchange by GET: the WSDL of every WS-Trust endpoint that is enabled. */
// Source: documents that AD FS served, kept as test data by clients of WS-Trust in public
// repositories: names of ports, bindings and policies, both versions of WS-Trust, order
export function answerMetadata(host: string, faults: OnPremisesFaults | undefined): Reply {
  const { mex, sts } = faults ?? {};
  if (mex === 'missing') return httpSys(404, 'Not Found', 'The requested resource is not found.');
  if (mex === 'html') return signInForm(host);
  if (mex === 'doctype') return reply(200, { 'Content-Type': 'text/xml' }, entityBomb('Metadata'));
  const ports = mex === 'without-usernamemixed' ? PORTS.filter(hasNoUser) : PORTS;
  const root = `${sts === 'plain-http' ? 'http' : 'https'}://${host}/adfs/services/trust`;
  const policies = ports.map(({ name, policy }) => policyOf(name, policy)).join('');
  const bindings = ports.map(bindingOf).join('');
  const services = ports
    .map(({ name, path }) => {
      const address = `${root}/${path}`;
      return `<wsdl:port name="${name}" binding="tns:${name}"><soap12:address location="${address}"/><wsa10:EndpointReference><wsa10:Address>${address}</wsa10:Address></wsa10:EndpointReference></wsdl:port>`;
    })
    .join('');
  return reply(
    200,
    { 'Content-Type': 'text/xml; charset=UTF-8', Server: 'Microsoft-HTTPAPI/2.0' },
    `<Metadata xmlns="${MEX}" xmlns:wsx="${MEX}"><wsx:MetadataSection Dialect="http://schemas.xmlsoap.org/wsdl/" Identifier="${STS}" xmlns=""><wsdl:definitions name="SecurityTokenService" targetNamespace="${STS}" xmlns:wsdl="http://schemas.xmlsoap.org/wsdl/" xmlns:tns="${STS}" xmlns:wsp="${NS.policy}" xmlns:wsu="${NS.utility}" xmlns:wsa10="${NS.addressing}" xmlns:wsaw="http://www.w3.org/2006/05/addressing/wsdl" xmlns:soap12="http://schemas.xmlsoap.org/wsdl/soap12/" xmlns:trust="${NS.trust}">${policies}${bindings}<wsdl:service name="SecurityTokenService">${services}</wsdl:service></wsdl:definitions></wsx:MetadataSection></Metadata>`,
  );
}

const transport = (sp: string) =>
  `<sp:TransportBinding xmlns:sp="${sp}"><wsp:Policy><sp:TransportToken><wsp:Policy>${sp === SP ? '<sp:HttpsToken/>' : '<sp:HttpsToken RequireClientCertificate="false"/>'}</wsp:Policy></sp:TransportToken><sp:AlgorithmSuite><wsp:Policy><sp:Basic256/></wsp:Policy></sp:AlgorithmSuite><sp:Layout><wsp:Policy><sp:Strict/></wsp:Policy></sp:Layout><sp:IncludeTimestamp/></wsp:Policy></sp:TransportBinding>`;
const always = (sp: string) => `sp:IncludeToken="${sp}/IncludeToken/AlwaysToRecipient"`;
const TRUST_13 = `<sp:Wss11 xmlns:sp="${SP}"><wsp:Policy/></sp:Wss11><sp:Trust13 xmlns:sp="${SP}"><wsp:Policy><sp:MustSupportIssuedTokens/><sp:RequireClientEntropy/><sp:RequireServerEntropy/></wsp:Policy></sp:Trust13>`;
const TRUST_10 = `<sp:Wss11 xmlns:sp="${SP_2005}"><wsp:Policy/></sp:Wss11><sp:Trust10 xmlns:sp="${SP_2005}"><wsp:Policy><sp:MustSupportIssuedTokens/><sp:RequireClientEntropy/><sp:RequireServerEntropy/></wsp:Policy></sp:Trust10>`;
const NEGOTIATE =
  '<http:NegotiateAuthentication xmlns:http="http://schemas.microsoft.com/ws/06/2004/policy/http"/>';

const user = (element: string, sp: string) =>
  `<sp:${element} xmlns:sp="${sp}"><wsp:Policy><sp:UsernameToken ${always(sp)}><wsp:Policy><sp:WssUsernameToken10/></wsp:Policy></sp:UsernameToken></wsp:Policy></sp:${element}>`;
const certificate = (sp: string) =>
  `<sp:EndorsingSupportingTokens xmlns:sp="${sp}"><wsp:Policy><sp:X509Token ${always(sp)}><wsp:Policy><sp:WssX509V3Token10/></wsp:Policy></sp:X509Token></wsp:Policy></sp:EndorsingSupportingTokens>`;
const issued = (keyType: string) =>
  `<sp:EndorsingSupportingTokens xmlns:sp="${SP}"><wsp:Policy><sp:IssuedToken ${always(SP)}><sp:RequestSecurityTokenTemplate><trust:KeyType>${NS.trust}/${keyType}</trust:KeyType></sp:RequestSecurityTokenTemplate><wsp:Policy><sp:RequireInternalReference/></wsp:Policy></sp:IssuedToken></wsp:Policy></sp:EndorsingSupportingTokens>`;

const port = (name: string, trust: Port['trust'], path: string, policy: string): Port => ({
  name: `${name}_IWSTrust${trust}Async`,
  trust,
  path: `${trust === '13' ? '13' : '2005'}/${path}`,
  policy,
});

/** What a farm has enabled by default; one port alone takes a user name by WS-Trust 1.3. */
const PORTS: readonly Port[] = [
  port('CustomBinding', 'Feb2005', 'windowstransport', `${NEGOTIATE}${transport(SP_2005)}`),
  port(
    'CertificateWSTrustBinding',
    'Feb2005',
    'certificatemixed',
    `${transport(SP_2005)}${certificate(SP_2005)}${TRUST_10}`,
  ),
  port(
    'UserNameWSTrustBinding',
    'Feb2005',
    'usernamemixed',
    `${transport(SP_2005)}${user('SignedSupportingTokens', SP_2005)}${TRUST_10}`,
  ),
  port(
    'CertificateWSTrustBinding',
    '13',
    'certificatemixed',
    `${transport(SP)}${certificate(SP)}${TRUST_13}`,
  ),
  port(
    'UserNameWSTrustBinding',
    '13',
    'usernamemixed',
    `${transport(SP)}${user('SignedEncryptedSupportingTokens', SP)}${TRUST_13}`,
  ),
  port(
    'IssuedTokenWSTrustBinding',
    '13',
    'issuedtokenmixedsymmetricbasic256',
    `${transport(SP)}${issued('SymmetricKey')}${TRUST_13}`,
  ),
];

const hasNoUser = ({ path }: Port) => !path.endsWith('usernamemixed');

function policyOf(name: string, policy: string): string {
  return `<wsp:Policy wsu:Id="${name}_policy"><wsp:ExactlyOne><wsp:All>${policy}<wsaw:UsingAddressing/></wsp:All></wsp:ExactlyOne></wsp:Policy>`;
}

function bindingOf({ name, trust }: Port): string {
  const action =
    trust === '13'
      ? `${NS.trust}/RST/Issue`
      : 'http://schemas.xmlsoap.org/ws/2005/02/trust/RST/Issue';
  return `<wsdl:binding name="${name}" type="tns:IWSTrust${trust}Async"><wsp:PolicyReference URI="#${name}_policy"/><soap12:binding transport="http://schemas.xmlsoap.org/soap/http"/><wsdl:operation name="Trust${trust}IssueAsync"><soap12:operation soapAction="${action}" style="document"/><wsdl:input><soap12:body use="literal"/></wsdl:input><wsdl:output><soap12:body use="literal"/></wsdl:output></wsdl:operation></wsdl:binding>`;
}
