import { describe, expect, it } from 'vitest';
import { diagnoseMapsimise } from '../../../../lib/domain/diagnose/mapsimise.ts';
import { answerOf, bestOfFive } from '../an-answer.ts';

const NOW_MS = 1_000_000;
const read = (
  status: number,
  text: string,
  said?: 1 | 0 | -1,
  headers = {},
  secrets: string[] = [],
) =>
  diagnoseMapsimise(
    answerOf(status, '', headers),
    { text, ...(said !== undefined && { status: said }) },
    NOW_MS,
    secrets,
  );

describe('what Mapsimise says when it is not done', () => {
  it.each<[string, number, string, 1 | 0 | -1 | undefined, object]>([
    ['an ended key', 401, 'Unauthorized', 0, { code: 'mapsimise/key-refused' }],
    ['an ended key without words', 401, '', undefined, { code: 'mapsimise/key-refused' }],
    [
      'a missing right by name',
      403,
      'You do not have the right Create on Connectors.',
      0,
      { code: 'mapsimise/right-missing', right: 'Create on Connectors' },
    ],
    [
      'a missing right in other words',
      403,
      'Nope',
      0,
      { code: 'mapsimise/right-missing', right: 'Nope' },
    ],
    [
      'a process error',
      400,
      'The quote is not known.',
      0,
      { code: 'mapsimise/refused', says: 'The quote is not known.' },
    ],
    ['a process error with HTTP 200', 200, 'No.', 0, { code: 'mapsimise/refused', says: 'No.' }],
    [
      'an exception with HTTP 200',
      200,
      'Quote reference AB12CD34 to support.',
      -1,
      { code: 'mapsimise/broken', reference: 'AB12CD34' },
    ],
    [
      'an exception with HTTP 400',
      400,
      'ref: 12ab-34cd',
      -1,
      { code: 'mapsimise/broken', reference: '12ab-34cd' },
    ],
    ['HTTP 500 without a reference', 500, 'oh', undefined, { code: 'mapsimise/broken' }],
    ['HTTP 503', 503, '', undefined, { code: 'mapsimise/broken' }],
    ['HTTP 404', 404, 'gone', 0, { code: 'mapsimise/refused', says: 'gone' }],
    ['HTTP 429', 429, 'slow', 0, { code: 'mapsimise/busy', retryAtMs: NOW_MS + 5_000 }],
  ])('%s', (_what, status, text, said, expected) => {
    expect(read(status, text, said)).toMatchObject({ ...expected, service: { status } });
  });

  it('how long it is busy is its own word', () => {
    expect(read(429, '', 0, { retryAfter: '9' })).toMatchObject({ retryAtMs: NOW_MS + 9_000 });
  });

  it.each([400, 401, 403, 429, 500])('HTTP %i never repeats a secret', (status) => {
    const text = 'Client-S3cret+/= and key-0123 are bad; reference key-0123';
    const failure = read(status, text, 0, {}, ['Client-S3cret+/=', 'key-0123']);
    expect(JSON.stringify(failure)).not.toMatch(/S3cret|key-0123/);
    expect(failure.service?.text).toContain('‹secret›');
  });

  it.each<[string, string]>([
    ['references', 'reference'.repeat(11_000)],
    ['references and signs', 'ref:::: '.repeat(12_500)],
    ['rights', 'View on '.repeat(12_500)],
  ])('100 kB of %s take less than 10 ms', (_bait, text) => {
    expect(bestOfFive(() => [read(403, text), read(500, text)])).toBeLessThan(10);
  });
});
