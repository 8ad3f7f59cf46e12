import fc from 'fast-check';
import { expect } from 'vitest';
import { explain } from '../../../lib/domain/catalogue/explain.ts';
import type { Failure } from '../../../lib/domain/failure.ts';

export const SECRET = 'S-&<"\'%+/=é ~8Q~(abc)!*defgh';
/** So many drawn cases a property. */
export const RUNS = 200;
export const NOW_MS = 1_800_000_000_000;

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
export const text = fc.array(words, { maxLength: 6 }).map((parts) => parts.join(' '));
const value = fc.oneof(text, fc.jsonValue() as fc.Arbitrary<unknown>);
export const body = fc.oneof(
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
export const status = fc.constantFrom(200, 201, 204, 400, 401, 403, 404, 409, 429, 500, 503);

/** Whatever came, a person reads words of ours, and of the server's only short plain text without the secret. */
export function expectFit(failure: Failure, isSecretKnown = true) {
  const told = explain(failure);
  for (const one of [told.title, told.cause, told.remedy]) expect(one.trim()).not.toBe('');
  const all = JSON.stringify([failure, told]);
  // Who never got the secret cannot say it back, so nothing takes it out of what they say.
  if (isSecretKnown) expect(all).not.toContain(JSON.stringify(SECRET).slice(1, -1));
  expect(all).not.toMatch(/[\u202a-\u202e\u2066-\u2069]/);
  expect((failure.service?.text ?? '').length).toBeLessThanOrEqual(301);
  expect(told.docs.href).toMatch(/^https:\/\//);
}
