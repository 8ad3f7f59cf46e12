// Source: the specifications of each: SOAP 1.2, WS-Addressing 1.0, WS-Security 1.0 and 1.1, its
// UsernameToken and SAML token profiles, WS-Trust 1.3, WS-Policy 2004, XML Signature, XML Encryption
const WSS = 'http://docs.oasis-open.org/wss';
const WSS_1_0 = `${WSS}/2004/01/oasis-200401-wss`;

export const NS = {
  soap: 'http://www.w3.org/2003/05/soap-envelope',
  addressing: 'http://www.w3.org/2005/08/addressing',
  security: `${WSS_1_0}-wssecurity-secext-1.0.xsd`,
  security11: `${WSS}/oasis-wss-wssecurity-secext-1.1.xsd`,
  utility: `${WSS_1_0}-wssecurity-utility-1.0.xsd`,
  trust: 'http://docs.oasis-open.org/ws-sx/ws-trust/200512',
  policy: 'http://schemas.xmlsoap.org/ws/2004/09/policy',
  signature: 'http://www.w3.org/2000/09/xmldsig#',
  encryption: 'http://www.w3.org/2001/04/xmlenc#',
  saml: 'urn:oasis:names:tc:SAML:1.0:assertion',
  identityServer: 'http://schemas.microsoft.com/ws/2009/12/identityserver/',
  dispatcher: 'http://schemas.microsoft.com/net/2005/12/windowscommunicationfoundation/dispatcher',
  instance: 'http://www.w3.org/2001/XMLSchema-instance',
} as const;

export const ANONYMOUS = `${NS.addressing}/anonymous`;
export const PASSWORD_TEXT = `${WSS_1_0}-username-token-profile-1.0#PasswordText`;
export const SAML_ASSERTION_ID = `${WSS}/oasis-wss-saml-token-profile-1.0#SAMLAssertionID`;
export const SAML_1_1 = `${WSS}/oasis-wss-saml-token-profile-1.1#SAMLV1.1`;
export const EXCLUSIVE_C14N = 'http://www.w3.org/2001/10/xml-exc-c14n#';
