import { describe, expect, it } from 'vitest';
import {
  type AccountAdvice,
  checkPassword,
  checkUsername,
} from '../../../lib/domain/account-check.ts';
import { describeAccountAdvice } from '../../../lib/domain/catalogue/account-advice.ts';
import { bestOfFive } from './an-answer.ts';

describe('Username / Email', () => {
  it.each<[string, AccountAdvice['code'] | undefined]>([
    ['CONTOSO\\svc-mapsimise', undefined],
    ['contoso.local\\svc', undefined],
    ['svc-mapsimise@contoso.local', undefined],
    ['svc@contoso', undefined],
    ['CONTOSO\\müller&söhne', undefined],
    ['CONTOSO\\Jürgen von der Straße', undefined],
    ['CONTOSO\\用户', undefined],
    ['o’neil+crm@contoso.local', undefined],
    ['', 'username/empty'],
    ['   ', 'username/empty'],
    [' CONTOSO\\svc', 'username/spaces-around'],
    ['svc@contoso.local\t', 'username/spaces-around'],
    ['CONTOSO/svc', 'username/slash'],
    ['svc-mapsimise', 'username/no-domain'],
    ['CONTOSO\\', 'username/no-domain'],
    ['a@b@c', 'username/no-domain'],
    ['CONTOSO\\svc\u0001', 'username/unsendable'],
    ['CONTOSO\\svc\ufffe', 'username/unsendable'],
    ['CONTOSO\\svc\ud800', 'username/unsendable'],
  ])('%j: %s', (text, code) => {
    expect(checkUsername(text)?.code).toBe(code);
  });
});

describe('Password', () => {
  it.each<[string, AccountAdvice['code'] | undefined]>([
    ['p&<"\'%+/=é]]>', undefined],
    ['Größe und Übermaß 1', undefined],
    ['emoji 😀', undefined],
    ['a\tb', undefined],
    ['x', undefined],
    ['', 'password/empty'],
    [' leading', 'password/spaces-around'],
    ['trailing ', 'password/spaces-around'],
    ['   ', 'password/spaces-around'],
    ['••••••••', 'password/masked'],
    ['********', 'password/masked'],
    ['pass\u0000word', 'password/unsendable'],
    ['pass\u000bword', 'password/unsendable'],
    ['pass\udc00word', 'password/unsendable'],
  ])('%j: %s', (text, code) => {
    expect(checkPassword(text)?.code).toBe(code);
  });

  it('only what cannot be sent, and nothing at all, keeps from testing', () => {
    const blocking = [
      checkPassword(''),
      checkPassword('\u0001'),
      checkUsername(''),
      checkUsername('\u0001'),
    ];
    expect(blocking.every((advice) => advice?.blocks)).toBe(true);
    expect([' a', 'CONTOSO/svc', 'svc'].some((text) => checkUsername(text)?.blocks)).toBe(false);
  });
});

it('every advice is a sentence and repeats no value', () => {
  const CANARY = 'CANARY-P';
  for (const advice of [
    checkUsername(`${CANARY}/x`),
    checkUsername(CANARY),
    checkPassword(` ${CANARY}`),
  ])
    expect(advice && describeAccountAdvice(advice)).toMatch(/^(?!.*CANARY)[A-Z].{20,}\.$/);
});

it.each(['\\', '@', 'a\\', ' ', '\ud800'])('100 kB of %j takes less than 10 ms', (bait) => {
  const text = bait.repeat(100_000 / bait.length);
  expect(bestOfFive(() => [checkUsername(text), checkPassword(text)])).toBeLessThan(10);
});
