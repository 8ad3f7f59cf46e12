import { header, type Incoming } from '../exchange.ts';
import { badRequest, badSyntax } from './problem.ts';

/** The JSON object that a request carries; only these members are known. */
// Source: words of real answers as pasted in public issues
export function readBody(request: Incoming, members: readonly string[]): Record<string, unknown> {
  const type = header(request, 'content-type');
  if (type === undefined) {
    throw badSyntax(
      'Write requests (excluding DELETE) must contain the Content-Type header declaration.',
    );
  }
  if (request.body === '') throw badSyntax('Empty Payload. JSON content expected.');
  const value = /^application\/json(?:;|$)/i.test(type.trim()) ? parsed(request.body) : undefined;
  if (typeof value !== 'object' || value === null || Array.isArray(value)) {
    throw badSyntax(
      'Unable to read JSON request payload. Please ensure Content-Type header is set and payload is of valid JSON format.',
    );
  }
  for (const name of Object.keys(value)) {
    if (!members.includes(name)) throw badRequest(`Invalid property '${name}'.`);
  }
  return value as Record<string, unknown>;
}

function parsed(text: string): unknown {
  try {
    return JSON.parse(text);
  } catch (error) {
    if (error instanceof SyntaxError) return undefined;
    throw error;
  }
}

export const invalidValue = (name: string, resource: string) =>
  badRequest(`Invalid value specified for property '${name}' of resource '${resource}'.`);

/** A text of the body, or nothing. */
export function readText(
  body: Record<string, unknown>,
  name: string,
  resource: string,
  longest: number,
): string | undefined {
  const value = body[name];
  if (value === undefined || value === null) return undefined;
  if (typeof value !== 'string' || value.length > longest) throw invalidValue(name, resource);
  return value;
}
