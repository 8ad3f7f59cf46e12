import type { WebWorker } from 'puppeteer-core';
import { expect } from 'vitest';
import { CRM_SERVER, STS } from '../emulators/on-premises/people.ts';
import { API_KEYS, MAPSIMISE } from '../emulators/people.ts';
import type { Sent } from './canary-places.ts';
import { readStorage } from './harness/storage.ts';
import { serviceWorker } from './harness/worker.ts';
import type { Stage } from './stage.ts';

/** The secrets that nobody types: who made them up, and whose business they are. */
export const LOGIN = 'login.microsoftonline.com';
export const GRAPH = 'graph.microsoft.com';
export const API_KEY: Sent = {
  name: 'API key',
  value: API_KEYS.administrator,
  to: [MAPSIMISE.apiHost],
};

/** The tokens of who signed in, as they are kept for the session, each with the hosts it is for. */
export async function tokensKept({ session: { browser } }: Stage): Promise<Sent[]> {
  const session = await readStorage(await serviceWorker(browser), 'session');
  const entries = Object.entries(session).filter(([name]) => name.startsWith('msal:'));
  const tokens = entries.flatMap(([, kept]): Sent[] => {
    const { credentialType, secret, target } = readEntry(kept);
    if (!credentialType || !secret) return [];
    const name = `${credentialType} ${target ?? ''}`;
    // A refresh token may never be needed, and an id token is for nobody.
    if (credentialType !== 'AccessToken') return [{ name, value: secret, to: [] }];
    const { host } = new URL((target ?? '').split(' ')[0] ?? '');
    return [{ name, value: secret, to: [host], mayRest: true }];
  });
  expect(tokens.map(({ name }) => name.split(' ')[0])).toEqual(
    expect.arrayContaining(['AccessToken', 'IdToken', 'RefreshToken']),
  );
  return tokens;
}
function readEntry(kept: unknown): { credentialType?: string; secret?: string; target?: string } {
  const value: unknown = String(kept).startsWith('{') ? JSON.parse(String(kept)) : undefined;
  return typeof value === 'object' && value !== null ? value : {};
}

/** Every access token that was sent anywhere: for the one whom it names itself, and for nobody else. */
export async function tokensSent({ emulators }: Stage): Promise<Sent[]> {
  const requests = await emulators.requests();
  const values = requests.map(({ headers }) =>
    /^Bearer (\S+\.(\S+)\.\S+)$/.exec(headers.authorization ?? ''),
  );
  const tokens = new Map(
    values.flatMap((found) => (found ? [[found[1] ?? '', found[2] ?? '']] : [])),
  );
  return [...tokens].map(([value, claims]) => {
    const { aud } = JSON.parse(Buffer.from(claims, 'base64url').toString()) as { aud: string };
    // Graph's tokens name its application id. Source: Microsoft Learn, first-party applications
    const host = aud === '00000003-0000-0000-c000-000000000000' ? GRAPH : new URL(aud).host;
    return { name: `access token for ${host}`, value, to: [host] };
  });
}

/** The secrets that Entra made for applications of ours. */
export async function secretsCreated({ emulators }: Stage): Promise<Sent[]> {
  const ours = (await emulators.applications()).filter(({ tags }) =>
    tags.includes('MapsimiseConnect'),
  );
  return ours
    .flatMap(({ secrets }) => secrets)
    .map(({ secretText: value }) => ({
      name: 'created secret',
      value,
      to: [LOGIN, MAPSIMISE.apiHost],
    }));
}

/** Listens to what AD FS answers the worker; afterwards: the key that proves the token, and the token. */
export async function hearSts(worker: WebWorker): Promise<() => Promise<Sent[]>> {
  const answers: Promise<string>[] = [];
  await worker.client.send('Network.enable');
  const fromSts = new Set<string>();
  worker.client.on('Network.responseReceived', ({ requestId, response }) => {
    if (new URL(response.url).host === STS.host) fromSts.add(requestId);
  });
  worker.client.on('Network.loadingFinished', ({ requestId }) => {
    if (!fromSts.has(requestId)) return;
    const body = worker.client.send('Network.getResponseBody', { requestId });
    answers.push(body.then(({ body: text }) => text));
  });
  const { host } = new URL(CRM_SERVER.internal.url);
  return async () => {
    const texts = await Promise.all(answers);
    const all = (pattern: RegExp) =>
      texts.flatMap((text) => [...text.matchAll(pattern)].map(([, found = '']) => found));
    const keys = all(/BinarySecret>([^<]{40,})</g);
    const tokens = all(/CipherValue>([^<]{64,})</g);
    expect(keys.length).toBeGreaterThan(0);
    expect(tokens.length).toBeGreaterThan(0);
    return [
      ...keys.flatMap((value): Sent[] => [
        { name: 'proof key', value, to: [] },
        {
          name: 'proof key, its bytes',
          value: Buffer.from(value, 'base64').toString('latin1'),
          to: [],
        },
      ]),
      ...tokens.map((value): Sent => ({ name: 'token of AD FS', value, to: [host] })),
    ];
  };
}
