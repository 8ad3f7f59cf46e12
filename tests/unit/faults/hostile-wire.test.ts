import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { readMex } from '../../../lib/clients/adfs/mex.ts';
import { readFault } from '../../../lib/clients/adfs/read-fault.ts';
import { readRstr } from '../../../lib/clients/adfs/rstr.ts';
import { readXml } from '../../../lib/clients/adfs/soap-xml.ts';
import { readWsdl } from '../../../lib/clients/adfs/wsdl.ts';
import { readBatch } from '../../../lib/clients/dataverse/batch.ts';
import { diagnoseStsFault } from '../../../lib/domain/diagnose/adfs.ts';
import { parseChallenge } from '../../../lib/domain/diagnose/challenge.ts';
import { diagnoseDirectory } from '../../../lib/domain/diagnose/directory.ts';
import { diagnoseGraph } from '../../../lib/domain/diagnose/graph.ts';
import {
  diagnoseSignIn,
  readRedirectRefusal,
  readTokenRefusal,
} from '../../../lib/domain/diagnose/sign-in.ts';
import { diagnoseCrmFault } from '../../../lib/domain/diagnose/soap-fault.ts';
import { isGuid } from '../../../lib/domain/guid.ts';
import { REAL_RSTR, sample } from '../clients/adfs/sample.ts';
import { answerOf } from '../domain/an-answer.ts';
import { body, expectFit, NOW_MS, RUNS, SECRET, status, text } from './hostile-words.ts';

const runs = { numRuns: RUNS };
const LOGIN = 'login.microsoftonline.com';
const TENANT = '7c9e6679-7425-40de-944b-e07fc1f90ae7';
const PERSON = { clientId: TENANT, redirectUri: 'https://x.test/', resource: 'graph' } as const;
const STS = {
  username: 'CONTOSO\\a',
  secrets: [SECRET],
  audience: 'https://crm.test/',
  nowMs: NOW_MS,
};
const CRM = { ...STS, createdAtMs: NOW_MS, expiresAtMs: NOW_MS + 1, stsHost: 'sts.test' };

/** Numbers and names that mean something to somebody, among those that mean nothing. */
const fault = fc.record(
  {
    codes: fc.array(
      fc.record({
        ns: text,
        name: fc.oneof(text, fc.constantFrom('FailedAuthentication', 'InvalidSecurity')),
      }),
      { maxLength: 4 },
    ),
    reason: fc.oneof(text, fc.constantFrom('MSIS7068', 'ID3242', 'is missing prvReadAccount')),
    errorCode: fc.oneof(fc.integer(), fc.constantFrom(-2147180284, -2147220960, Number.NaN)),
  },
  { requiredKeys: ['codes', 'reason'] },
);

