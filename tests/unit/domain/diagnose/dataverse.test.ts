import { describe, expect, it } from 'vitest';
import { diagnoseDataverse, privilegeIn } from '../../../../lib/domain/diagnose/dataverse.ts';
import { answerOf, bestOfFive } from '../an-answer.ts';

const NOW_MS = Date.parse('2026-11-20T10:00:00Z');
const ASKER = {
  clientId: '0f8fad5b-d9cb-469f-a165-70867728950e',
  org: 'https://acme.crm4.dynamics.com',
};
const read = (status: number, body: unknown, headers = {}) =>
  diagnoseDataverse(ASKER, answerOf(status, body, headers), NOW_MS);
const error = (code: unknown, message: unknown = 'It says.') => ({ error: { code, message } });
const DENIED =
  'Principal user (Id=1, type=8, roleCount=1, privilegeCount=9, accessMode=4), is missing prvReadAccount privilege (Id=2) on OTC=1 for entity account';

describe('a code of Dataverse names the failure', () => {
  it.each<[number, string, string]>([
    [403, '0x80072560', 'org/user-unknown'],
    [403, '0x80040225', 'org/user-disabled'],
    [403, '0x80041d1f', 'org/user-disabled'],
    [403, '0x80041D1F', 'org/user-disabled'],
    [403, '0x80042f09', 'org/no-role'],
    [403, '0x8004D24B', 'org/no-licence'],
    [403, '0x80040220', 'org/privilege-missing'],
    [403, '0x8004A113', 'org/unavailable'],
    [503, '0x8004A113', 'org/unavailable'],
    [403, '0x8004A104', 'org/disabled'],
    [429, '0x80072322', 'org/busy'],
    [429, '0x80072321', 'org/busy'],
    [429, '0x80072326', 'org/busy'],
    [400, '0x80072326', 'org/busy'],
    [403, '0x80048306', 'org/unexpected'],
    [403, '0x8004A110', 'org/unexpected'],
    [403, '0x8004f507', 'org/unexpected'],
    [403, '0x80044507', 'org/unexpected'],
    [404, '0x80040217', 'org/not-here'],
    [404, '0x80060888', 'org/not-here'],
    [400, '0x80060888', 'org/unexpected'],
    [412, '0x80060882', 'org/unexpected'],
    [400, '0x80048d19', 'org/unexpected'],
  ])('HTTP %i %s is %s', (status, code, expected) => {
    const failure = read(status, error(code, 'AADSTS said'));
    expect(failure.code).toBe(expected);
    expect(failure.service).toMatchObject({ status, code, text: 'AADSTS said' });
  });
});

describe('without a code the status does', () => {
  it.each<[number, unknown, string]>([
    [401, '', 'org/token-refused'],
    [401, '<html>', 'org/token-refused'],
    [404, '', 'org/not-here'],
    [429, '', 'org/busy'],
    [500, '', 'org/unavailable'],
    [503, "<html>We're upgrading</html>", 'org/unavailable'],
    [403, '', 'org/unexpected'],
    [403, '<html>', 'org/unexpected'],
    [418, '', 'org/unexpected'],
    [204, '', 'net/not-understood'],
    [206, '{"UserId":"x"}', 'net/not-understood'],
    [304, '', 'net/not-understood'],
    [203, '<!doctype html>', 'net/web-page'],
    [
      403,
      error('', 'Access to Dataverse API is restricted for this application Id: x'),
      'org/app-restricted',
    ],
  ])('HTTP %i with %j is %s', (status, body, code) => {
    expect(read(status, body).code).toBe(code);
  });

  it.each<[string, unknown]>([
    ['null', 'null'],
    ['an array', '[]'],
    ['an error that is null', '{"error":null}'],
    ['an error that is a text', '{"error":"x"}'],
    ['codes that are no texts', error(7, {})],
    ['a code of the prototype', error('__proto__')],
    ['a code of every object', error('constructor')],
    ['a polluting body', '{"__proto__":{"error":{"code":"0x80072560"}}}'],
    ['a code of 1 MB', error('0'.repeat(1_000_000))],
  ])('a body with %s is read as none', (_what, body) => {
    const failure = read(403, body);
    expect(failure.code).toBe('org/unexpected');
    expect((failure.service?.code ?? '').length).toBeLessThanOrEqual(40);
  });
});

