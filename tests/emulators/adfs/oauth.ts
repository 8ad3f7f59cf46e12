import { randomUUID } from 'node:crypto';
import { htmlReply, type Incoming, jsonReply, type Reply } from '../exchange.ts';

/** The OAuth endpoints of a farm in which no client of ours is registered. */
// Source: Microsoft Learn, "AD FS OpenID Connect/OAuth concepts"; MSIS9607 (client) and MSIS9622 as
// in public pastes; that the page of authorize answers 200 is assumed
export function answerOAuth(request: Incoming): Reply | undefined {
  const base = `https://${request.host}/adfs`;
  if (request.pathname === '/adfs/.well-known/openid-configuration') {
    return jsonReply(200, {
      issuer: base,
      authorization_endpoint: `${base}/oauth2/authorize/`,
      token_endpoint: `${base}/oauth2/token/`,
      jwks_uri: `${base}/discovery/keys`,
      response_types_supported: ['code', 'id_token', 'code id_token', 'id_token token'],
      response_modes_supported: ['query', 'fragment', 'form_post'],
      grant_types_supported: [
        'authorization_code',
        'refresh_token',
        'client_credentials',
        'password',
      ],
      subject_types_supported: ['pairwise'],
      scopes_supported: ['openid', 'profile', 'user_impersonation'],
      id_token_signing_alg_values_supported: ['RS256'],
      access_token_issuer: `http://${request.host}/adfs/services/trust`,
    });
  }
  if (/^\/adfs\/oauth2\/token\/?$/.test(request.pathname) && request.method === 'POST') {
    const id = new URLSearchParams(request.body).get('client_id') ?? '';
    return jsonReply(
      400,
      {
        error: 'invalid_client',
        error_description: `MSIS9607: The 'client_id' parameter in the request is invalid. No registered client is found with this identifier.${id ? '' : ' The parameter is missing.'}`,
      },
      { 'Cache-Control': 'no-store', 'client-request-id': randomUUID() },
    );
  }
  if (/^\/adfs\/oauth2\/authorize\/?$/.test(request.pathname)) {
    return htmlReply(
      200,
      '<!DOCTYPE html>\r\n<html lang="en-US"><head><title>Error</title></head><body><h1>An error occurred</h1><p>MSIS9223: Received invalid OAuth authorization request.</p></body></html>',
    );
  }
  return undefined;
}
