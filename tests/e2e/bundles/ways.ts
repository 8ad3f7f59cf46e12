/** What a bundle could do behind the one gate, and how it would be written. Reading markup is told from writing it. */
const PATTERNS: Record<string, RegExp> = {
  'a call of fetch': /\bfetch\(/g,
  'another way to a network':
    /\b(?:XMLHttpRequest|WebSocket|WebSocketStream|WebTransport|EventSource|RTCPeerConnection|sendBeacon|importScripts)\b/g,
  'another thread': /\bnew (?:\w+\.)?(?:Shared)?Worker\b/g,
  'code of text': /\beval\(|\bnew Function\b|\bFunction\(/g,
  'markup of text':
    /\.(?:inner|outer)HTML\s*\+?=[^=]|insertAdjacentHTML|document\.write|createContextualFragment|setHTMLUnsafe|\.srcdoc\b/g,
  'a word for markup': /\bdangerouslySetInnerHTML\b|\binnerHTML\b/g,
};

/** How often each way stands in a text. What does not occur is not named. */
export const waysIn = (text: string): Record<string, number> =>
  Object.fromEntries(
    Object.entries(PATTERNS)
      .map(([way, pattern]) => [way, text.match(pattern)?.length ?? 0] as const)
      .filter(([, count]) => count > 0),
  );

/**
 * All that the builds have of it. The background and the scripts that ask in a CRM page have the one fetch each, the
 * same source bundled apart. Preact, in a chunk that all pages share, knows the word for markup twice and compares
 * with what stands in an element once; where it would write is taken out (markup-dropping.ts), and we never use it.
 */
const ALL = [
  'background.js: 1 × a call of fetch',
  'dynamics.js: 1 × a call of fetch',
  'page-line.js: 1 × a call of fetch',
  'the chunks of the pages: 3 × a word for markup',
];
export const WAYS = { default: ALL, online: ALL, firefox: ALL };