describe('a missing privilege', () => {
  it('is named', () => {
    expect(read(403, error('0x80040220', DENIED))).toMatchObject({ privilege: 'prvReadAccount' });
  });

  it('of a user without any role is the role', () => {
    const none = DENIED.replace('roleCount=1', 'roleCount=0');
    expect(read(403, error('0x80040220', none)).code).toBe('org/no-role');
  });

  it('of a user with ten roles is the privilege', () => {
    const ten = DENIED.replace('roleCount=1', 'roleCount=01');
    expect(read(403, error('0x80040220', ten)).code).toBe('org/privilege-missing');
  });

  it.each([
    ['no name', 'Principal user is missing something', ''],
    ['a name with markup around it', '<b>prvReadLead</b>', 'prvReadLead'],
    ['a name too long', `prvA${'a'.repeat(500)}`, `prvA${'a'.repeat(100)}`],
  ])('with %s is read with care', (_what, text, privilege) => {
    expect(privilegeIn(text)).toBe(privilege);
  });
});

describe('how long to wait', () => {
  const at = (text: string) => Date.parse(text) - NOW_MS;
  it.each<[string | undefined, number]>([
    [undefined, 5_000],
    ['', 5_000],
    ['0', 0],
    ['7', 7_000],
    [' 7 ', 7_000],
    ['300', 300_000],
    ['301', 300_000],
    ['1000000000000', 300_000],
    ['9'.repeat(400), 5_000],
    ['-1', 5_000],
    ['1.5', 5_000],
    ['1e3', 5_000],
    ['0x10', 5_000],
    ['abc', 5_000],
    ['5, 5', 5_000],
    ['Fri, 20 Nov 2026 10:00:30 GMT', at('2026-11-20T10:00:30Z')],
    ['Fri, 20 Nov 2026 09:00:00 GMT', 0],
    ['Fri, 20 Nov 2027 09:00:00 GMT', 300_000],
    ['Fri, 99 Foo 2026 10:00:00 GMT', 5_000],
    ['2026-11-20T10:00:30Z', 5_000],
  ])('Retry-After %j is %i ms', (retryAfter, waitMs) => {
    const failure = read(429, '', retryAfter === undefined ? {} : { retryAfter });
    expect(failure).toMatchObject({ code: 'org/busy', retryAtMs: NOW_MS + waitMs });
  });
});

describe('foreign words', () => {
  it('are cut and tamed, and a token in them is taken out', () => {
    const text = `\u202e<img>${'x'.repeat(1_000_000)}`;
    expect(read(403, error('x', text)).service?.text).toHaveLength(300);
    const token = 'Bearer eyJhbGciOiJSUzI1NiJ9.eyJhdWQiOiJ4In0.c2ln is bad';
    expect(read(403, error('x', token)).service?.text).toBe('Bearer ‹token› is bad');
  });

  it('of a request id are kept short', () => {
    const requestId = `id\u202e${'x'.repeat(200)}`;
    const failure = read(403, '', { requestId });
    expect(failure.service?.requestId).toMatch(/^id x{77}$/);
  });

  it.each<[string, string]>([
    ['blanks', ' '.repeat(100_000)],
    ['prv', 'prv'.repeat(33_000)],
    ['roleCount', 'roleCount='.repeat(10_000)],
    ['titles', '<title '.repeat(14_000)],
    ['beginnings of tokens', 'eyJ-'.repeat(25_000)],
    ['token parts', 'eyJaaaaaaaa.'.repeat(8_000)],
    ['controls', '\u202e '.repeat(50_000)],
  ])('100 kB of %s take less than 10 ms', (_bait, text) => {
    const json = answerOf(403, error('0x80040220', text));
    const page = answerOf(200, `<html>${text}`);
    expect(bestOfFive(() => diagnoseDataverse(ASKER, json, NOW_MS))).toBeLessThan(10);
    expect(bestOfFive(() => diagnoseDataverse(ASKER, page, NOW_MS))).toBeLessThan(10);
  });
});

it('a web page is told by its title, shortened, and by nothing else of it', () => {
  const page = `<html><head><title lang=x>Hotel \u202e<b>Wi-Fi</b></title>${SECRET_LOOKING}`;
  expect(read(200, page)).toEqual({
    code: 'net/web-page',
    host: 'acme.crm4.dynamics.com',
    title: 'Hotel',
  });
});
const SECRET_LOOKING = '<input name=password value=hunter2>';
