import { beforeEach } from 'vitest';

// A mutant is judged by what must always come out the same: by no clock, since instrumented code is slow and so is a
// busy machine, and by no cases drawn at random, which one run may have and the next one not. Nor by what takes longest.
const LEFT_OUT =
  /ms$|^never throws, and accepts|^offers only what it accepts|^whatever XML can carry$|^of any shape|^it is not changed by|cut off anywhere|among 100,000$/;
performance.now = () => 0;
beforeEach(({ task, skip }) => {
  if (LEFT_OUT.test(task.name)) skip();
});
