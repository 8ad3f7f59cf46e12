import { expect, it } from 'vitest';
import { PLANTED } from '../../e2e/canary-plants.ts';
import { findCanaries, spellingsOf } from '../../e2e/harness/canary.ts';
import { API_KEYS, SECRET } from '../../emulators/people.ts';

it('every spelling of a secret is found where it is planted, whatever stands around it', () => {
  for (const { form, bytes } of spellingsOf(PLANTED.value)) {
    const content = Buffer.concat([Buffer.from('before '), bytes, Buffer.from(' after')]);
    expect(findCanaries([PLANTED], [{ name: 'a file', content }]), form).not.toEqual([]);
  }
  for (const around of ['', 'a', 'ab']) {
    const content = Buffer.from(`${around}${PLANTED.value}z`).toString('base64');
    expect(findCanaries([PLANTED], [{ name: 'a file', content }])).not.toEqual([]);
  }
});

it('none is found where there is none, nor the half of one', () => {
  const content = `${SECRET.slice(1)} ${API_KEYS.administrator.slice(0, -1)} CANARY PLANTED`;
  const wanted = [
    PLANTED,
    { name: 'a', value: SECRET },
    { name: 'b', value: API_KEYS.administrator },
  ];
  expect(findCanaries(wanted, [{ name: 'a file', content }])).toEqual([]);
});
