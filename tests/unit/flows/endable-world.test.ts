import { expect, it } from 'vitest';
import type { Entered } from '../../../lib/auth/entra-ask.ts';
import type { Reply } from '../../../lib/domain/reply.ts';
import { good } from '../../../lib/domain/result.ts';
import { openEndableWorld } from '../../../lib/flows/endable-world.ts';
import { CLIENT, TENANT } from './simulated-server.ts';
import { createUniverse, kept, type LifeOptions, tick } from './simulated-world.ts';

const USERNAME = 'megan@acme.com';
const ENTERED: Entered = {
  account: { name: 'Megan', username: USERNAME, tenantId: TENANT, cloud: 'Commercial', sinceMs: 1 },
  token: { value: 'CANARY-T-token', tenantId: TENANT, objectId: 'o', username: USERNAME },
};

/** A person signed in, and the browser was started anew; the token that a deed asks for comes when it is let through. */
async function askForToken() {
  let letThrough = () => {};
  let isAsked = false;
  const entra: LifeOptions['entra'] = {
    signIn: async () => good(ENTERED),
    token: () =>
      new Promise((resolve) => {
        isAsked = true;
        letThrough = () => resolve(good(ENTERED));
      }),
    forget: async () => {},
    forgetFor: async () => {},
  };
  const universe = await createUniverse();
  const first = universe.wake({ entra });
  await first.press('application.keep', { entraApplication: CLIENT });
  await first.press('sign-in.ask', { for: 'discovery' });
  first.kill();
  await first.over;
  await universe.closeBrowser();
  const life = universe.wake({ entra });
  const asking = life.press('environments.list', {});
  while (!isAsked) await tick();
  return { life, asking, letThrough };
}

it('a token that comes after everything was forgotten brings back nobody’s name', async () => {
  const { life, asking, letThrough } = await askForToken();
  await life.press('everything.forget', {});
  letThrough();
  await asking;
  for (let turn = 0; turn < 20; turn++) await tick();
  expect(await kept()).toEqual({ local: {}, session: {} });
});

it('who came in with a token is noted where nothing is forgotten', async () => {
  const { asking, letThrough } = await askForToken();
  letThrough();
  await asking;
  expect((await kept()).session['sign-in']).toMatchObject({ account: { username: USERNAME } });
});

it('a request to no address is left to the gate, which refuses it', async () => {
  const { wake } = await createUniverse();
  const refused: Reply = { kind: 'not-allowed', host: '' };
  const { world, endAll } = openEndableWorld({ ...wake().world, send: async () => refused });
  const ask = { purpose: { for: 'token' }, url: 'no address' } as const;
  expect(await world.send(ask)).toEqual(refused);
  let late: Promise<Reply> | undefined;
  await endAll(async () => {
    late = world.send(ask);
  });
  expect(await late).toEqual({ kind: 'stopped', host: '' });
});
