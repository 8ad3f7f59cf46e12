import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { readXml } from '../../../lib/clients/adfs/soap-xml.ts';
import { explain } from '../../../lib/domain/catalogue/explain.ts';
import { diagnoseDataverse } from '../../../lib/domain/diagnose/dataverse.ts';
import { diagnoseMapsimise } from '../../../lib/domain/diagnose/mapsimise.ts';
import { parseToken } from '../../../lib/domain/diagnose/token.ts';
import type { Failure } from '../../../lib/domain/failure.ts';
import { answerOf } from '../domain/an-answer.ts';

const SECRET = 'S-&<"\'%+/=é ~8Q~(abc)!*defgh';
const RUNS = 200;
const NOW_MS = 1_800_000_000_000;
const ASK = {
  clientId: '0f8fad5b-d9cb-469f-a165-70867728950e',
  tenantId: '7c9e6679-7425-40de-944b-e07fc1f90ae7',
  org: 'https://acme.crm4.dynamics.com',
  secret: SECRET,
  authorityHost: 'login.microsoftonline.com',
};

/** What a server may write: nonsense, and what looks like sense with the secret, markup and bidi in it. */
const words = fc.oneof(
  fc.string({ unit: 'binary' }),
  fc.constantFrom(
    SECRET,
    '<img src=x onerror=alert(1)>',
    '\u202eevil',
    'AADSTS7000215: no.',
    '0x80072560',
  ),
);
const text = fc.array(words, { maxLength: 6 }).map((parts) => parts.join(' '));
const value = fc.oneof(text, fc.jsonValue() as fc.Arbitrary<unknown>);
const body = fc.oneof(
  text,
  fc.json(),
  fc
    .record(
      {
        error: fc.oneof(value, fc.record({ code: value, message: value }, { requiredKeys: [] })),
        error_description: value,
        error_codes: value,
        access_token: value,
        expires_in: value,
        token_type: fc.oneof(value, fc.constant('Bearer')),
        ...{ trace_id: value, correlation_id: value, Status: value, ResponseText: value },
      },
      { requiredKeys: [] },
    )
    .map((one) => JSON.stringify(one)),
);
const status = fc.constantFrom(200, 201, 204, 400, 401, 403, 404, 409, 429, 500, 503);

/** Whatever came, a person reads words of ours, and of the server's only short plain text without the secret. */
function expectFit(failure: Failure, isSecretKnown = true) {
  const told = explain(failure);
  for (const one of [told.title, told.cause, told.remedy]) expect(one.trim()).not.toBe('');
  const all = JSON.stringify([failure, told]);
  // The Web API never got the secret, so nothing takes it out of what it says.
  if (isSecretKnown) expect(all).not.toContain(JSON.stringify(SECRET).slice(1, -1));
  expect(all).not.toMatch(/[\u202a-\u202e\u2066-\u2069]/);
  expect((failure.service?.text ?? '').length).toBeLessThanOrEqual(301);
  expect(told.docs.href).toMatch(/^https:\/\//);
}

describe('whatever a server answers', { timeout: 30_000 }, () => {
  it('at the token endpoint is a token that fits into a header, or a failure fit to be shown', () => {
    fc.assert(
      fc.property(status, body, (code, said) => {
        const read = parseToken(ASK, answerOf(code, said), NOW_MS);
        if (!read.ok) return expectFit(read.failure);
        expect(code).toBe(200);
        expect(read.value.value).toMatch(/^[\x21-\x7e]+$/);
        expect(read.value.lifetimeMs).toBeGreaterThan(0);
        expect(read.value.lifetimeMs).toBeLessThanOrEqual(86_400_000);
      }),
      { numRuns: RUNS },
    );
  });

  it('at the Web API is a failure fit to be shown', () => {
    fc.assert(
      fc.property(status, body, (code, said) => {
        expectFit(diagnoseDataverse(ASK, answerOf(code, said), NOW_MS), false);
      }),
      { numRuns: RUNS },
    );
  });

  it('at Mapsimise is a failure fit to be shown', () => {
    fc.assert(
      fc.property(status, text, (code, said) => {
        const answer = answerOf(code, '');
        expectFit(diagnoseMapsimise(answer, { text: said }, NOW_MS, [SECRET]));
      }),
      { numRuns: RUNS },
    );
  });

  it('as XML is a tree, or the rule that it breaks', () => {
    const piece = fc.constantFrom(
      '<a>',
      '</a>',
      '<a b="c"/>',
      '&amp;',
      '&x;',
      '&#0;',
      '<!--',
      '-->',
    );
    const odd = fc.constantFrom(
      '<!DOCTYPE a>',
      '<?x?>',
      '<![CDATA[',
      ']]>',
      'xmlns:p="u"',
      '\ufeff',
    );
    const xml = fc
      .array(fc.oneof(piece, odd, fc.string({ unit: 'binary' })))
      .map((all) => all.join(''));
    fc.assert(
      fc.property(xml, (given) => {
        const read = readXml(given);
        if (read.ok) expect(read.value.source).not.toMatch(/<!DOCTYPE|<!ENTITY/i);
        else expect(read.failure).not.toBe('');
      }),
      { numRuns: RUNS },
    );
  });
});
