// @vitest-environment node
import { createHash, X509Certificate } from 'node:crypto';
import { connect } from 'node:tls';
import { afterAll, beforeAll, expect, it } from 'vitest';
import { type Control, controlOf } from '../../emulators/control.ts';
import { openEmulators, type Running } from '../../emulators/emulators.ts';
import { CRM_SERVER, STS } from '../../emulators/on-premises/people.ts';
import { ORGANISATIONS } from '../../emulators/people.ts';
import type { WorldName } from '../../emulators/worlds.ts';

let running: Running;
let control: Control;
beforeAll(async () => {
  running = await openEmulators({ world: 'ifd', port: 0, controlPort: 0, rttMs: 0 });
  control = controlOf(running.controlPort);
});
afterAll(() => running.close());

/** Whether a host shows the key that the browser was told to trust. */
function isTrusted(servername: string): Promise<boolean> {
  return new Promise((resolve, reject) => {
    const ask = { host: '127.0.0.1', port: running.port, servername, rejectUnauthorized: false };
    const socket = connect(ask, () => {
      const { raw } = socket.getPeerCertificate();
      const key = new X509Certificate(raw).publicKey.export({ type: 'spki', format: 'der' });
      socket.end();
      resolve(createHash('sha256').update(key).digest('base64') === running.spki);
    });
    socket.once('error', reject);
  });
}

it.each<[WorldName, boolean, boolean]>([
  ['ifd', true, true],
  ['ifd-untrusted-sts', false, true],
  ['ifd-untrusted-crm', true, false],
])('in %s the certificate of AD FS is trusted: %s, that of CRM: %s', async (world, sts, crm) => {
  await control.setWorld(world);
  const hosts = [STS.host, CRM_SERVER.internal.host, CRM_SERVER.ifd.host];
  const others = [ORGANISATIONS.contoso.host, 'login.microsoftonline.com'];
  const seen = await Promise.all([...hosts, ...others].map(isTrusted));
  expect(seen).toEqual([sts, crm, crm, true, true]);
});
