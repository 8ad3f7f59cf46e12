import { describe, expect, it } from 'vitest';
import {
  isElsewhere,
  readIfdChallenge,
  wantsWindows,
} from '../../../../lib/domain/diagnose/ifd-challenge.ts';
import type { Answer, Reply } from '../../../../lib/domain/reply.ts';
import { bestOfFive } from '../an-answer.ts';

const HOST = 'crm.contoso.local';
const answer = (
  status: number,
  wwwAuthenticate?: string,
  text = '',
  contentType?: string,
): Answer => ({
  kind: 'answer',
  host: HOST,
  status,
  headers: { ...(wwwAuthenticate && { wwwAuthenticate }), ...(contentType && { contentType }) },
  text,
});
const OAUTH =
  'Bearer authorization_uri=https://adfs.example.com/adfs/oauth2/authorize, resource_id=https://org.crm.example.com/';
const OLDER = 'Bearer redirect_uri=https://adfs.example.com/adfs/ls/';

describe('what a company’s own server says to a stranger', () => {
  it.each<[string, Reply, unknown]>([
    ['OAuth', answer(401, OAUTH), { kind: 'oauth', authority: 'adfs.example.com' }],
    [
      'OAuth beside Windows',
      answer(401, `Negotiate, NTLM, ${OAUTH}`),
      { kind: 'oauth', authority: 'adfs.example.com' },
    ],
    [
      'OAuth before Windows',
      answer(401, `${OAUTH}, Negotiate, NTLM`),
      { kind: 'oauth', authority: 'adfs.example.com' },
    ],
    [
      'OAuth in capitals and quotes',
      answer(401, 'BEARER Authorization_URI="https://adfs.example.com/x"'),
      { kind: 'oauth', authority: 'adfs.example.com' },
    ],
    ['the older kind', answer(401, OLDER), { kind: 'ws-trust' }],
    ['a Bearer that names nothing', answer(401, 'Bearer'), { kind: 'ws-trust' }],
    [
      'a Bearer over http',
      answer(401, 'Bearer authorization_uri=http://adfs.example.com/x'),
      { kind: 'ws-trust' },
    ],
    ['Windows', answer(401, 'Negotiate, NTLM'), { kind: 'windows' }],
    ['Windows with a token', answer(401, 'Negotiate oYGz, NTLM'), { kind: 'windows' }],
    ['NTLM alone', answer(401, 'NTLM'), { kind: 'windows' }],
    ['nothing', answer(401), { kind: 'open' }],
    ['a realm that looks like Windows', answer(401, 'Basic realm="Negotiate"'), { kind: 'open' }],
    ['64 kB', answer(401, `Bearer ${'x'.repeat(65_536)}`), { kind: 'open' }],
    ['a redirect', { kind: 'redirect', host: HOST }, { kind: 'page' }],
    [
      'a sign-in page',
      answer(200, undefined, '<!DOCTYPE html><html>', 'text/html'),
      { kind: 'page' },
    ],
    ['a sign-in page with 401', answer(401, undefined, '<html>', 'text/html'), { kind: 'page' }],
    ['an answer', answer(200, undefined, '{}'), { kind: 'open' }],
    ['no such version', answer(404), undefined],
    ['no such version of another kind', answer(501), undefined],
    ['silence', { kind: 'silence', host: HOST, waitedMs: 1 }, undefined],
    ['nobody', { kind: 'unreachable', host: HOST }, undefined],
  ])('%s', (_what, reply, challenge) => {
    expect(readIfdChallenge(reply)).toEqual(challenge);
  });

  it.each<[number, boolean]>([
    [404, true],
    [501, true],
    [400, true],
    [401, false],
    [503, false],
    [200, false],
  ])('%i sends us to the next version: %s', (status, expected) => {
    expect(isElsewhere(answer(status))).toBe(expected);
  });

  it('only a 401 with Windows and nothing else is Windows only', () => {
    expect(wantsWindows(answer(401, 'Negotiate, NTLM'))).toBe(true);
    expect(wantsWindows(answer(401, `Negotiate, NTLM, ${OLDER}`))).toBe(false);
    expect(wantsWindows(answer(200, 'Negotiate'))).toBe(false);
    expect(wantsWindows(answer(401))).toBe(false);
  });

  it.each(['Bearer ', ', ', 'Negotiate', '=', '"'])('100 kB of %j are read in no time', (bait) => {
    const tookMs = bestOfFive(() => {
      readIfdChallenge(answer(401, bait.repeat(Math.ceil(8_000 / bait.length))));
      wantsWindows(answer(401, bait.repeat(Math.ceil(100_000 / bait.length))));
    });
    expect(tookMs).toBeLessThan(10);
  });
});
