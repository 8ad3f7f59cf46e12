import type { OrgUrl } from '../domain/org-url.ts';
import type { ResourceName } from '../domain/sign-in.ts';
import { whereIs } from '../domain/where.ts';
import { ask } from '../messages/ask.ts';
import { redirectUri } from '../platform/identity.ts';
import { followFacts } from './follow-facts.ts';
import { store } from './store.ts';

/** Where the person stands, as far as Microsoft's clouds go. */
function standing() {
  const { where } = store.getState();
  if (where.at === 'organisation' && where.scheme === 'dataverse') return { org: where.org };
  if (where.at !== 'maker') return {};
  const { host, tenantId } = where;
  return { host, ...(tenantId && { tenantId }) };
}

/** Opens Microsoft's window, which closes the popup: what comes of it is a fact when it is opened again. */
export const signInFor = (resource: ResourceName) =>
  void ask('sign-in.ask', { for: resource, ...standing() });
export const switchAccount = () =>
  void ask('sign-in.ask', { for: 'discovery', ...standing(), switch: true });
export const resumeSignIn = () => void ask('sign-in.resume', {});
export const signOut = () => void ask('sign-in.end', {});
export const keepApplication = (entraApplication: string) =>
  ask('application.keep', { entraApplication });

export function listEnvironments(): void {
  const { org, host } = standing() as { org?: string; host?: string };
  const at = org === undefined ? host : new URL(org).host;
  void ask('environments.list', { ...(at && { host: at }) });
}

/** Looks for the organisation of the maker page on which the person stands. */
export function resolveEnvironment(): void {
  const { where } = store.getState();
  if (where.at === 'maker')
    void ask('environment.resolve', { environmentId: where.environmentId, host: where.host });
}

/** Goes on with this organisation in place of the one of the page. */
export async function pickEnvironment(org: OrgUrl): Promise<void> {
  await ask('environment.pick', { org });
  await standOn(org, { isAsked: true });
}

/** The window turns to this organisation, as if it had been opened over one of its pages. */
export async function standOn(org: OrgUrl, { isAsked }: { isAsked: boolean }): Promise<void> {
  const { surface, job } = store.getState();
  await followFacts(surface, whereIs(org));
  store.setState(({ formTurn }) => ({
    formTurn: formTurn + 1,
    ...((isAsked || job) && { job: job ?? 'set-up' }),
  }));
}

/** What has to be registered in Entra so that Microsoft comes back here. */
export const redirectUriHere = () => redirectUri();
