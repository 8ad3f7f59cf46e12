import { readFileSync } from 'node:fs';
import { describe, expect, it } from 'vitest';
import { parseToken, type TokenAsk } from '../../../../lib/domain/diagnose/token.ts';
import { answerOf, bestOfFive } from '../an-answer.ts';

const NOW_MS = Date.parse('2026-11-20T10:00:00Z');
const SECRET = 'S-&<"\'%+/=é~8Q~abcdefghijklmno';
const ASK: TokenAsk = {
  clientId: '0f8fad5b-d9cb-469f-a165-70867728950e',
  tenantId: '7c9e6679-7425-40de-944b-e07fc1f90ae7',
  org: 'https://acme.crm4.dynamics.com',
  secret: SECRET,
  authorityHost: 'login.microsoftonline.com',
};
const GOOD = { token_type: 'Bearer', expires_in: 3599, access_token: 'eyJ0.eyJh.sig' };
const read = (status: number, body: unknown, headers = {}) =>
  parseToken(ASK, answerOf(status, body, headers), NOW_MS);
const failureOf = (status: number, body: unknown, headers = {}) => {
  const result = read(status, body, headers);
  if (result.ok) throw new Error(`taken for a token: ${result.value.value.slice(0, 40)}`);
  return result.failure;
};
const aadsts = (number: number, error: string, text = `AADSTS${number}: it says.`) => ({
  error,
  error_description: text,
  error_codes: [number],
});

describe('a number of Entra chooses the help', () => {
  it.each<[number, string, number, string]>([
    [7000215, 'invalid_client', 401, 'entra/secret-wrong'],
    [70002, 'invalid_client', 401, 'entra/secret-wrong'],
    [7000222, 'invalid_client', 401, 'entra/secret-expired'],
    [7000216, 'invalid_request', 400, 'entra/secret-absent'],
    [7000218, 'invalid_client', 401, 'entra/secret-absent'],
    [700016, 'unauthorized_client', 400, 'entra/app-unknown'],
    [700011, 'unauthorized_client', 400, 'entra/app-unknown'],
    [7000229, 'invalid_client', 401, 'entra/no-service-principal'],
    [7000112, 'unauthorized_client', 400, 'entra/app-disabled'],
    [700025, 'invalid_client', 401, 'entra/app-is-public'],
    [90002, 'invalid_request', 400, 'entra/tenant-unknown'],
    [900023, 'invalid_request', 400, 'entra/tenant-unknown'],
    [90038, 'invalid_request', 400, 'entra/other-cloud'],
    [900382, 'invalid_request', 400, 'entra/other-cloud'],
    [900432, 'invalid_request', 400, 'entra/other-cloud'],
    [500011, 'invalid_resource', 400, 'entra/resource-unknown'],
    [53003, 'invalid_grant', 400, 'entra/conditional-access'],
    [53000, 'interaction_required', 400, 'entra/conditional-access'],
    [530032, 'invalid_grant', 400, 'entra/conditional-access'],
    [9002326, 'invalid_request', 400, 'entra/origin-refused'],
    [90023, 'invalid_request', 400, 'entra/origin-refused'],
    [90033, 'temporarily_unavailable', 400, 'entra/busy'],
    [90006, 'temporarily_unavailable', 503, 'entra/busy'],
    [90012, 'temporarily_unavailable', 400, 'entra/busy'],
    [90055, 'invalid_request', 429, 'entra/busy'],
    [50196, 'invalid_grant', 429, 'entra/busy'],
  ])('%i (%s, HTTP %i) is %s', (number, error, status, code) => {
    const failure = failureOf(status, aadsts(number, error));
    expect(failure.code).toBe(code);
    expect(failure.service).toMatchObject({
      code: `AADSTS${number}`,
      text: `AADSTS${number}: it says.`,
    });
  });

  it.each([
    700027, 1002012, 70011, 28003, 700022, 65001, 90094, 650052, 650057, 50034, 50126, 50053, 50055,
    50057, 50076, 50079, 50105, 50011, 50194, 9001023, 900144, 9002313, 70003, 700084, 9002327, 1,
    999999999,
  ])('%i, which we have no help for, is told in its own words', (number) => {
    expect(failureOf(400, aadsts(number, 'invalid_grant'))).toMatchObject({
      code: 'entra/refused',
      error: 'invalid_grant',
      service: { status: 400, code: `AADSTS${number}` },
    });
  });

  it.each<[string, unknown]>([
    ['missing', undefined],
    ['texts', ['7000215']],
    ['an object', {}],
    ['a bare number', 7000215],
    ['a bare text', '7000215'],
    ['empty', []],
    ['nonsense', ['x', 7]],
    ['negative', [-7000215]],
    ['null', [null]],
    ['an object that cannot become a number', [{ valueOf: 1, toString: 1 }]],
    ['nested', [[[{ toString: 1 }]]]],
  ])('with error_codes that are %s the text says it', (_form, error_codes) => {
    const body = { ...aadsts(7000215, 'invalid_client'), error_codes };
    expect(failureOf(401, body).code).toBe('entra/secret-wrong');
  });

  it('with neither number nor known text the error itself is told', () => {
    const body = { error: 'invalid_client', error_description: 'Neuer Text ohne Nummer' };
    expect(failureOf(401, body)).toMatchObject({ code: 'entra/refused', error: 'invalid_client' });
  });

  it('a secret that is a GUID is nearly always the secret id', () => {
    const guid = { ...ASK, secret: ASK.tenantId };
    const answer = answerOf(401, aadsts(7000215, 'invalid_client'));
    expect(parseToken(guid, answer, NOW_MS)).toMatchObject({
      failure: { looksLikeSecretId: true },
    });
    expect(failureOf(401, aadsts(7000215, 'invalid_client'))).toMatchObject({
      looksLikeSecretId: false,
    });
  });

  it('a recorded answer of a real Entra is understood, with its trace', () => {
    const sample = 'tests/fixtures/samples/entra_error_9002326_client_credentials_origin.json';
    const failure = failureOf(400, readFileSync(sample, 'utf8'));
    expect(failure).toMatchObject({
      code: 'entra/origin-refused',
      service: {
        traceId: 'a9435a09-0547-41b1-b2dc-4919ff232800',
        correlationId: '5ad8817f-08bb-4e54-95d5-d692e0a3adf8',
      },
    });
    expect(failure.service?.text).not.toContain('Trace ID');
  });
});

