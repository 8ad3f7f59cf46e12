import { header, type Incoming } from '../exchange.ts';
import { type Refusal, refusals } from './aadsts.ts';

export type TokenForm = { clientId: string; scope: string; secret: string | undefined };

/** The form of a client-credentials request, or what Entra says of it. */
// Source: Microsoft Learn, v2-oauth2-client-creds-grant-flow; the order of the checks is assumed
export function readTokenForm(request: Incoming): TokenForm | Refusal {
  // Source: public pastes: a body of another content type has no parameters, hence 900144
  const type = (header(request, 'content-type') ?? '').split(';')[0]?.trim().toLowerCase();
  if (type !== 'application/x-www-form-urlencoded') return refusals.parameterMissing('grant_type');
  const form = pairs(request.body);
  if (!form) return refusals.malformed();
  const grant = form.get('grant_type');
  if (!grant) return refusals.parameterMissing('grant_type');
  if (grant !== 'client_credentials') return refusals.grantUnsupported(grant);
  const clientId = form.get('client_id');
  if (!clientId) return refusals.parameterMissing('client_id');
  const scope = form.get('scope');
  if (!scope) return refusals.parameterMissing('scope');
  return { clientId, scope, secret: form.get('client_secret') || undefined };
}

/** Each name once, each value decoded once; anything else is malformed (assumed: 9002313). */
function pairs(body: string): Map<string, string> | undefined {
  const form = new Map<string, string>();
  for (const pair of body.split('&')) {
    if (pair === '') continue;
    const at = pair.indexOf('=');
    const name = decode(at < 0 ? pair : pair.slice(0, at));
    const value = decode(at < 0 ? '' : pair.slice(at + 1));
    if (name === undefined || value === undefined || form.has(name)) return;
    form.set(name, value);
  }
  return form;
}

function decode(text: string): string | undefined {
  try {
    return decodeURIComponent(text.replaceAll('+', ' '));
  } catch (error) {
    if (error instanceof URIError) return undefined;
    throw error;
  }
}

/** The resource that a scope asks for. */
// Source: v2-oauth2-client-creds-grant-flow: "the resource identifier … suffixed with /.default"
export function readScope(scope: string): { resource: string } | Refusal {
  const scopes = scope.split(' ').filter((one) => one !== '');
  const [only, ...more] = scopes;
  if (only === undefined || more.length > 0) return refusals.scopeMalformed(scope);
  if (!/^[\x21-\x7e]+$/.test(only)) return refusals.scopeMalformed(scope);
  if (!only.endsWith('/.default')) return refusals.scopeNotDefault(scope);
  return { resource: only.slice(0, -'/.default'.length) };
}
