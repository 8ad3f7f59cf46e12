import { expect, it } from 'vitest';
import type { SecretDate } from '../../../lib/domain/connector-health.ts';
import type { KeyRow } from '../../../lib/domain/rotation.ts';
import { secretInUse } from '../../../lib/domain/secret-in-use.ts';

const at = (day: string) => Date.parse(`${day}T10:00:00Z`);
const NOW_MS = at('2026-11-20');
const key = (day: string): KeyRow => ({ keyId: day, name: '', hint: '', endsAtMs: at(day) });
const known = (day: string) => ({ expiresAtMs: Date.parse(`${day}T23:59:59Z`) }) as SecretDate;

it.each<[string, string[], SecretDate | undefined, string | undefined]>([
  ['no secret', [], undefined, undefined],
  ['the only one, even when it is over', ['2026-01-01'], undefined, '2026-01-01'],
  ['of several, the one that ends first', ['2028-01-01', '2027-01-01'], undefined, '2027-01-01'],
  ['not one that is over', ['2026-01-01', '2027-01-01', '2028-01-01'], undefined, '2027-01-01'],
  ['the last, when all are over', ['2025-01-01', '2026-01-01'], undefined, '2026-01-01'],
  ['the one whose day is known', ['2027-01-01', '2028-01-01'], known('2028-01-01'), '2028-01-01'],
  ['not a day that none has', ['2027-01-01', '2028-01-01'], known('2029-01-01'), '2027-01-01'],
])('the secret in use: %s', (_what, days, date, found) => {
  expect(secretInUse(days.map(key), date, NOW_MS)?.keyId).toBe(found);
});
