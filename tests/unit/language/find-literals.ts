import { parseAst, transformWithEsbuild } from 'vite';

type Node = { type: string; [member: string]: unknown };

/** What a person sees or hears of an element or a component, by the name of the property. */
const SEEN =
  /^(?:children|text|label|hint|title|placeholder|alt|name|done|reason|summary|keptText|headline|means|next|detail|aria-(?:label|description|valuetext|roledescription))$/;
/** What the browser alone reads, however many words it has. */
const UNSEEN = /^(?:class|className|d|viewBox|style|accept|pattern)$/;
const HAS_WORD = /\p{L}{2}/u;
/** A word, a blank, a word: nobody writes that but for people. */
const HAS_SENTENCE = /\p{L}[\p{L}’'.,:;]*\s+[“„«(]?\p{L}/u;

/** Texts in the code of one file that a person would see and that come from no `messages`. */
export async function findLiterals(file: string, code: string): Promise<string[]> {
  const { code: plain } = await transformWithEsbuild(code, file, {
    jsx: 'automatic',
    jsxImportSource: 'preact',
    sourcemap: false,
  });
  const found: string[] = [];
  const look = (node: Node, isSeen: boolean): void => {
    if (node.type === 'ImportDeclaration' || node.type === 'ThrowStatement') return;
    if (isCallOf(node, 'messages')) return;
    if (node.type === 'Property') {
      lookAtProperty(node);
      return;
    }
    const text = textOf(node);
    if (text !== undefined && (isSeen ? HAS_WORD : HAS_SENTENCE).test(text)) found.push(text);
    const shown = isSeen ? shownBy(node) : [];
    for (const child of childrenOf(node)) look(child, shown.includes(child));
  };
  const lookAtProperty = (node: Node) => {
    const key = (node.key as Node).name ?? (node.key as Node).value;
    if (UNSEEN.test(String(key))) return;
    const isIdOfGroup = key === 'name' && /^[a-z-]+$/.test(textOf(node.value as Node) ?? '');
    look(node.value as Node, SEEN.test(String(key)) && !isIdOfGroup);
  };
  look(parseAst(plain) as unknown as Node, false);
  return found;
}

/** Which parts of an expression that is shown are shown themselves: not what is only asked. */
function shownBy(node: Node): Node[] {
  switch (node.type) {
    case 'ConditionalExpression':
      return [node.consequent, node.alternate] as Node[];
    case 'LogicalExpression':
      return (node.operator === '&&' ? [node.right] : [node.left, node.right]) as Node[];
    case 'BinaryExpression':
      return (node.operator === '+' ? [node.left, node.right] : []) as Node[];
    case 'TemplateLiteral':
      return node.quasis as Node[];
    case 'ArrayExpression':
      return node.elements as Node[];
    default:
      return [];
  }
}

const isCallOf = (node: Node, name: string) =>
  node.type === 'CallExpression' && (node.callee as Node).name === name;

function textOf(node: Node): string | undefined {
  if (node.type === 'TemplateElement') return (node.value as { raw: string }).raw;
  return node.type === 'Literal' && typeof node.value === 'string' ? node.value : undefined;
}

const childrenOf = (node: Node): Node[] =>
  Object.values(node)
    .flat()
    .filter((one): one is Node => typeof one === 'object' && one !== null && 'type' in one);
