import { badQuery } from './refusal.ts';

export type Token = {
  kind: 'name' | 'string' | 'array' | 'number' | 'guid' | 'date' | 'mark' | 'end';
  text: string;
  at: number;
};

// Source: OData 4.0 ABNF (OASIS): literals of Edm.Guid, Edm.DateTimeOffset, numbers, quoted strings
// in which a quote is doubled; a name may be qualified with dots
const SHAPES: readonly [Token['kind'], RegExp][] = [
  ['guid', /[0-9a-f]{8}-(?:[0-9a-f]{4}-){3}[0-9a-f]{12}(?![\w-])/iy],
  ['date', /\d{4}-\d\d-\d\d(?:T\d\d:\d\d(?::\d\d(?:\.\d+)?)?(?:Z|[+-]\d\d:\d\d))?(?![\w-])/y],
  ['number', /-?\d+(?:\.\d+)?(?:e[+-]?\d+)?(?![\w-])/iy],
  ['string', /'(?:[^']|'')*'/y],
  // An array is JSON, whose texts may stand in either kind of quotes.
  ['array', /\[(?:"(?:[^"\\]|\\.)*"|'(?:[^']|'')*'|[^\]"'])*\]/y],
  ['name', /[A-Za-z_]\w*(?:\.[A-Za-z_]\w*)*/y],
  ['mark', /[(),/:=@]/y],
];

export function readTokens(text: string): Token[] {
  const tokens: Token[] = [];
  let at = 0;
  while (at < text.length) {
    if (text[at] === ' ') {
      at += 1;
      continue;
    }
    const token = tokenAt(text, at);
    tokens.push(token);
    at += token.text.length;
  }
  tokens.push({ kind: 'end', text: '', at: text.length });
  return tokens;
}

function tokenAt(text: string, at: number): Token {
  for (const [kind, shape] of SHAPES) {
    shape.lastIndex = at;
    const found = shape.exec(text)?.[0];
    if (found !== undefined) return { kind, text: found, at };
  }
  // Source: OData library, as pasted in Azure/data-api-builder#3039
  if (text[at] === "'") {
    throw badQuery(
      `There is an unterminated string literal at position ${text.length} in '${text}'.`,
    );
  }
  // Source: OData library, as pasted in AleksandrRogov/DynamicsWebApi#40
  throw badQuery(
    `Syntax error: character '${text[at]}' is not valid at position ${at} in '${text}'.`,
  );
}
