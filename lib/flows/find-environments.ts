import type { UserResource } from '../auth/user-token.ts';
import { readEnvironment } from '../clients/bap/environment.ts';
import { listInstances } from '../clients/discovery/instances.ts';
import type { Cloud } from '../domain/cloud.ts';
import type { Environment } from '../domain/environment.ts';
import {
  type ListedEnvironment,
  MOST_RECENTS,
  type Resolution,
} from '../domain/environment-list.ts';
import type { Failure } from '../domain/failure.ts';
import type { OrgUrl } from '../domain/org-url.ts';
import { bad, good, type Result } from '../domain/result.ts';
import { namesKept } from '../facts/fact.ts';
import { environmentOf } from '../facts/facts.ts';
import { environmentList, RESOLUTIONS, recentEnvironments, resolutionOf } from '../facts/person.ts';
import { personNow } from './sign-in.ts';
import type { World } from './world.ts';

type Hosted = Extract<UserResource, { for: 'discovery' | 'bap' }>;

/** Lists the environments of who signed in. */
export async function listEnvironments(world: World, cloud: Cloud): Promise<void> {
  const before = await environmentList.read();
  const environments = before?.cloud === cloud.name ? before.environments : [];
  await environmentList.write({ state: 'looking', cloud: cloud.name, environments });
  const person = await personNow();
  const found = await askDiscovery(world, cloud);
  if (person !== (await personNow())) return;
  await environmentList.write(
    found.ok
      ? { state: 'done', cloud: cloud.name, environments: found.value }
      : { state: 'failed', cloud: cloud.name, environments, failure: found.failure },
  );
}

/**
 * Finds the organisation of a maker page's environment: in Global Discovery, which lists where the person is a user,
 * then in the Power Platform, which knows also where they are not, and what has no organisation at all.
 */
export async function resolveEnvironment(
  world: World,
  cloud: Cloud,
  environmentId: string,
): Promise<void> {
  const fact = resolutionOf(environmentId);
  if ((await fact.read())?.state === 'found') return;
  await fact.write({ state: 'looking' });
  const person = await personNow();
  const found = await findEnvironment(world, cloud, environmentId);
  if (person !== (await personNow())) return;
  if (found.ok) await keepFound(found.value);
  await fact.write(
    found.ok
      ? { state: 'found', environment: found.value }
      : { state: 'failed', failure: found.failure },
  );
}

async function findEnvironment(
  world: World,
  cloud: Cloud,
  environmentId: string,
): Promise<Result<ListedEnvironment, Failure>> {
  const listed = await askDiscovery(world, cloud, environmentId);
  if (!listed.ok) return listed;
  const [found] = listed.value;
  if (found) return good(found);
  const token = await tokenFor(world, cloud, { for: 'bap' });
  if (!token.ok) return token;
  const { value, username } = token.value;
  const { send, nowMs } = world;
  return readEnvironment({ send, nowMs, cloud, token: value, username }, environmentId);
}

async function askDiscovery(world: World, cloud: Cloud, environmentId?: string) {
  const token = await tokenFor(world, cloud, { for: 'discovery' });
  if (!token.ok) return token;
  const { send, nowMs } = world;
  return listInstances({ send, nowMs, cloud, token: token.value.value }, environmentId);
}

/** Both hosts are asked for at once where one is missing: the browser's question comes once. */
async function tokenFor(world: World, cloud: Cloud, resource: Hosted) {
  const hosts = { discovery: cloud.discoveryHost, bap: cloud.bapHost };
  const host = hosts[resource.for];
  if (!(await world.hasAccess(`https://${host}`))) {
    const others = Object.values(hosts).filter((one) => one !== host);
    const origins = others.map((one) => `https://${one}`);
    return bad<Failure>({
      code: 'permission/not-granted',
      origin: `https://${host}`,
      host,
      others: origins,
    });
  }
  return world.userToken({ ...resource, cloud });
}

/** The person picked one from the list: it becomes a workspace, and comes first the next time. */
export async function pickEnvironment(org: OrgUrl): Promise<void> {
  const listed = (await environmentList.read())?.environments.find((one) => one.org === org);
  if (listed) await keepFound(listed);
  const recents = (await recentEnvironments.read()) ?? [];
  const name = listed?.name ?? recents.find((one) => one.org === org)?.name ?? new URL(org).host;
  const others = recents.filter((one) => one.org !== org);
  await recentEnvironments.write([{ org, name }, ...others].slice(0, MOST_RECENTS));
}

/** What Microsoft lists of it stands in its card, until a page of it reports more. */
async function keepFound(listed: ListedEnvironment): Promise<void> {
  const known = await environmentOf(listed.org).read();
  if (known?.look === 'seen' && known.listed === undefined) return;
  const environment: Environment = { org: listed.org, look: 'seen', listed };
  await environmentOf(listed.org).write(environment);
}

/** A worker died while Microsoft was asked: the next look asks again. */
export async function mendEnvironments(): Promise<void> {
  const list = await environmentList.read();
  if (list?.state === 'looking') await environmentList.forget();
  for (const id of await namesKept('session', RESOLUTIONS)) {
    const kept: Resolution | undefined = await resolutionOf(id).read();
    if (kept?.state === 'looking') await resolutionOf(id).forget();
  }
}
