import { XmlElement as Parsed, parseXml, XmlText } from '@rgrove/parse-xml';
import type { XmlRefusal } from '../../domain/ifd-failure.ts';
import { bad, good, type Result } from '../../domain/result.ts';
import { refuseXml } from './xml-guard.ts';

/** An element as its namespace names it; the prefix it was written with says nothing. */
export type XmlElement = {
  ns: string;
  name: string;
  /** By `{namespace}name`, or by the bare name where it has no namespace. */
  attributes: ReadonlyMap<string, string>;
  children: readonly XmlElement[];
  /** The text directly in it, joined over comments and CDATA sections. */
  text: string;
  /** Prefixes in scope, for values that are themselves qualified names. */
  scope: ReadonlyMap<string, string>;
  /** Where it stands in the text that was read, so that it can be cut out unchanged. */
  start: number;
  end: number;
};
export type XmlDocument = { source: string; root: XmlElement };

/** Largest WSDL or metadata, and largest other answer, in bytes as they came. */
export const LARGEST_WSDL = 2_097_152;
export const LARGEST_XML = 1_048_576;

const XMLNS = 'http://www.w3.org/2000/xmlns/';
const XML = 'http://www.w3.org/XML/1998/namespace';

/**
 * Reads XML strictly: no DTD, no entities but the five and numbers, no processing instruction, within bounds.
 *
 * Takes   longest  characters at most (the network has counted the bytes)
 * Gives   the tree with namespaces resolved, and the text it was read from
 * Fails   with the rule that was broken; never throws
 */
export function readXml(
  given: string,
  longest: number = LARGEST_XML,
): Result<XmlDocument, XmlRefusal> {
  const source = given.startsWith('\ufeff') ? given.slice(1) : given;
  const refusal = refuseXml(source, longest);
  if (refusal) return bad(refusal);
  try {
    const { root } = parseXml(source, { includeOffsets: true });
    if (!root) return bad('not-well-formed');
    return good({ source, root: resolve(root, new Map([['xml', XML]])) });
  } catch {
    return bad('not-well-formed');
  }
}

/** Throws where a prefix is not bound or an attribute stands twice: the reader calls both not well-formed. */
function resolve(parsed: Parsed, outer: ReadonlyMap<string, string>): XmlElement {
  const scope = scopeOf(parsed, outer);
  const attributes = new Map<string, string>();
  for (const [written, value] of Object.entries(parsed.attributes)) {
    if (written === 'xmlns' || written.startsWith('xmlns:')) continue;
    const { ns, name } = nameOf(written, scope, '');
    const key = ns === '' ? name : `{${ns}}${name}`;
    if (attributes.has(key)) throw new Error('duplicate attribute');
    attributes.set(key, value);
  }
  const children: XmlElement[] = [];
  let text = '';
  for (const child of parsed.children) {
    if (child instanceof Parsed) children.push(resolve(child, scope));
    else if (child instanceof XmlText) text += child.text;
  }
  const { ns, name } = nameOf(parsed.name, scope, scope.get('') ?? '');
  return { ns, name, attributes, children, text, scope, start: parsed.start, end: parsed.end };
}

function scopeOf(parsed: Parsed, outer: ReadonlyMap<string, string>): ReadonlyMap<string, string> {
  let scope: Map<string, string> | undefined;
  for (const [written, value] of Object.entries(parsed.attributes)) {
    if (written !== 'xmlns' && !written.startsWith('xmlns:')) continue;
    const prefix = written.slice('xmlns:'.length); // Of the default one nothing is left.
    if (prefix === 'xmlns' || value === XMLNS || (prefix !== '' && value === ''))
      throw new Error('reserved namespace');
    scope ??= new Map(outer);
    scope.set(prefix, value);
  }
  return scope ?? outer;
}

function nameOf(written: string, scope: ReadonlyMap<string, string>, bare: string) {
  const name = qualify(written, scope, bare);
  if (!name) throw new Error('unbound prefix');
  return name;
}

/** A name as its namespace has it, `bare` where it has no prefix; undefined where its prefix is empty, double or not bound. */
export function qualify(written: string, scope: ReadonlyMap<string, string>, bare: string) {
  const [prefix, name, ...more] = written.split(':');
  if (name === undefined) return { ns: bare, name: written };
  const ns = prefix && scope.get(prefix);
  return ns && name && more.length === 0 ? { ns, name } : undefined;
}
