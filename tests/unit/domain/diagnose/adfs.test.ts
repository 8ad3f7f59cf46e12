import { describe, expect, it } from 'vitest';
import {
  diagnoseStsAnswer,
  diagnoseStsFault,
  parseSts,
  type SoapFault,
} from '../../../../lib/domain/diagnose/adfs.ts';
import {
  aheadMinutes,
  bridged,
  isTooFar,
  offsetOf,
} from '../../../../lib/domain/diagnose/clock.ts';
import {
  type CrmAsk,
  diagnoseCrmAnswer,
  diagnoseCrmFault,
} from '../../../../lib/domain/diagnose/soap-fault.ts';
import type { Answer } from '../../../../lib/domain/reply.ts';

const NOW = Date.UTC(2026, 10, 23, 13, 0, 0);
const MINUTE = 60_000;
const PASSWORD = 'S3cret-word';
const WSSE = 'http://docs.oasis-open.org/wss/2004/01/oasis-200401-wss-wssecurity-secext-1.0.xsd';
const dateOf = (ms: number) => new Date(ms).toUTCString();
const answer = (status = 500, date = dateOf(NOW)): Answer => ({
  kind: 'answer',
  host: 'sts.contoso.local',
  status,
  headers: { date },
  text: '',
});
const fault = (name: string, reason = '', errorCode?: number): SoapFault => ({
  codes: [
    { ns: 'http://www.w3.org/2003/05/soap-envelope', name: 'Sender' },
    { ns: WSSE, name },
  ],
  reason,
  ...(errorCode !== undefined && { errorCode }),
});

describe('the identifier of an STS', () => {
  const USUAL = {
    origin: 'https://sts.contoso.local',
    host: 'sts.contoso.local',
    trustPath: '/adfs/services/trust',
  };
  it.each<[string, string, unknown]>([
    ['a name over http is read as https', 'http://sts.contoso.local/adfs/services/trust', USUAL],
    ['https as it is', 'https://sts.contoso.local/adfs/services/trust/', USUAL],
    ['without a path it is the usual one', 'http://STS.contoso.local', USUAL],
    ['a port of http says nothing', 'http://sts.contoso.local:80/adfs/services/trust', USUAL],
    [
      'a port of https is kept',
      'https://sts.contoso.local:8443/adfs/services/trust',
      { ...USUAL, origin: 'https://sts.contoso.local:8443', host: 'sts.contoso.local:8443' },
    ],
    [
      'a stranger is one to be asked about',
      'https://sts.evil.test',
      { origin: 'https://sts.evil.test', host: 'sts.evil.test', trustPath: '/adfs/services/trust' },
    ],
    ['one that hides its host', 'https://sts@evil.test/adfs', undefined],
    ['one with letters of elsewhere', 'https://stѕ.contoso.local/adfs', undefined],
    ['a relative one', '/adfs/services/trust', undefined],
    ['none', '', undefined],
    ['a name that is no address', 'urn:federation:contoso', undefined],
    ['a number', 'https://10.0.0.1/adfs', undefined],
    ['this computer', 'https://localhost/adfs', undefined],
    ['a query', 'https://sts.contoso.local/adfs?x=1', undefined],
    ['a path that walks', 'https://sts.contoso.local/adfs/%2e%2e/x', undefined],
    ['another scheme', 'ftp://sts.contoso.local/adfs', undefined],
    ['Microsoft’s own', 'https://login.microsoftonline.com/x', undefined],
    ['one that looks like Microsoft’s', 'https://login.microsoftonline.com.evil.test/x', undefined],
    ['a megabyte', `https://${'a'.repeat(1_000_000)}`, undefined],
  ])('%s', (_what, identifier, sts) => {
    expect(parseSts(identifier)).toEqual(sts);
  });
});

describe('a fault of AD FS', () => {
  const ask = {
    username: 'CONTOSO\\svc',
    secrets: [PASSWORD],
    audience: 'https://crm.contoso.local/',
    nowMs: NOW,
  };
  it.each<[string, SoapFault, string]>([
    [
      'a wrong password',
      fault(
        'FailedAuthentication',
        'ID3242: The security token could not be authenticated or authorized.',
      ),
      'ifd/wrong-password',
    ],
    [
      'a wrong password, in other words',
      fault(
        'FailedAuthentication',
        'At least one security token in the message could not be validated.',
      ),
      'ifd/wrong-password',
    ],
    [
      'an expired password, by its code',
      fault('FailedAuthentication.ExpiredPassword'),
      'ifd/password-expired',
    ],
    [
      'an expired password, by its words',
      fault('FailedAuthentication', 'MSIS3125: The password for CONTOSO\\svc has expired.'),
      'ifd/password-expired',
    ],
    [
      'a rule that denies',
      fault('FailedAuthentication', 'MSIS7068: Access denied.'),
      'ifd/access-denied',
    ],
    [
      'an unknown relying party',
      fault('InvalidScope', 'ID3082: The request scope is not valid or is unsupported.'),
      'ifd/relying-party-unknown',
    ],
    [
      'an unknown relying party, in other words',
      fault('RequestFailed', 'MSIS3127: The specified request failed.'),
      'ifd/relying-party-unknown',
    ],
    ['something else', fault('BadRequest', 'MSIS3000'), 'ifd/sts-refused'],
    ['a fault that says nothing', { codes: [], reason: '' }, 'ifd/sts-refused'],
    [
      'a security that was not accepted, though the clocks agree',
      fault('InvalidSecurity'),
      'ifd/sts-refused',
    ],
  ])('%s', (_what, given, code) => {
    expect(diagnoseStsFault(ask, answer(), given).code).toBe(code);
  });

  it('names a clock in minutes, ahead and behind', () => {
    for (const minutes of [10, -10])
      expect(
        diagnoseStsFault(
          ask,
          answer(500, dateOf(NOW - minutes * MINUTE)),
          fault('InvalidSecurity'),
        ),
      ).toMatchObject({ code: 'ifd/clock-skew', aheadMinutes: minutes });
  });

  it('keeps the password out of what it says, and what cannot be seen', () => {
    const said = diagnoseStsFault(
      ask,
      answer(),
      fault('x', `No ${PASSWORD}\u202e <script>alert(1)</script>`),
    );
    expect(said.service?.text).toBe('No ‹secret›  <script>alert(1)</script>');
    expect(
      diagnoseStsFault(ask, answer(), fault('x', 'y'.repeat(1_000_000))).service?.text?.length,
    ).toBeLessThanOrEqual(300);
  });

  it.each<[number, string | undefined]>([
    [404, 'ifd/endpoint-off'],
    [503, 'ifd/endpoint-off'],
    [500, 'ifd/unavailable'],
    [401, 'ifd/sts-refused'],
    [403, 'ifd/sts-refused'],
    [200, undefined],
  ])('an answer %i without a fault is %s', (status, code) => {
    expect(diagnoseStsAnswer(answer(status), '/x')?.code).toBe(code);
  });
});

