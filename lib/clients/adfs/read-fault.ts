import type { SoapFault } from '../../domain/diagnose/adfs.ts';
import { CONTRACTS, SOAP, SOAP_11 } from './namespaces.ts';
import type { XmlElement } from './soap-xml.ts';
import { descendantsOf, onlyChild, onlyPath, qualifiedName, textOf } from './xml-select.ts';

const DEEPEST_CODE = 5;

/**
 * Reads a SOAP fault out of an envelope, whatever HTTP status it came with; undefined where there is none.
 * A body that has a fault beside anything else is a fault.
 *
 * Source  SOAP 1.2, part 1, 5.4; SOAP 1.1, 4.4; OrganizationServiceFault of Microsoft.Xrm.Sdk
 */
export function readFault(root: XmlElement): SoapFault | undefined {
  if (root.name !== 'Envelope') return undefined;
  if (root.ns === SOAP_11) return readFault11(root);
  const fault = root.ns === SOAP ? firstIn(onlyChild(root, SOAP, 'Body'), SOAP) : undefined;
  if (!fault) return undefined;
  const codes: { ns: string; name: string }[] = [];
  let at = onlyChild(fault, SOAP, 'Code');
  for (let depth = 0; at && depth < DEEPEST_CODE; depth++) {
    const code = qualifiedName(onlyChild(at, SOAP, 'Value'));
    if (code) codes.push(code);
    at = onlyChild(at, SOAP, 'Subcode');
  }
  const reason = onlyChild(fault, SOAP, 'Reason');
  const text = textOf(reason?.children.find(({ name }) => name === 'Text')) ?? '';
  return withOrganisation(fault, { codes, reason: text });
}

const firstIn = (body: XmlElement | undefined, ns: string) =>
  body?.children.find((child) => child.ns === ns && child.name === 'Fault');

function readFault11(root: XmlElement): SoapFault | undefined {
  const fault = firstIn(onlyChild(root, SOAP_11, 'Body'), SOAP_11);
  if (!fault) return undefined;
  const code = qualifiedName(onlyChild(fault, '', 'faultcode'));
  const reason = textOf(onlyChild(fault, '', 'faultstring')) ?? '';
  return withOrganisation(fault, { codes: code ? [code] : [], reason });
}

/** The CRM's own fault stands in the details; its message says more than the reason around it. */
function withOrganisation(fault: XmlElement, read: SoapFault): SoapFault {
  const [detail] = descendantsOf(fault, CONTRACTS, 'OrganizationServiceFault');
  if (!detail) return read;
  const number = textOf(onlyPath(detail, CONTRACTS, 'ErrorCode')) ?? '';
  const message = textOf(onlyPath(detail, CONTRACTS, 'Message'));
  return {
    codes: read.codes,
    reason: message || read.reason,
    ...(/^-?\d{1,10}$/.test(number) && { errorCode: Number(number) }),
  };
}