describe('foreign words are tamed', () => {
  it.each<[string, string, string]>([
    ['markup stays text', '<img src=x onerror=alert(1)>', '<img src=x onerror=alert(1)>'],
    ['a script link stays text', 'javascript:alert(1)', 'javascript:alert(1)'],
    ['ANSI is taken out', '\u001b[31mred\u001b[0m', '[31mred [0m'],
    ['bidirectional controls are taken out', 'abc\u202egpj.exe', 'abc gpj.exe'],
    ['the posted secret is taken out', `you sent ${SECRET}!`, 'you sent ‹secret›!'],
    [
      'the form-encoded secret too',
      `got ${new URLSearchParams({ s: SECRET }).toString().slice(2)}.`,
      'got ‹secret›.',
    ],
    ['a token is taken out', 'use eyJhbGciOiJSUzI1NiJ9.eyJhdWQiOiJ4In0.c2ln', 'use ‹token›'],
  ])('%s', (_what, text, shown) => {
    expect(failureOf(400, aadsts(1, 'invalid_request', text)).service?.text).toBe(shown);
  });

  it('the secret in the error itself is taken out', () => {
    const said = JSON.stringify(failureOf(400, { error: `bad ${SECRET}`, trace_id: SECRET }));
    expect(said).not.toContain('8Q~');
  });

  it('a link of theirs is never kept', () => {
    const body = { ...aadsts(7000222, 'invalid_client'), error_uri: 'https://evil.test/help' };
    expect(JSON.stringify(failureOf(401, body))).not.toContain('evil.test');
  });

  it.each<[string, unknown]>([
    ['1 MB', 'x'.repeat(1_000_000)],
    ['a hundred thousand numbers', 'AADSTS'.repeat(100_000)],
    ['a hundred thousand numbers with digits', 'AADSTS7'.repeat(100_000)],
    ['a hundred thousand traces', ' Trace ID:'.repeat(100_000)],
    ['line ends', '\r\n'.repeat(100_000)],
    ['beginnings of tokens', 'eyJ-'.repeat(100_000)],
    ['no text at all', { a: 1 }],
  ])('a description of %s is cut, in less than 10 ms per 100 kB', (_size, description) => {
    const body = JSON.stringify({ error: 'x', error_description: description });
    const text = failureOf(400, body).service?.text ?? '';
    expect(text.length).toBeLessThanOrEqual(300);
    const tenth = JSON.stringify({
      error: 'x',
      error_description: String(description).slice(0, 100_000),
    });
    expect(bestOfFive(() => read(400, tenth))).toBeLessThan(10);
  });
});

