import type { Answer } from './exchange.ts';

/** What a plug-in's trace or a gateway's page may add to a refusal: as many characters as a large web page has. */
// Source: none; how long the words of a refusal may be, no document says
const MORE = ' at Contoso.Plugins.Audit.Execute(IServiceProvider provider) in line 42;'.repeat(
  1_400,
);
const TEXTS = new Set(['message', 'error_description', 'ResponseText', 'Message', 'MessageDetail']);

/** The same refusal, each of its texts 100 kB long. What is no refusal in JSON stays as it is. */
export function makeWordy(answer: Answer): Answer {
  if (answer.kind !== 'reply' || answer.status < 400) return answer;
  const text = answer.body.toString();
  if (!text.startsWith('{')) return answer;
  const body = JSON.stringify(JSON.parse(text), (name, value: unknown) =>
    TEXTS.has(name) && typeof value === 'string' ? `${value}${MORE}` : value,
  );
  return { ...answer, body };
}
