import { CLOUDS } from '../domain/cloud.ts';
import type { Draft, Workspace } from '../domain/connection.ts';
import { apiBaseOf, siteOfSettings } from '../domain/mapsimise.ts';
import { type OrgUrl, parseOrgUrl } from '../domain/org-url.ts';
import { coversHost } from '../domain/taken-back.ts';
import { namesKept } from '../facts/fact.ts';
import { apiKeyPlace, draftOf, hasApiKey, settings, stsOf } from '../facts/facts.ts';
import { loginHint, signIn } from '../facts/person.ts';
import { asidesKept, draftSecretsKept, isApiKeySealed, readApiKey } from '../facts/secrets.ts';
import { accessTakenBack } from '../facts/taken-back.ts';
import { cancelCoverage } from './coverage-work.ts';
import { keepApiKey } from './keep-api-key.ts';
import { cancelTest } from './run-test.ts';
import { signOut } from './sign-in.ts';
import { AGAIN_MS, eachByItself, wipeDraftSecret } from './wipe-secrets.ts';
import type { World } from './world.ts';

const hostOf = (url: string) => new URL(url).host;

/**
 * The person took access to hosts back: noted before anything else, so that a worker that dies, or a wipe that fails, is
 * followed by one that comes to the end. The notes have a line of their own, in which nobody waits for a wipe.
 *
 * Takes   patterns  as the browser tells them: one exact origin, or many hosts at once
 */
export const noteLostAccess = (world: World, patterns: string[]): Promise<void> =>
  world.inTurn('access-noted', async () => {
    await accessTakenBack.write([...(await patternsNoted()), ...patterns].join(' '));
  });

const patternsNoted = async () => ((await accessTakenBack.read()) ?? '').split(' ').filter(Boolean);

/**
 * Wipes the secrets and tokens that were given for what was taken back, and the screens say why; nothing where that is done.
 * What is begun at a server stays in its journal. Each goes by itself: one that fails keeps none of the others, nor any
 * deed, and is tried again by alarm until it goes.
 */
export async function mendAccess(world: World): Promise<void> {
  if (!(await accessTakenBack.read())) return;
  await world.inTurn('access-taken-back', async () => {
    const patterns = await patternsNoted();
    const isLost = (host: string) => patterns.some((pattern) => coversHost(pattern, host));
    const isDone = await eachByItself([
      () => leaveMicrosoft(world, isLost),
      () => leaveMapsimise(world, isLost),
      () => world.entra.forgetFor(isLost),
      () => leaveOrganisations(world, isLost),
    ]);
    if (!isDone) return world.setAlarm('access-taken-back', world.nowMs() + AGAIN_MS);
    await world.inTurn('access-noted', async () => {
      const since = (await patternsNoted()).slice(patterns.length);
      await (since.length > 0 ? accessTakenBack.write(since.join(' ')) : accessTakenBack.forget());
    });
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
  // What lies sealed on the device is a key too, also while the browser cannot open it.
  if (!isLost(host) || ((await readApiKey()) === '' && !(await isApiKeySealed()))) return;
  const place = (await apiKeyPlace.read()) ?? { onDevice: false };
  await apiKeyPlace.write({ ...place, lostHost: host });
  try {
    await keepApiKey(world, '');
  } finally {
    await hasApiKey.write((await readApiKey()) !== '');
  }
}

/** Of an organisation: the secret of its draft, and the test and the run that use it. */
async function leaveOrganisations(world: World, isLost: IsLost): Promise<void> {
  const leave = async (workspace: Workspace) => {
    const draft = await draftOf(workspace).read();
    const host = draft && (await lostHostOf(workspace, draft, isLost));
    if (!host) return;
    cancelTest(workspace);
    cancelCoverage(workspace);
    await wipeDraftSecret(world, workspace, host);
  };
  const workspaces = await workspacesWithSecret();
  const isDone = await eachByItself(workspaces.map((workspace) => () => leave(workspace)));
  // By its address it is known next time which password was for it.
  if (!isDone) throw new Error('A secret is left');
  for (const org of (await namesKept('local', 'sts-host:')) as OrgUrl[]) {
    const sts = await stsOf(org).read();
    if (sts && isLost(hostOf(sts))) await stsOf(org).forget();
  }
}

/** One that is typed over is a secret too, also where the new one is wiped already. */
async function workspacesWithSecret(): Promise<Workspace[]> {
  const aside = (await asidesKept()).flatMap((name) =>
    name.startsWith('draft:') ? [name.slice('draft:'.length) as Workspace] : [],
  );
  return [...new Set([...(await draftSecretsKept()), ...aside])];
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
