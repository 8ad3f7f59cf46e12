import type { Entered, SignInAsk } from '../auth/entra-ask.ts';
import type { GetUserToken, UserTokenAsk } from '../auth/user-token.ts';
import type { Cloud } from '../domain/cloud.ts';
import type { Failure } from '../domain/failure.ts';
import { isGuid } from '../domain/guid.ts';
import type { OrgUrl } from '../domain/org-url.ts';
import { bad, type Result } from '../domain/result.ts';
import { cloudNamed, type MicrosoftAccount, type ResourceName } from '../domain/sign-in.ts';
import { namesKept } from '../facts/fact.ts';
import { environmentOf, tenantOf } from '../facts/facts.ts';
import {
  environmentList,
  loginHint,
  RESOLUTIONS,
  readEntraApplication,
  recentEnvironments,
  resolutionOf,
  signIn,
} from '../facts/person.ts';
import { PREPARATION, preparationOf } from '../facts/provisioning.ts';
import { rotationPlans } from '../facts/rotation-facts.ts';
import type { World } from './world.ts';

/** What the person pressed: which of Microsoft's services they mean to use, and where they stand. */
export type Pressed = {
  resource: ResourceName;
  cloud: Cloud;
  org?: OrgUrl | undefined;
  tenantId?: string | undefined;
  isSwitch: boolean;
};

/**
 * Opens Microsoft's window and notes who came in. That a window is open is noted first: a worker that dies meanwhile
 * leaves its successor the reason (`mendSignIn`).
 */
export async function signInNow(world: World, pressed: Pressed): Promise<void> {
  const { cloud, resource, org, isSwitch } = pressed;
  const before = await signIn.read();
  const account = before?.account;
  const failure = await obstacleTo(world, cloud);
  if (failure) return signIn.write({ ...(account && { account }), failure });
  await signIn.write({ ...(account && { account }), busySinceMs: world.nowMs() });
  const known = account ?? (await loginHint.read());
  // A person and a tenant are of one cloud.
  const hint = known?.cloud === cloud.name && !isSwitch ? known : undefined;
  const entered = await enter(world, {
    how: isSwitch ? 'switch' : 'person',
    cloud,
    resource,
    org,
    tenantId: pressed.tenantId ?? (await tenantNow(org)) ?? hint?.tenantId,
    username: hint?.username,
  });
  if (!(await signIn.read())) return; // Everything was forgotten while the window was open.
  if (entered.ok) await noteAccount(entered.value.account, account);
  else await signIn.write({ ...(account && { account }), failure: entered.failure });
}

/** What the person has to put right first. */
async function obstacleTo(world: World, cloud: Cloud): Promise<Failure | undefined> {
  if (!(await readEntraApplication())) return { code: 'sign-in/no-application' };
  const host = cloud.authorityHosts[0];
  const origin = `https://${host}`;
  return (await world.hasAccess(origin))
    ? undefined
    : { code: 'permission/not-granted', origin, host };
}

async function enter(
  world: World,
  ask: Omit<SignInAsk, 'clientId'>,
): Promise<Result<Entered, Failure>> {
  const application = await readEntraApplication();
  if (!application) return bad({ code: 'sign-in/no-application' });
  return world.entra.signIn({ ...ask, clientId: application.clientId });
}

/** The tenant of the organisation, so that an application of one tenant only can be signed in to. */
async function tenantNow(org: OrgUrl | undefined): Promise<string | undefined> {
  if (!org) return undefined;
  const proved = (await tenantOf(org).read())?.tenantId;
  // The page's word is enough here: it only chooses before which of Microsoft's doors one stands.
  const reported = (await environmentOf(org).read())?.report?.organisation?.tenantId;
  return proved ?? (isGuid(reported) ? reported : undefined);
}

/** Another person sees other things, and may do others: what was found out in the name of the one before goes. */
async function noteAccount(account: MicrosoftAccount, before: MicrosoftAccount | undefined) {
  const { username, tenantId, cloud } = account;
  const isSame = before?.username === username && before.tenantId === tenantId;
  if (!isSame) await forgetWhatWasSeen();
  await loginHint.write({ username, tenantId, cloud });
  await signIn.write({ account: isSame ? { ...account, sinceMs: before.sinceMs } : account });
}

async function forgetWhatWasSeen(): Promise<void> {
  await Promise.all([environmentList.forget(), rotationPlans.forget()]);
  for (const id of await namesKept('session', RESOLUTIONS)) await resolutionOf(id).forget();
  for (const org of (await namesKept('session', PREPARATION)) as OrgUrl[])
    await preparationOf(org).forget();
}

/** Who is signed in, or was last: an answer that was asked for in another name must not be kept in this one. */
export async function personNow(): Promise<string> {
  const person = (await signIn.read())?.account ?? (await loginHint.read());
  return person ? `${person.cloud} ${person.tenantId} ${person.username}` : '';
}

/** After the browser was closed: whoever is still signed in at Microsoft is let in again, unseen. */
export async function resumeSignIn(world: World): Promise<void> {
  const [known, hint] = [await signIn.read(), await loginHint.read()];
  const cloud = hint && cloudNamed(hint.cloud);
  if (!hint || !cloud || known?.account || known?.busySinceMs || (await obstacleTo(world, cloud)))
    return;
  const { username, tenantId } = hint;
  const entered = await enter(world, {
    how: 'unseen',
    cloud,
    resource: 'discovery',
    username,
    tenantId,
  });
  if (entered.ok) await noteAccount(entered.value.account, undefined);
}

/** Sign out: no token, no name and nothing that was seen in that name stays here. */
export async function signOut(world: World): Promise<void> {
  await world.entra.forget();
  await Promise.all([loginHint.forget(), recentEnvironments.forget(), forgetWhatWasSeen()]);
  await signIn.forget();
}

/** A worker died while a window was open. */
export async function mendSignIn(): Promise<void> {
  const known = await signIn.read();
  if (known?.busySinceMs === undefined) return;
  const { account } = known;
  await signIn.write({ ...(account && { account }), failure: { code: 'sign-in/interrupted' } });
}

/** A token for a deed, in the name of who signed in. Nobody is asked; whoever still is at Microsoft is let in. */
export function giveUserToken({ entra }: Pick<World, 'entra'>): GetUserToken {
  return async (ask: UserTokenAsk) => {
    const [application, known, hint] = await Promise.all([
      readEntraApplication(),
      signIn.read(),
      loginHint.read(),
    ]);
    if (!application) return bad({ code: 'sign-in/no-application' });
    const person = known?.account ?? hint;
    if (!person || person.cloud !== ask.cloud.name) return bad({ code: 'sign-in/needed' });
    const given = await entra.token({
      clientId: application.clientId,
      cloud: ask.cloud,
      resource: ask.for,
      org: ask.for === 'dataverse' ? ask.org : undefined,
      tenantId: ask.tenantId ?? person.tenantId,
      username: person.username,
    });
    if (!given.ok) return given;
    if (!known?.account) await noteAccount(given.value.account, undefined);
    return { ok: true, value: given.value.token };
  };
}