describe('whatever another service answers', { timeout: 30_000 }, () => {
  it('at Graph and at the directories of environments is a failure fit to be shown', () => {
    fc.assert(
      fc.property(status, body, (code, said) => {
        const answer = answerOf(code, said);
        const asker = { username: 'a@contoso.com', needs: 'create', what: 'application' } as const;
        expectFit(diagnoseGraph(asker, answer, NOW_MS), false);
        expectFit(diagnoseDirectory(answer, NOW_MS), false);
      }),
      runs,
    );
  });

  it('to a sign-in, at the token endpoint or in the address, is none or fit to be shown', () => {
    const number = fc.oneof(
      text,
      fc.nat(9_999_999).map((one) => `AADSTS${one}: no.`),
    );
    fc.assert(
      fc.property(status, body, text, number, (code, said, error, description) => {
        const hash = `#${new URLSearchParams({ error, error_description: description })}`;
        for (const refusal of [
          readTokenRefusal(answerOf(code, said), NOW_MS),
          readTokenRefusal(answerOf(code, { error, error_description: description }), NOW_MS),
          readRedirectRefusal(hash),
          readRedirectRefusal(description),
        ])
          if (refusal) expectFit(diagnoseSignIn(PERSON, refusal), false);
      }),
      runs,
    );
  });

  it('as a challenge is the GUID of a tenant, or fit to be shown', () => {
    const piece = fc.constantFrom(
      ...['Bearer ', 'authorization_uri=', `https://${LOGIN}/`, TENANT, '"', ',', '\\', ' ', '='],
      ...['https://evil.test/', '/oauth2/authorize', 'realm=', 'Negotiate', '\u202e', '@', '..'],
    );
    const header = fc.array(fc.oneof(piece, fc.string())).map((pieces) => pieces.join(''));
    fc.assert(
      fc.property(status, header, (code, wwwAuthenticate) => {
        const read = parseChallenge(answerOf(code, '', { wwwAuthenticate }), [LOGIN]);
        if (read.ok) expect(isGuid(read.value.tenantId)).toBe(true);
        else expectFit(read.failure, false);
      }),
      { numRuns: 500 },
    );
  });

  it('as a fault of AD FS or of the CRM is fit to be shown, without the password', () => {
    fc.assert(
      fc.property(status, fault, (code, said) => {
        expectFit(diagnoseStsFault(STS, answerOf(code), said as never));
        expectFit(diagnoseCrmFault(CRM, answerOf(code), said as never));
      }),
      runs,
    );
  });

  it('as the parts of a batch is a list of answers, or none', () => {
    const piece = fc.constantFrom('--b1', '--', '\r\n', '\r\n\r\n', 'HTTP/1.1 200 OK', ': ', '{}');
    const parts = fc.array(fc.oneof(piece, fc.string())).map((pieces) => pieces.join(''));
    fc.assert(
      fc.property(
        parts,
        fc.oneof(fc.constant('multipart/mixed; boundary=b1'), text),
        (said, type) => {
          for (const one of readBatch(type, said) ?? [])
            expect(Number.isInteger(one.status)).toBe(true);
        },
      ),
      { numRuns: 1_000 },
    );
  });
});

/** A genuine document in which something was put, taken away or doubled, anywhere. */
const bentFrom = (genuine: string) =>
  fc
    .record({
      at: fc.nat(genuine.length),
      cut: fc.nat(200),
      put: fc.oneof(
        fc.constantFrom(
          '<!DOCTYPE a>',
          '&x;',
          '<a>',
          '</a>',
          '"',
          '>',
          ']]>',
          '<!--',
          'xmlns:p="u"',
        ),
        fc.nat(genuine.length).map((from) => genuine.slice(from, from + 300)),
        fc.string({ unit: 'binary' }),
      ),
    })
    .map(({ at, cut, put }) => genuine.slice(0, at) + put + genuine.slice(at + cut));

describe('a genuine document that was bent', { timeout: 30_000 }, () => {
  it('gives no token, or one that stands in it to the letter and ends within eight hours', () => {
    fc.assert(
      fc.property(bentFrom(REAL_RSTR), (given) => {
        const document = readXml(given);
        if (!document.ok) return;
        readFault(document.value.root);
        const read = readRstr(document.value, undefined, NOW_MS);
        if (!read.ok) return;
        expect(given).toContain(read.value.assertion);
        expect(read.value.proofKey).toHaveLength(32);
        expect(read.value.expiresAtMs).toBeLessThanOrEqual(NOW_MS + 8 * 3_600_000);
      }),
      runs,
    );
  });

  it.each(['keystoneauth_ADFS_fault.xml', 'adal_common.rstr.xml', 'adal_RST.xml'])(
    '%s is read as what it still is, and throws nothing',
    (name) => {
      fc.assert(
        fc.property(bentFrom(sample(name)), (given) => {
          const document = readXml(given);
          const said = document.ok ? readFault(document.value.root) : undefined;
          if (said) expectFit(diagnoseStsFault(STS, answerOf(500), said));
          for (const read of [readWsdl(given, 'https://crm.test/x'), readMex(given)])
            if (!read.ok) expect(read.failure).not.toBe('');
        }),
        runs,
      );
    },
  );
});
