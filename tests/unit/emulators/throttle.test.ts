// @vitest-environment node
import { expect, it } from 'vitest';
import { Throttle } from '../../emulators/throttle.ts';

it('refuses from the first request on, until its seconds are over', () => {
  const throttle = new Throttle(2);
  const refusals = [5000, 6999, 7000, 9000].map((nowMs) => throttle.refuses(nowMs));
  expect(refusals).toEqual([true, true, false, false]);
});
