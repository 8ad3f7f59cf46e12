import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { parseTenant } from '../../../lib/domain/tenant.ts';

const ID = '7c9e6679-7425-40de-944b-e07fc1f90ae7';

describe('a tenant that is entered', () => {
  it.each<[string, ReturnType<typeof parseTenant>]>([
    ['', { kind: 'none' }],
    ['   ', { kind: 'none' }],
    [ID, { kind: 'id', id: ID }],
    [` "${ID.toUpperCase()}" `, { kind: 'id', id: ID }],
    ['Contoso.onmicrosoft.com', { kind: 'domain', domain: 'contoso.onmicrosoft.com' }],
    ['xn--bcher-kva.example', { kind: 'domain', domain: 'xn--bcher-kva.example' }],
  ])('%j is %j', (typed, tenant) => {
    expect(parseTenant(typed)).toEqual(tenant);
  });

  it.each([
    ...['common', 'organizations', 'consumers', 'contoso', '00000000-0000-0000-0000-000000000000'],
    ...['contoso..com', '.contoso.com', 'contoso.com.', '-a.com', 'a-.com', '10.0.0.1', 'a_b.com'],
    ...[
      `${ID}/x`,
      'contoso.com/x',
      '../x.com',
      'a.com?b',
      'a.com#b',
      'a@b.com',
      'a.com%2f',
      'a b.com',
    ],
    ...['büchér.com', 'contoso.com\\x', `https://login.microsoftonline.com/${ID}`],
    ...[`${'a'.repeat(64)}.com`, `${'a.'.repeat(130)}com`],
  ])('%j is neither an id nor a domain', (typed) => {
    expect(parseTenant(typed)).toEqual({ kind: 'malformed' });
  });

  it('never brings anything into an address but one plain part of its path', () => {
    const typed = fc.oneof(
      fc.string({ unit: 'binary' }),
      fc
        .array(fc.constantFrom('a', 'com', '.', '/', '..', '%2f', '?', '#', '@', ':'))
        .map((all) => all.join('')),
    );
    fc.assert(
      fc.property(typed, (text) => {
        const tenant = parseTenant(text);
        if (tenant.kind === 'none' || tenant.kind === 'malformed') return;
        const part = tenant.kind === 'id' ? tenant.id : tenant.domain;
        expect(new URL(`https://login.test/${part}/token`).pathname).toBe(`/${part}/token`);
      }),
      { numRuns: 500 },
    );
  });
});
