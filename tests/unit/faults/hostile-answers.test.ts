import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { readXml } from '../../../lib/clients/adfs/soap-xml.ts';
import { diagnoseDataverse } from '../../../lib/domain/diagnose/dataverse.ts';
import { diagnoseMapsimise } from '../../../lib/domain/diagnose/mapsimise.ts';
import { parseToken } from '../../../lib/domain/diagnose/token.ts';
import { answerOf } from '../domain/an-answer.ts';
import { body, expectFit, NOW_MS, RUNS, SECRET, status, text } from './hostile-words.ts';

const ASK = {
  clientId: '0f8fad5b-d9cb-469f-a165-70867728950e',
  tenantId: '7c9e6679-7425-40de-944b-e07fc1f90ae7',
  org: 'https://acme.crm4.dynamics.com',
  secret: SECRET,
  authorityHost: 'login.microsoftonline.com',
};

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