describe('a fault of the CRM', () => {
  const ask: CrmAsk = {
    username: 'CONTOSO\\svc',
    secrets: [PASSWORD],
    nowMs: NOW,
    createdAtMs: NOW - MINUTE,
    expiresAtMs: NOW + 60 * MINUTE,
    stsHost: 'sts.contoso.local',
  };
  it.each<[string, SoapFault, string]>([
    ['a disabled organisation', fault('x', '', -2147180284), 'ifd/org-disabled'],
    ['a disabled user', fault('x', '', -2147220955), 'ifd/user-disabled'],
    ['a disabled user of old', fault('x', '', -2147214049), 'ifd/user-disabled'],
    ['no user', fault('x', '', -2147015328), 'ifd/user-unknown'],
    ['no role', fault('x', '', -2147209463), 'ifd/no-role'],
    [
      'a privilege',
      fault('x', 'is missing prvReadLead privilege', -2147220960),
      'ifd/privilege-missing',
    ],
    ['an inner error', fault('InternalServiceFault'), 'ifd/server-fault'],
    ['a security that was not accepted', fault('InvalidSecurity'), 'ifd/security-refused'],
    ['another business error', fault('x', 'No.', -2147220891), 'ifd/refused'],
  ])('%s', (_what, given, code) => {
    expect(diagnoseCrmFault(ask, answer(), given).code).toBe(code);
  });

  it.each<[string, Partial<CrmAsk>, string, object]>([
    ['a token that is over', { expiresAtMs: NOW - 1 }, dateOf(NOW), { code: 'ifd/token-expired' }],
    [
      'a clock',
      { createdAtMs: NOW - 11 * MINUTE },
      dateOf(NOW - 10 * MINUTE),
      { code: 'ifd/clock-skew', aheadMinutes: 10 },
    ],
    [
      'two servers apart',
      { createdAtMs: NOW + 10 * MINUTE },
      dateOf(NOW),
      { code: 'ifd/servers-apart', stsHost: 'sts.contoso.local', aheadMinutes: 10 },
    ],
    ['no clock at all', {}, 'yesterday', { code: 'ifd/security-refused' }],
  ])('behind an unaccepted security stands %s', (_what, more, date, expected) => {
    expect(
      diagnoseCrmFault({ ...ask, ...more }, answer(500, date), fault('InvalidSecurity')),
    ).toMatchObject(expected);
  });

  it.each<[number, string]>([
    [404, 'ifd/not-here'],
    [413, 'ifd/assertion-too-large'],
    [401, 'ifd/security-refused'],
    [503, 'ifd/unavailable'],
    [204, 'ifd/bad-xml'],
  ])('an answer %i without a fault is %s', (status, code) => {
    expect(diagnoseCrmAnswer(answer(status), 70_000).code).toBe(code);
  });

  it('a 401 that wants Windows says so', () => {
    const windows = { ...answer(401), headers: { wwwAuthenticate: 'Negotiate, NTLM' } };
    expect(diagnoseCrmAnswer(windows, 1).code).toBe('ifd/windows-only');
  });
});

describe('the server’s clock', () => {
  it.each<[string | undefined, number | undefined]>([
    [dateOf(NOW + 10 * MINUTE), 10 * MINUTE],
    [dateOf(NOW), 0],
    ['Mon, 23 Nov 2026 13:00:00 +0100', undefined],
    ['now', undefined],
    ['Mon, 99 Nov 2026 13:00:00 GMT', undefined],
    [undefined, undefined],
  ])('%s is %s ms off', (date, offsetMs) => {
    const { headers: _own, ...rest } = answer();
    expect(offsetOf({ ...rest, headers: date === undefined ? {} : { date } }, NOW)).toBe(offsetMs);
  });

  it('is used where ours is off by more than a minute, and up to twelve hours', () => {
    expect(bridged(undefined)).toBe(0);
    expect(bridged(30_000)).toBe(0);
    expect(bridged(-10 * MINUTE)).toBe(-10 * MINUTE);
    expect(isTooFar(12 * 60 * MINUTE)).toBe(false);
    expect(isTooFar(-26 * 60 * MINUTE)).toBe(true);
    expect(isTooFar(undefined)).toBe(false);
    expect(aheadMinutes(-10 * MINUTE)).toBe(10);
  });
});
