import * as v from 'valibot';
import type { EnvironmentList, Recent, Resolution } from '../domain/environment-list.ts';
import { parseOrgUrl } from '../domain/org-url.ts';
import type { EntraApplication, LoginHint, SignIn } from '../domain/sign-in.ts';
import { cloudNamed, entraApplicationOf } from '../domain/sign-in.ts';
import { believed } from './believed.ts';
import { openFact } from './fact.ts';
import { readPolicy } from './policy.ts';

const text = v.string();

/** Who signed in with Microsoft, and what came of it. Browser session; never a token. */
export const signIn = openFact<SignIn>('session', 'sign-in');

/** Whom to ask for after the browser was closed. Kept on the device: the user name, and where to ask. */
export const loginHint = openFact<LoginHint>(
  'local',
  'login-hint',
  v.pipe(
    v.object({ username: text, tenantId: v.pipe(text, v.uuid()), cloud: text }),
    v.transform((hint) => hint as LoginHint),
    v.check(({ cloud }) => cloudNamed(cloud) !== undefined),
  ),
);

/** The Entra application as typed in Options, to the letter. Kept on the device. */
export const entraApplication = openFact<string>('local', 'entra-application', text);

/** The environments of who signed in. Browser session. */
export const environmentList = openFact<EnvironmentList>('session', 'environment-list');

const recent = v.pipe(
  v.object({ org: text, name: text }),
  v.check(({ org }) => parseOrgUrl(org).ok),
);

/** Organisations picked here before, the last one first. Kept on the device. */
export const recentEnvironments = openFact<Recent[]>(
  'local',
  'recent-environments',
  believed<Recent>(recent),
);

/** Which organisation a maker page's environment has. Browser session. */
export const resolutionOf = (environmentId: string) =>
  openFact<Resolution>('session', `resolution:${environmentId}`);
export const RESOLUTIONS = 'resolution:';

declare const __ENTRA_CLIENT_ID__: string | undefined;
const ofBuild = typeof __ENTRA_CLIENT_ID__ === 'string' ? __ENTRA_CLIENT_ID__ : undefined;

/** The application that people sign in to; undefined where nobody named one. */
export async function readEntraApplication(): Promise<EntraApplication | undefined> {
  const [options, policy] = await Promise.all([entraApplication.read(), readPolicy()]);
  return entraApplicationOf({ options, policy: policy.entraApplication, build: ofBuild });
}
