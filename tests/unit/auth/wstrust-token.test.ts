import { describe, expect, it } from 'vitest';
import { requestSamlToken, type SamlAsk } from '../../../lib/auth/wstrust-token.ts';
import type { Ask } from '../../../lib/clients/egress.ts';
import { diagnoseLine, type Reply } from '../../../lib/domain/reply.ts';
import { REAL_RSTR, sample } from '../clients/adfs/sample.ts';

const HOST = 'sts.contoso.local';
const PATH = '/adfs/services/trust/13/usernamemixed';
const ASK: SamlAsk = {
  endpoint: { url: `https://${HOST}${PATH}`, path: PATH },
  stsOrigin: `https://${HOST}`,
  appliesTo: 'https://crm.contoso.local/XRMServices/2011/Organization.svc',
  username: 'CONTOSO\\svc',
  password: 'S3cret-word',
  messageId: 'f07eb8c1-cda5-4998-a38d-94f95be07204',
  serverMs: Date.parse('2014-11-18T19:46:20Z'),
};
const answer = (text: string, status = 200, contentType = 'application/soap+xml'): Reply => ({
  kind: 'answer',
  host: HOST,
  status,
  headers: { contentType },
  text,
});
const FAULT = sample('keystoneauth_ADFS_fault.xml');

async function request(reply: Reply, more: Partial<SamlAsk> = {}) {
  const asked: Ask[] = [];
  const token = await requestSamlToken(
    async (ask) => {
      asked.push(ask);
      return reply;
    },
    { ...ASK, ...more },
    { diagnoseLine: (one) => diagnoseLine(one) ?? { code: 'net/unreachable', host: HOST } },
  );
  return { asked, token };
}
const codeOf = async (reply: Reply) => {
  const { token } = await request(reply);
  return token.ok ? 'a token' : token.failure.code;
};

describe('an answer of AD FS', () => {
  it.each<[string, Reply, string]>([
    ['with a token is a token', answer(REAL_RSTR), 'a token'],
    ['with a fault is that fault', answer(FAULT, 500), 'ifd/wrong-password'],
    [
      'with a fault is that fault, though the status is fine',
      answer(FAULT, 200),
      'ifd/wrong-password',
    ],
    [
      'with a token is none, where the status says failure',
      answer(REAL_RSTR, 500),
      'ifd/unavailable',
    ],
    [
      'with a token is none, where the status says refusal',
      answer(REAL_RSTR, 403),
      'ifd/sts-refused',
    ],
    ['404 says that the endpoint is off', answer('', 404), 'ifd/endpoint-off'],
    ['503 says so too', answer('<html>Service Unavailable', 503, 'text/html'), 'ifd/endpoint-off'],
    [
      'with a page is a page',
      answer('<!DOCTYPE html><html>', 200, 'text/html'),
      'ifd/sign-in-page',
    ],
    ['elsewhere is a page', { kind: 'redirect', host: HOST }, 'ifd/sign-in-page'],
    ['with nothing is not read', answer(''), 'ifd/bad-xml'],
    [
      'with an entity bomb is not read',
      answer('<!DOCTYPE a [<!ENTITY x "y">]><a>&x;</a>'),
      'ifd/bad-xml',
    ],
    ['cut off is not read', answer(REAL_RSTR.slice(0, -20)), 'ifd/bad-xml'],
    [
      'that never comes is no answer',
      { kind: 'silence', host: HOST, waitedMs: 20_000 },
      'net/no-reply',
    ],
    [
      'with a token of a megabyte is too large',
      answer(REAL_RSTR.replace('GcCk8', 'A'.repeat(300_000))),
      'ifd/assertion-too-large',
    ],
    [
      'with a token over 64 kB is passed on',
      answer(REAL_RSTR.replace('GcCk8', 'A'.repeat(70_000))),
      'a token',
    ],
  ])('%s', async (_what, reply, code) => {
    expect(await codeOf(reply)).toBe(code);
  });

  it('with a token that is over already is told so', async () => {
    const { token } = await request(answer(REAL_RSTR), {
      serverMs: Date.parse('2026-01-01T00:00:00Z'),
    });
    expect(token).toEqual({ ok: false, failure: { code: 'ifd/token-expired', host: HOST } });
  });
});

describe('the request', () => {
  it('is one, by POST to the confirmed origin, and has the password in its body alone', async () => {
    const { asked } = await request(answer(FAULT, 500));
    const [one, ...more] = asked;
    expect(more).toEqual([]);
    expect(one).toMatchObject({
      purpose: { for: 'sts', origin: `https://${HOST}` },
      method: 'POST',
      url: ASK.endpoint.url,
    });
    expect(one?.headers?.['Content-Type']).toBe('application/soap+xml; charset=utf-8');
    const { body, ...outside } = one ?? {};
    expect(body).toContain(ASK.password);
    expect(JSON.stringify(outside)).not.toContain(ASK.password);
  });

  it.each([
    ['username', 'a\u0001'],
    ['password', '\ud800'],
  ] as const)('is not sent with a %s that XML cannot carry', async (field, value) => {
    const { asked, token } = await request(answer(REAL_RSTR), { [field]: value });
    expect(asked).toEqual([]);
    expect(token).toEqual({ ok: false, failure: { code: 'ifd/characters', field } });
  });

  it('that is echoed by the server leaves no password behind', async () => {
    const echo = FAULT.replace('At least one', `Wrong: ${ASK.password}. At least one`);
    const { token } = await request(answer(echo, 500));
    expect(JSON.stringify(token)).not.toContain(ASK.password);
    expect(token).toMatchObject({
      failure: { service: { text: expect.stringContaining('‹secret›') } },
    });
  });

  it('that a proxy writes back in the title of its page leaves no password behind', async () => {
    const page = `<!doctype html><title>Blocked: ${ASK.password}</title>`;
    const { token } = await request(answer(page, 200, 'text/html'));
    expect(token.ok ? '' : token.failure.code).toBe('ifd/sign-in-page');
    expect(JSON.stringify(token)).toContain('Blocked: ‹secret›');
  });
});
