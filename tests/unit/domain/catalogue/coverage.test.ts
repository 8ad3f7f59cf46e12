import { expect, it } from 'vitest';
import { explain } from '../../../../lib/domain/catalogue/explain.ts';

const host = 'acme.crm4.dynamics.com';

it('where nobody may read the users, both ways in are named', () => {
  const { cause, remedy } = explain({ code: 'coverage/no-access', host });
  expect(cause).toContain(host);
  expect(remedy).toContain('Sign in with Microsoft');
  expect(remedy).toContain('Client Secret');
});

it('a refused write without a named privilege names the one that writing users takes', () => {
  expect(explain({ code: 'coverage/write-refused', privilege: '' }).remedy).toContain(
    'prvWriteUser',
  );
});

it('the limit of a list is written with a thousands separator, so that nobody counts noughts', () => {
  expect(explain({ code: 'coverage/list-too-long', most: 200_000 }).cause).toContain('200,000');
});
