import { CLOUDS } from '../domain/cloud.ts';
import type { Draft, Workspace } from '../domain/connection.ts';
import { apiBaseOf, siteOfSettings } from '../domain/mapsimise.ts';
import { type OrgUrl, parseOrgUrl } from '../domain/org-url.ts';
import { coversHost } from '../domain/taken-back.ts';
import { namesKept } from '../facts/fact.ts';
import { apiKeyPlace, draftOf, settings, stsOf } from '../facts/facts.ts';
import { loginHint, signIn } from '../facts/person.ts';
import { draftSecretsKept, readApiKey } from '../facts/secrets.ts';
import { accessTakenBack } from '../facts/taken-back.ts';
import { cancelCoverage } from './coverage-work.ts';
import { keepApiKey } from './keep-api-key.ts';
import { cancelTest } from './run-test.ts';
import { signOut } from './sign-in.ts';
import { wipeDraftSecret } from './wipe-secrets.ts';
import type { World } from './world.ts';

const hostOf = (url: string) => new URL(url).host;

/**
 * The person took access to hosts back: the secrets and tokens that were given for them go, and the screens say why. What is
 * begun at a server stays in its journal. It is noted first, so that a worker that dies in between is followed by one
 * that comes to the end.
 *
 * Takes   patterns  as the browser tells them: one exact origin, or many hosts at once
 */
export async function loseAccess(world: World, patterns: string[]): Promise<void> {
  await world.inTurn('access-taken-back', async () => {
    await accessTakenBack.write([(await accessTakenBack.read()) ?? '', ...patterns].join(' '));
  });
  await mendAccess(world);
}

/** Wipes what belongs to the access that was taken back; nothing where that is done. */
export async function mendAccess(world: World): Promise<void> {
  if (!(await accessTakenBack.read())) return;
  await world.inTurn('access-taken-back', async () => {
    const patterns = ((await accessTakenBack.read()) ?? '').split(' ').filter(Boolean);
    const isLost = (host: string) => patterns.some((pattern) => coversHost(pattern, host));
    await leaveMicrosoft(world, isLost);
    await leaveMapsimise(world, isLost);
    await leaveOrganisations(world, isLost);
    await accessTakenBack.forget();
  });
}

type IsLost = (host: string) => boolean;

/** The sign-in host of the person's cloud: they are signed out, and asked for access where they sign in again. */
async function leaveMicrosoft(world: World, isLost: IsLost): Promise<void> {
  const person = (await signIn.read())?.account ?? (await loginHint.read());
  const cloud = CLOUDS.find(({ name }) => name === person?.cloud);
  const [host] = cloud?.authorityHosts ?? [];
  if (!host || !isLost(host)) return;
  await signOut(world);
  await signIn.write({
    failure: { code: 'permission/not-granted', origin: `https://${host}`, host },
  });
}

async function leaveMapsimise(world: World, isLost: IsLost): Promise<void> {
  const site = siteOfSettings(await settings.read());
  const host = site ? hostOf(apiBaseOf(site)) : 'api.mapsimise.com';
  if (!isLost(host) || (await readApiKey()) === '') return;
  const place = (await apiKeyPlace.read()) ?? { onDevice: false };
  await apiKeyPlace.write({ ...place, lostHost: host });
  await keepApiKey(world, '');
}

/** Of an organisation: the secret of its draft, the test and the run that use it, and the person's token for it. */
async function leaveOrganisations(world: World, isLost: IsLost): Promise<void> {
  await world.entra.forgetFor(isLost);
  for (const workspace of await draftSecretsKept()) {
    const draft = await draftOf(workspace).read();
    const host = draft && (await lostHostOf(workspace, draft, isLost));
    if (!host) continue;
    cancelTest(workspace);
    cancelCoverage(workspace);
    await wipeDraftSecret(world, workspace, host);
  }
  for (const org of (await namesKept('local', 'sts-host:')) as OrgUrl[]) {
    const sts = await stsOf(org).read();
    if (sts && isLost(hostOf(sts))) await stsOf(org).forget();
  }
}

/** The host that the draft's secret was given for, where it is lost: the organisation's, or its AD FS. */
async function lostHostOf(
  workspace: Workspace,
  draft: Draft,
  isLost: IsLost,
): Promise<string | undefined> {
  const place = parseOrgUrl(draft.organisationUrl);
  const org = place.ok && place.value.kind !== 'maker' ? place.value.url : undefined;
  const sts = org && draft.scheme === 'ifd' ? await stsOf(org).read() : undefined;
  const own = org ?? (workspace === 'elsewhere' ? undefined : workspace);
  return [own, sts].flatMap((url) => (url ? hostOf(url) : [])).find(isLost);
}
