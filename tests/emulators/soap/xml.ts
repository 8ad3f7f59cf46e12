import { DOMParser, type Document, type Element, type Node, XMLSerializer } from '@xmldom/xmldom';

export type { Document, Element, Node };

/** A document, or nothing when the text is not well-formed or has a DTD. */
// Source: .NET, XmlReaderSettings.DtdProcessing: Prohibit is the default
export function parseXml(text: string): Document | undefined {
  if (/<!DOCTYPE/i.test(text)) return undefined;
  try {
    const parser = new DOMParser({
      onError: (_level, message) => {
        throw new Error(message);
      },
    });
    return parser.parseFromString(text, 'text/xml');
  } catch {
    return undefined; // whatever is wrong with it, it is not XML
  }
}

export const writeXml = (node: Node): string => new XMLSerializer().serializeToString(node);

export function elementsIn(parent: Node): Element[] {
  const elements: Element[] = [];
  for (let node = parent.firstChild; node; node = node.nextSibling) {
    if (node.nodeType === 1) elements.push(node as Element);
  }
  return elements;
}

export const isNamed = (element: Element, namespace: string, name: string) =>
  element.namespaceURI === namespace && element.localName === name;

export function childrenNamed(parent: Node, namespace: string, name: string): Element[] {
  return elementsIn(parent).filter((one) => isNamed(one, namespace, name));
}

/** The one child of that name; nothing when there is none, or more than one. */
export function child(parent: Node | undefined, namespace: string, name: string) {
  const found = parent ? childrenNamed(parent, namespace, name) : [];
  return found.length === 1 ? found[0] : undefined;
}

/** The way down by names of one namespace. */
export function descend(parent: Node | undefined, namespace: string, ...names: string[]) {
  let at = parent;
  for (const name of names) at = child(at, namespace, name);
  return at as Element | undefined;
}

/** All text in it, as it stands. */
export const textIn = (element: Node | undefined): string => element?.textContent ?? '';

const ENTITIES: Readonly<Record<string, string>> = {
  '&': '&amp;',
  '<': '&lt;',
  '>': '&gt;',
  '"': '&quot;',
  '\r': '&#xD;',
};

export const escapeXml = (text: string): string =>
  text.replace(/[&<>"\r]/g, (one) => ENTITIES[one] ?? one);
