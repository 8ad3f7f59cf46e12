import { qualify, type XmlElement } from './soap-xml.ts';

const isNamed = (element: XmlElement, ns: string, name: string) =>
  element.name === name && element.ns === ns;

/** The children of this name. */
export const childrenOf = (element: XmlElement | undefined, ns: string, name: string) =>
  (element?.children ?? []).filter((child) => isNamed(child, ns, name));

/** The only child of this name; undefined when there is none, and when there are several. */
export function onlyChild(
  element: XmlElement | undefined,
  ns: string,
  name: string,
): XmlElement | undefined {
  const [found, ...more] = childrenOf(element, ns, name);
  return more.length === 0 ? found : undefined;
}

/** The only child at the end of a path of only children in one namespace. */
export const onlyPath = (element: XmlElement | undefined, ns: string, ...names: string[]) =>
  names.reduce<XmlElement | undefined>((at, name) => onlyChild(at, ns, name), element);

/** Everything below of this name, in the order of the document. */
export function descendantsOf(element: XmlElement, ns: string, name: string): XmlElement[] {
  return element.children.flatMap((child) => [
    ...(isNamed(child, ns, name) ? [child] : []),
    ...descendantsOf(child, ns, name),
  ]);
}

/** The text of an element that has nothing but text in it, without the blanks around it. */
export function textOf(element: XmlElement | undefined): string | undefined {
  return element && element.children.length === 0 ? element.text.trim() : undefined;
}

/** A text that is a qualified name, read with the prefixes that hold where it stands. */
export function qualifiedName(
  element: XmlElement | undefined,
): { ns: string; name: string } | undefined {
  const written = textOf(element);
  if (!element || !written || written.length > 200) return undefined;
  return qualify(written, element.scope, element.scope.get('') ?? '');
}