describe('what is no token', () => {
  it.each<[string, number, unknown, string]>([
    ['an error that is an object', 200, { error: { code: 'x' } }, 'entra/bad-answer'],
    ['an error beside HTTP 200', 200, { error: 'invalid_client' }, 'entra/refused'],
    ['an error beside a token', 200, { ...GOOD, error: 'invalid_client' }, 'entra/refused'],
    ['a good token with HTTP 400', 400, GOOD, 'entra/bad-answer'],
    ['a good token with HTTP 201', 201, GOOD, 'entra/bad-answer'],
    ['another kind of token', 200, { ...GOOD, token_type: 'mac' }, 'entra/bad-answer'],
    ['no kind', 200, { ...GOOD, token_type: undefined }, 'entra/bad-answer'],
    ['no token', 200, { token_type: 'Bearer', expires_in: 1 }, 'entra/bad-answer'],
    [
      'a token with a line end',
      200,
      { ...GOOD, access_token: 'a\r\nX-Evil: 1' },
      'entra/bad-answer',
    ],
    [
      'a token with a line end behind it',
      200,
      { ...GOOD, access_token: 'abc\n' },
      'entra/bad-answer',
    ],
    ['a token with a blank', 200, { ...GOOD, access_token: 'a b' }, 'entra/bad-answer'],
    ['a token of 1 MB', 200, { ...GOOD, access_token: 'a'.repeat(1_000_000) }, 'entra/bad-answer'],
    ['a token that is not ASCII', 200, { ...GOOD, access_token: 'é' }, 'entra/bad-answer'],
    ['a token of broken UTF-8', 200, { ...GOOD, access_token: 'a\ufffd' }, 'entra/bad-answer'],
    ['an empty token', 200, { ...GOOD, access_token: '' }, 'entra/bad-answer'],
    ['a number for a token', 200, { ...GOOD, access_token: 7 }, 'entra/bad-answer'],
    [
      'a polluting key',
      200,
      '{"__proto__":{"access_token":"evil","token_type":"Bearer"}}',
      'entra/bad-answer',
    ],
    [
      'a polluting constructor',
      200,
      '{"constructor":{"prototype":{"access_token":"x"}}}',
      'entra/bad-answer',
    ],
    ['an empty array', 200, '[]', 'net/not-understood'],
    ['null', 200, 'null', 'net/not-understood'],
    ['an empty text', 200, '""', 'net/not-understood'],
    ['zero', 200, '0', 'net/not-understood'],
    ['nothing', 200, '', 'net/not-understood'],
    ['half an object', 200, '{', 'net/not-understood'],
    ['NaN', 200, 'NaN', 'net/not-understood'],
    ['two objects', 200, '{"a":1}{"b":2}', 'net/not-understood'],
    ['an XSSI prefix', 200, `)]}',\n${JSON.stringify(GOOD)}`, 'net/not-understood'],
    ['UTF-16', 200, [...JSON.stringify(GOOD)].join('\0'), 'net/not-understood'],
    ['a token in a web page', 200, `<html><pre>${JSON.stringify(GOOD)}</pre>`, 'net/web-page'],
  ])('%s', (_what, status, body, code) => {
    expect(failureOf(status, body).code).toBe(code);
    expect(({} as Record<string, unknown>).access_token).toBeUndefined();
  });

  it('a page that only its content type calls so is one too', () => {
    const failure = failureOf(200, 'sign in', { contentType: 'text/html; charset=utf-8' });
    expect(failure).toEqual({ code: 'net/web-page', host: 'acme.crm4.dynamics.com' });
  });
});

describe('a token', () => {
  it.each<[string, unknown, number | 'refused']>([
    ['a number', 3599, 3_599_000],
    ['a text', '3599', 3_599_000],
    ['a fraction', 3599.5, 3_599_000],
    ['too much', 1e20, 86_400_000],
    ['nonsense', 'abc', 300_000],
    ['missing', undefined, 300_000],
    ['null', null, 300_000],
    ['an object that cannot become a number', { valueOf: 1, toString: 1 }, 300_000],
    ['zero', 0, 'refused'],
    ['negative', -1, 'refused'],
    ['a negative text', '-1', 'refused'],
  ])('whose lifetime is %s', (_what, expires_in, lifetimeMs) => {
    const result = read(200, { ...GOOD, expires_in });
    if (lifetimeMs === 'refused')
      expect(result).toMatchObject({ failure: { code: 'entra/bad-answer' } });
    else expect(result).toEqual({ ok: true, value: { value: GOOD.access_token, lifetimeMs } });
  });

  it.each<[string, string]>([
    ['a byte order mark before it', `\ufeff${JSON.stringify(GOOD)}`],
    ['its kind in lower case', JSON.stringify({ ...GOOD, token_type: 'bearer' })],
    ['its key twice: the last one wins', `{"access_token":"x",${JSON.stringify(GOOD).slice(1)}`],
    ['members that nobody knows', JSON.stringify({ ...GOOD, ext_expires_in: 1, x: {} })],
  ])('is taken with %s', (_what, body) => {
    expect(read(200, body)).toMatchObject({ ok: true, value: { value: GOOD.access_token } });
  });
});

describe('Entra in trouble', () => {
  it.each<[string, number, unknown, string | undefined, number]>([
    ['429 with JSON', 429, aadsts(90055, 'x'), '7', 7_000],
    ['429 with a page', 429, '<html>', '7', 7_000],
    ['429 with nothing', 429, '', undefined, 5_000],
    ['503 with a page', 503, '<html>', undefined, 5_000],
    ['502 with nothing', 502, '', undefined, 5_000],
    ['500 with another shape', 500, { message: 'x' }, undefined, 5_000],
  ])('%s is busy, not broken', (_what, status, body, retryAfter, waitMs) => {
    expect(failureOf(status, body, retryAfter ? { retryAfter } : {})).toMatchObject({
      code: 'entra/busy',
      retryAtMs: NOW_MS + waitMs,
      service: { status },
    });
  });

  it('its own refusal wins over the status', () => {
    expect(failureOf(500, aadsts(7000222, 'invalid_client')).code).toBe('entra/secret-expired');
  });
});
