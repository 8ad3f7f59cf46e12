import { describe, expect, it } from 'vitest';
import { parseChallenge } from '../../../../lib/domain/diagnose/challenge.ts';
import { answerOf, bestOfFive } from '../an-answer.ts';

const TENANT = '7c9e6679-7425-40de-944b-e07fc1f90ae7';
const HOSTS = ['login.microsoftonline.com', 'login.windows.net'];
const AUTHORITY = `https://login.microsoftonline.com/${TENANT}/oauth2/authorize`;
const ORG = 'https://acme.crm4.dynamics.com';
const bearer = (authority: string, more = '') => `Bearer authorization_uri=${authority}${more}`;
const read = (wwwAuthenticate: string, status = 401) =>
  parseChallenge(answerOf(status, '', { wwwAuthenticate }), HOSTS);
const codeOf = (result: ReturnType<typeof read>) => (result.ok ? 'tenant' : result.failure.code);

describe('a tenant is taken from', () => {
  it.each<[string, string]>([
    ["the cloud's own form", bearer(AUTHORITY, `, resource_id=${ORG}/`)],
    ['quoted values', `Bearer authorization_uri="${AUTHORITY}", resource_id="${ORG}/"`],
    ['upper-case keys and scheme', `BEARER AUTHORIZATION_URI=${AUTHORITY}, RESOURCE_ID=${ORG}/`],
    ['an upper-case tenant', bearer(AUTHORITY.replace(TENANT, TENANT.toUpperCase()))],
    ['an upper-case host', bearer(AUTHORITY.replace('login.', 'LOGIN.'))],
    ['the host of old tenants', bearer(AUTHORITY.replace('microsoftonline.com', 'windows.net'))],
    [
      'the parameters in the other order',
      `Bearer resource_id=${ORG}/, authorization_uri=${AUTHORITY}`,
    ],
    ['no blank after the comma', `Bearer resource_id=${ORG}/,authorization_uri=${AUTHORITY}`],
    ['Negotiate and NTLM before it', `Negotiate, NTLM, ${bearer(AUTHORITY)}`],
    ['Negotiate and NTLM after it', `${bearer(AUTHORITY)}, Negotiate, NTLM`],
    ['Basic with a realm before it', `Basic realm="x, y", ${bearer(AUTHORITY)}`],
    ['the second of two Bearers', `${bearer('https://evil.test/x')}, ${bearer(AUTHORITY)}`],
    ['the first of two Bearers', `${bearer(AUTHORITY)}, ${bearer('https://evil.test/x')}`],
    ['a Bearer after one that names nothing', `Bearer realm="x", ${bearer(AUTHORITY)}`],
    [
      'an organisation that is called like a scheme',
      `Bearer resource_id=https://basic.crm4.dynamics.com/, authorization_uri=${AUTHORITY}`,
    ],
  ])('%s', (_form, header) => {
    expect(read(header)).toMatchObject({ ok: true, value: { tenantId: TENANT } });
  });

  it('its own address is told too, as an origin', () => {
    expect(read(bearer(AUTHORITY, `, resource_id=${ORG}/x?y`))).toMatchObject({
      value: { resource: ORG },
    });
  });

  it('an organisation called like a scheme keeps its own address', () => {
    const resource = 'https://negotiate.crm4.dynamics.com';
    expect(read(bearer(AUTHORITY, `, resource_id=${resource}/`))).toMatchObject({
      value: { resource },
    });
  });

  it('an address that is none is left out', () => {
    const found = read(bearer(AUTHORITY, ', resource_id=nonsense'));
    expect(found.ok && found.value).not.toHaveProperty('resource');
  });
});

