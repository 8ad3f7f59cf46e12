import { requestToken } from '../auth/client-credentials.ts';
import { whoAmIAnswer } from '../clients/dataverse/answers.ts';
import { WHO_AM_I } from '../clients/dataverse/questions.ts';
import { openOrgLine } from '../clients/dataverse/web-api.ts';
import { readAnswer } from '../clients/read-answer.ts';
import { cloudOf } from '../domain/cloud.ts';
import { diagnoseDataverse } from '../domain/diagnose/dataverse.ts';
import { LOST_MS } from '../domain/diagnose/waiting.ts';
import type { Failure } from '../domain/failure.ts';
import { isSameGuid } from '../domain/guid.ts';
import { addressOf } from '../domain/history.ts';
import { isDefiniteRefusal } from '../domain/registration.ts';
import { bad, good, type Result } from '../domain/result.ts';
import { type Rotation, retiringOf } from '../domain/rotation.ts';
import { wipeSecret } from '../facts/secrets.ts';
import { refreshInList } from './list-connectors.ts';
import { keysNow, patiently, type Run } from './rotation-run.ts';
import { ensureSecret, type NewSecret, removeKey, slotOf } from './rotation-secret.ts';
import { keepSecretDate } from './watch-expiry.ts';
import type { World } from './world.ts';

/** All steps, from wherever it stopped; ends at the first that fails. */
export async function goThrough(run: Run): Promise<Result<true, Failure>> {
  const { entry, api, world } = run;
  await run.start('new-secret');
  const me = await api.me();
  if (!me.ok) return me;
  if (me.value.userId !== entry().accountId)
    return bad({
      code: 'registration/account-changed',
      expected: 'another account',
      actual: me.value.email,
    });
  if (entry().inPlace === undefined) {
    const secret = await ensureSecret(run);
    if (!secret.ok) return secret;
    await run.pass('new-secret');
    await run.start('test');
    const tested = await proveSecret(run, secret.value);
    if (!tested.ok) return (await applicationGone(run, tested.failure)) ?? tested;
    await run.pass('test');
    await run.start('update');
    const updated = await updateConnector(run, secret.value);
    if (!updated.ok) return updated;
  }
  for (const id of ['new-secret', 'test', 'update'] as const) await run.pass(id);
  await run.start('verify');
  const verified = await verify(run);
  if (!verified.ok) return verified;
  await run.pass('verify');
  await run.start('retire');
  const retired = await retire(run);
  if (!retired.ok) return retired;
  await run.pass('retire');
  await wipeSecret(slotOf(entry()));
  await run.note({ state: 'done' });
  await noteDate(world, entry());
  return good(true);
}

/** The new secret must give a token, and the organisation must know its bearer: as Mapsimise will sign in with it. */
async function proveSecret(run: Run, { secret }: NewSecret): Promise<Result<true, Failure>> {
  const { world, entry } = run;
  const { org, tenantId, application } = entry();
  const { appId: clientId } = application;
  const cloud = cloudOf(new URL(org).host);
  if (!cloud) return bad({ code: 'url/not-dataverse', kind: 'onprem' });
  await world.allowWithoutOrigin();
  const [authorityHost] = cloud.authorityHosts;
  const proved = await patiently(
    world,
    async () => {
      const token = await requestToken(
        world.send,
        { clientId, tenantId, org, secret, authorityHost },
        { nowMs: world.nowMs, clientRequestId: world.newId() },
      );
      if (!token.ok) return token;
      const line = openOrgLine(world.send, org, { token: token.value.value });
      return readAnswer(await line.get(WHO_AM_I), whoAmIAnswer, (answer) =>
        diagnoseDataverse({ clientId, org }, answer, world.nowMs()),
      );
    },
    { settles: true },
  );
  return proved.ok ? good(true) : proved;
}

/** A sign-in that knows no such application may only be late in knowing it. Whether it is gone, Graph says. */
async function applicationGone(run: Run, { code }: Failure) {
  if (code !== 'entra/app-unknown') return undefined;
  const keys = await keysNow(run);
  return !keys.ok && keys.failure.code === 'graph/not-found' ? keys : undefined;
}

const MOST_SENDS = 3;
const PAUSE_MS = 3_000;

/** The same connector signs in with the new secret from now on. An unclear answer is followed by the same again. */
async function updateConnector(run: Run, given: NewSecret): Promise<Result<true, Failure>> {
  const { world, entry, note, api } = run;
  const { connectorId, application } = entry();
  const { keyId, secret } = given;
  // An earlier secret that left without an answer may still arrive: it must not come after this one.
  const { sentAtMs, sentKeyIds } = entry();
  const isAnotherUnderWay = sentKeyIds.some((id) => id !== keyId);
  if (isAnotherUnderWay && sentAtMs !== undefined)
    await world.wait(Math.min(LOST_MS, Math.max(0, sentAtMs + LOST_MS - world.nowMs())));
  let failure: Failure = { code: 'rotation/interrupted' };
  for (let turn = 0; turn < MOST_SENDS; turn++) {
    const sentBefore = entry().sentKeyIds;
    const all = sentBefore.includes(keyId) ? sentBefore : [...sentBefore, keyId];
    await note({ sentKeyIds: all, sentAtMs: world.nowMs() });
    // Nothing may be awaited between the journal and the request.
    const put = await api.putCredentials(connectorId, {
      clientId: application.appId,
      clientSecret: secret,
    });
    if (put.ok) {
      await note({ inPlace: keyId });
      await refreshInList(world, put.value);
      return good(true);
    }
    failure = put.failure;
    if (isDefiniteRefusal(failure)) {
      await note({ sentKeyIds: sentBefore });
      return put;
    }
    await world.wait(PAUSE_MS * (turn + 1));
  }
  return bad({ code: 'rotation/unclear', ...(failure.service && { service: failure.service }) });
}

/** Mapsimise still has this one connector, for this organisation and this application. */
async function verify({ api, entry }: Run): Promise<Result<true, Failure>> {
  const { connectorId, application, org, connectorName: name } = entry();
  const read = await api.read(connectorId);
  if (!read.ok) return read;
  const { organisationUrl, scheme, clientId } = read.value;
  const isIt =
    read.value.id === connectorId &&
    addressOf(organisationUrl) === org &&
    (scheme ?? 'Dataverse') === 'Dataverse' &&
    isSameGuid(clientId ?? application.appId, application.appId);
  return isIt ? good(true) : bad({ code: 'rotation/not-verified', name });
}

/** The old secret goes last, and only while Entra still lists the one that is in place. */
async function retire(run: Run): Promise<Result<true, Failure>> {
  const { entry } = run;
  const keys = await keysNow(run);
  if (!keys.ok) return keys;
  const { inPlace, connectorName: name } = entry();
  if (!keys.value.some(({ keyId }) => keyId === inPlace))
    return bad({ code: 'rotation/not-verified', name });
  for (const { keyId } of retiringOf(entry(), keys.value)) {
    const removed = await removeKey(run, keyId);
    if (!removed.ok) return removed;
  }
  return good(true);
}

async function noteDate(world: World, entry: Rotation): Promise<void> {
  const { key, connectorId, connectorName: name, application } = entry;
  if (key?.state !== 'made') return;
  await keepSecretDate(world, {
    connectorId,
    name,
    clientId: application.appId,
    expiresAtMs: key.expiresAtMs,
    source: 'created',
  });
}
