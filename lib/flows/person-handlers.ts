import { type Cloud, cloudOf } from '../domain/cloud.ts';
import { type OrgUrl, parseOrgUrl } from '../domain/org-url.ts';
import { COMMON_CLOUD, cloudNamed } from '../domain/sign-in.ts';
import { entraApplication, loginHint, readEntraApplication, signIn } from '../facts/person.ts';
import type { AskOf, Handlers, PersonMessage } from '../messages/contract.ts';
import { listEnvironments, pickEnvironment, resolveEnvironment } from './find-environments.ts';
import type { Once } from './once.ts';
import { resumeSignIn, signInNow, signOut } from './sign-in.ts';
import type { World } from './world.ts';

/** The deeds of who signs in with Microsoft. A message's text becomes a cloud or an organisation here. */
export function personHandlers(world: World, once: Once): Pick<Handlers, PersonMessage> {
  return {
    'sign-in.ask': once((ask) => askSignIn(world, ask)),
    'sign-in.resume': once(() => resumeSignIn(world)),
    'sign-in.end': once(() => signOut(world)),
    'application.keep': once((ask) => keepApplication(world, ask.entraApplication)),
    'environments.list': once((ask) => askList(world, ask)),
    'environment.resolve': once((ask) => askResolve(world, ask)),
    'environment.pick': once(askPick),
  };
}

async function askSignIn(world: World, ask: AskOf<'sign-in.ask'>): Promise<void> {
  await signInNow(world, {
    resource: ask.for,
    cloud: await cloudFor(ask.org ? hostIn(ask.org) : ask.host),
    org: orgIn(ask.org),
    tenantId: ask.tenantId,
    isSwitch: ask.switch ?? false,
  });
}

async function askList(world: World, ask: AskOf<'environments.list'>): Promise<void> {
  await listEnvironments(world, await cloudFor(ask.host));
}

async function askResolve(world: World, ask: AskOf<'environment.resolve'>): Promise<void> {
  const place = parseOrgUrl(`https://${ask.host}/environments/${ask.environmentId}`);
  const cloud = cloudOf(ask.host);
  if (place.ok && place.value.kind === 'maker' && cloud)
    await resolveEnvironment(world, cloud, place.value.environmentId);
}

async function askPick({ org }: AskOf<'environment.pick'>): Promise<void> {
  const picked = orgIn(org);
  if (picked) await pickEnvironment(picked);
}

/** Another application means other tokens: who signed in to the one before is signed out. */
async function keepApplication(world: World, typed: string): Promise<void> {
  const before = await readEntraApplication();
  await entraApplication.write(typed);
  const after = await readEntraApplication();
  if (before?.clientId !== after?.clientId && before) await signOut(world);
  else if ((await signIn.read())?.failure) await forgetFailure();
}

/** What failed without this application may not fail with it. */
async function forgetFailure(): Promise<void> {
  const { failure: _, ...rest } = (await signIn.read()) ?? {};
  await signIn.write(rest);
}

/** The cloud of the page; else where the person signed in, or did last; else the worldwide one. */
async function cloudFor(host: string | undefined): Promise<Cloud> {
  const person = (await signIn.read())?.account ?? (await loginHint.read());
  return (
    (host !== undefined && cloudOf(host)) || (person && cloudNamed(person.cloud)) || COMMON_CLOUD
  );
}

function orgIn(text: string | undefined): OrgUrl | undefined {
  const place = parseOrgUrl(text);
  return place.ok && place.value.kind === 'dataverse' ? place.value.url : undefined;
}
const hostIn = (text: string) => (URL.canParse(text) ? new URL(text).host : undefined);