describe('a foreign sign-in host is named and never believed', () => {
  it.each<[string, string, string]>([
    ['another host', `https://evil.test/${TENANT}/oauth2/authorize`, 'evil.test'],
    [
      'a look-alike that ends otherwise',
      `https://login.microsoftonline.com.evil.test/${TENANT}/oauth2/authorize`,
      'login.microsoftonline.com.evil.test',
    ],
    [
      'a look-alike that begins otherwise',
      `https://evil-login.microsoftonline.com/${TENANT}/x`,
      'evil-login.microsoftonline.com',
    ],
    [
      'a trailing dot',
      `https://login.microsoftonline.com./${TENANT}/x`,
      'login.microsoftonline.com.',
    ],
    [
      'another port',
      `https://login.microsoftonline.com:8443/${TENANT}/x`,
      'login.microsoftonline.com:8443',
    ],
    ['userinfo', `https://login.microsoftonline.com@evil.test/${TENANT}/x`, 'evil.test'],
    [
      'a user at the right host',
      `https://evil@login.microsoftonline.com/${TENANT}/x`,
      'login.microsoftonline.com',
    ],
    ['http', `http://login.microsoftonline.com/${TENANT}/x`, 'login.microsoftonline.com'],
    ['a backslash', `https://evil.test\\@login.microsoftonline.com/${TENANT}/x`, 'evil.test'],
    [
      'a Cyrillic o',
      `https://login.micrоsoftonline.com/${TENANT}/x`,
      new URL('https://login.micrоsoftonline.com').host,
    ],
    [
      "another cloud's host",
      `https://login.microsoftonline.us/${TENANT}/x`,
      'login.microsoftonline.us',
    ],
    ['AD FS', 'https://adfs.example.com/adfs/oauth2/authorize', 'adfs.example.com'],
  ])('%s', (_form, authority, host) => {
    expect(read(bearer(authority))).toEqual({
      ok: false,
      failure: { code: 'org/authority-untrusted', authority: host },
    });
  });

  it('a realm that hides another parameter is not believed', () => {
    const header = `Bearer realm="a\\",authorization_uri=https://evil.test/${TENANT}/x"`;
    expect(codeOf(read(header))).toBe('org/authority-untrusted');
  });
});

describe('no challenge of its own', () => {
  it.each<[string, string]>([
    ['no header', ''],
    ['Windows sign-in only', 'Negotiate, NTLM'],
    ['an older IFD', 'Bearer redirect_uri=https://adfs.example.com/adfs/ls/'],
    ['a Bearer with nothing in it', 'Bearer'],
    ['an empty parameter', 'Bearer authorization_uri='],
    ['an address that is none', 'Bearer authorization_uri=nonsense'],
    ['a scheme that only begins so', `Bearerish authorization_uri=${AUTHORITY}`],
    ['a Bearer in a value', `Basic realm="Bearer-authorization_uri=${AUTHORITY}"`],
    ['the common tenant', bearer('https://login.microsoftonline.com/common/oauth2/authorize')],
    [
      'a tenant by its domain',
      bearer('https://login.microsoftonline.com/contoso.com/oauth2/authorize'),
    ],
    ['the empty tenant', bearer(AUTHORITY.replace(TENANT, '00000000-0000-0000-0000-000000000000'))],
    ['a tenant with more behind it', bearer(AUTHORITY.replace(TENANT, `${TENANT}x`))],
    ['a tenant in the second place', bearer(`https://login.microsoftonline.com/x/${TENANT}`)],
    ['64 kB of header', bearer(AUTHORITY, `, x=${'a'.repeat(65_536)}`)],
  ])('%s', (_form, header) => {
    expect(codeOf(read(header))).toBe('org/no-challenge');
  });
});

describe('another status than 401', () => {
  it.each<[number, string, string]>([
    [400, '', 'org/not-here'],
    [404, '', 'org/not-here'],
    [500, '', 'org/unavailable'],
    [503, '<html>We are upgrading</html>', 'org/unavailable'],
    [403, '', 'org/no-challenge'],
    [204, '', 'org/no-challenge'],
    [200, '{"UserId":"x"}', 'org/no-challenge'],
    [200, '<!doctype html><title>Hotel</title>', 'net/web-page'],
    [200, ' \n<HTML>', 'net/web-page'],
  ])('%i with %j is %s, whatever its header says', (status, body, code) => {
    const answer = answerOf(status, body, { wwwAuthenticate: bearer(AUTHORITY) });
    expect(codeOf(parseChallenge(answer, HOSTS))).toBe(code);
  });

  it.each([
    [401, true],
    [403, undefined],
    [200, undefined],
  ])('%i asks the person for the tenant: %s', (status, asksTenant) => {
    const read = parseChallenge(answerOf(status, '', {}), HOSTS);
    expect(!read.ok && read.failure.code === 'org/no-challenge' && read.failure.asksTenant).toBe(
      asksTenant,
    );
  });
});

it.each<[string, string]>([
  ['Bearers', 'Bearer '.repeat(14_000)],
  ['commas', `Bearer ${','.repeat(100_000)}`],
  ['blanks', `Bearer${' '.repeat(100_000)}x`],
  ['quotes', `Bearer authorization_uri=${'"'.repeat(100_000)}`],
  ['schemes without blanks', 'BearerNegotiateNTLMBasic'.repeat(4_000)],
])('100 kB of %s take less than 10 ms', (_bait, header) => {
  const cut = header.slice(0, 8_192);
  expect(bestOfFive(() => [read(header), read(cut)])).toBeLessThan(10);
});
