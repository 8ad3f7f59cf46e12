/** The names that WS-* gives its parts. Source: the OASIS and W3C specifications of the same names. */
const WSS = 'http://docs.oasis-open.org/wss/2004/01/oasis-200401-wss';

export const SOAP = 'http://www.w3.org/2003/05/soap-envelope';
export const SOAP_11 = 'http://schemas.xmlsoap.org/soap/envelope/';
export const WSA = 'http://www.w3.org/2005/08/addressing';
export const WSSE = `${WSS}-wssecurity-secext-1.0.xsd`;
export const WSSE_11 = 'http://docs.oasis-open.org/wss/oasis-wss-wssecurity-secext-1.1.xsd';
export const WSU = `${WSS}-wssecurity-utility-1.0.xsd`;
export const PASSWORD_TEXT = `${WSS}-username-token-profile-1.0#PasswordText`;
export const WSP = 'http://schemas.xmlsoap.org/ws/2004/09/policy';
export const WST = 'http://docs.oasis-open.org/ws-sx/ws-trust/200512';
export const SP = 'http://docs.oasis-open.org/ws-sx/ws-securitypolicy/200702';
export const WSX = 'http://schemas.xmlsoap.org/ws/2004/09/mex';
export const WSDL = 'http://schemas.xmlsoap.org/wsdl/';
export const WSDL_SOAP_12 = 'http://schemas.xmlsoap.org/wsdl/soap12/';
export const XENC = 'http://www.w3.org/2001/04/xmlenc#';
export const DSIG = 'http://www.w3.org/2000/09/xmldsig#';
export const SAML_11 = 'urn:oasis:names:tc:SAML:1.0:assertion';
export const SAML_20 = 'urn:oasis:names:tc:SAML:2.0:assertion';
export const SAML_ID =
  'http://docs.oasis-open.org/wss/oasis-wss-saml-token-profile-1.0#SAMLAssertionID';
export const SAML_11_TOKEN =
  'http://docs.oasis-open.org/wss/oasis-wss-saml-token-profile-1.1#SAMLV1.1';
export const XSI = 'http://www.w3.org/2001/XMLSchema-instance';

/** What .NET and the CRM's SDK call theirs. Source: Microsoft.Xrm.Sdk data contracts. */
export const SERVICES = 'http://schemas.microsoft.com/xrm/2011/Contracts/Services';
export const CONTRACTS = 'http://schemas.microsoft.com/xrm/2011/Contracts';
export const CONTRACTS_2014 = 'http://schemas.microsoft.com/xrm/2014/Contracts';
export const MESSAGES = 'http://schemas.microsoft.com/crm/2011/Contracts';
export const PAIRS = 'http://schemas.datacontract.org/2004/07/System.Collections.Generic';
export const ARRAYS = 'http://schemas.microsoft.com/2003/10/Serialization/Arrays';
export const SERIALIZATION = 'http://schemas.microsoft.com/2003/10/Serialization/';
