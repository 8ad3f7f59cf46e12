import { requestToken } from '../auth/client-credentials.ts';
import { whoAmIAnswer } from '../clients/dataverse/answers.ts';
import { WHO_AM_I } from '../clients/dataverse/questions.ts';
import { openOrgLine } from '../clients/dataverse/web-api.ts';
import { readAnswer } from '../clients/read-answer.ts';
import { cloudOf } from '../domain/cloud.ts';
import type { Workspace } from '../domain/connection.ts';
import { diagnoseDataverse } from '../domain/diagnose/dataverse.ts';
import type { Failure } from '../domain/failure.ts';
import type { ApplicationRef } from '../domain/provisioning.ts';
import { bad, good, type Result } from '../domain/result.ts';
import { readSecret } from '../facts/secrets.ts';
import type { Stage } from './provision-entra.ts';
import { patiently } from './provision-patience.ts';

/** Waits until Entra gives the application a token for its secret: until then Mapsimise would get none either. */
export async function proveSignIn(stage: Stage, application: ApplicationRef) {
  const token = await patiently(stage, () => tokenOf(stage, application), { settles: true });
  return token.ok ? good(true) : bad(stillUnknown(token.failure));
}

/** Waits until the organisation knows the application as its user. Whether that has a role already is another question. */
export async function proveUser(
  stage: Stage,
  application: ApplicationRef,
): Promise<Result<true, Failure>> {
  const { world, journal, signal } = stage;
  const { org } = journal.now().place;
  const known = await patiently(
    stage,
    async () => {
      const token = await tokenOf(stage, application);
      if (!token.ok) return token;
      const line = openOrgLine(world.send, org, { token: token.value.value, signal });
      return readAnswer(await line.get(WHO_AM_I), whoAmIAnswer, (answer) =>
        diagnoseDataverse({ clientId: application.appId, org }, answer, world.nowMs()),
      );
    },
    { settles: true },
  );
  if (known.ok || known.failure.code === 'org/no-role') return good(true);
  return bad(stillUnknown(known.failure));
}

async function tokenOf({ world, journal, signal }: Stage, { appId }: ApplicationRef) {
  const { place, workspace } = journal.now();
  const secret = await readSecret(`draft:${workspace as Workspace}`);
  const cloud = cloudOf(new URL(place.org).host);
  if (!secret || !cloud) return bad<Failure>({ code: 'secret/missing' });
  await world.allowWithoutOrigin();
  return requestToken(
    world.send,
    {
      clientId: appId,
      tenantId: place.tenantId,
      org: place.org,
      secret,
      authorityHost: cloud.authorityHosts[0],
    },
    { nowMs: world.nowMs, clientRequestId: world.newId(), signal },
  );
}

const WHAT = {
  'entra/secret-wrong': 'secret',
  'entra/app-unknown': 'application',
  'entra/no-service-principal': 'application',
  'org/user-unknown': 'user',
  'org/user-disabled': 'user',
} as const;

/** What we made ourselves a moment ago is not wrong: it is not known yet. The service's own words stay beside it. */
function stillUnknown(failure: Failure): Failure {
  const what = (WHAT as Partial<Record<string, (typeof WHAT)[keyof typeof WHAT]>>)[failure.code];
  if (!what) return failure;
  const service = failure.service && { service: failure.service };
  return { code: 'provisioning/not-known-yet', what, waitedMs: 120_000, ...service };
}
