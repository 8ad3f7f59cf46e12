import { CLOUDS, type Cloud } from './cloud.ts';
import type { Failure } from './failure.ts';
import { isGuid } from './guid.ts';

/** Who signed in with Microsoft. Never a token, nor anything that gives one. */
export type MicrosoftAccount = {
  name: string;
  username: string;
  tenantId: string;
  cloud: Cloud['name'];
  sinceMs: number;
};

/** What is known of the sign-in. `busySinceMs`: a window is open, or the person is let in unseen, since then. */
export type SignIn = { account?: MicrosoftAccount; busySinceMs?: number; failure?: Failure };

/** All that outlives the browser: whom to ask for next time. */
export type LoginHint = { username: string; tenantId: string; cloud: Cloud['name'] };

/** What came of the browser's sign-in window. */
export type SignInWindow =
  | { ended: 'answered'; url: string }
  | { ended: 'closed' | 'not-loaded' | 'other-open' };

/** What of Microsoft's the person lets us use, in the words of the consent and of our failures. */
export type ResourceName = 'graph' | 'discovery' | 'bap' | 'dataverse';
const RESOURCES: Record<ResourceName, string> = {
  graph: 'Microsoft Graph',
  discovery: 'Dataverse (your environments)',
  bap: 'Power Platform (your environments)',
  dataverse: 'Dataverse',
};
export const describeResource = (name: ResourceName) => RESOURCES[name];

/**
 * The delegated permissions of each. Graph: `User.Read` tells one's own directory roles, `Application.ReadWrite.All`
 * makes the application. Dataverse and Global Discovery are one resource to the person who consents.
 */
export function scopesFor(name: ResourceName, cloud: Cloud, org?: string): string[] {
  switch (name) {
    case 'graph':
      return ['User.Read', 'Application.ReadWrite.All'].map(
        (scope) => `https://${cloud.graphHost}/${scope}`,
      );
    case 'discovery':
      return [`https://${cloud.discoveryHost}/user_impersonation`];
    case 'bap':
      return [cloud.bapScope];
    case 'dataverse':
      return [`${org}/user_impersonation`];
  }
}

export const cloudNamed = (name: string): Cloud | undefined =>
  CLOUDS.find((cloud) => cloud.name === name);

/** Worldwide, where nothing says otherwise. */
export const COMMON_CLOUD = cloudNamed('Commercial') as Cloud;

/** The Entra application that people sign in to, and who said so. */
export type EntraApplication = { clientId: string; from: 'options' | 'policy' | 'build' };

/** The company's policy wins over what was typed, and that over the build. What is no id is as good as nothing. */
export function entraApplicationOf(said: {
  options?: string | undefined;
  policy?: string | undefined;
  build?: string | undefined;
}): EntraApplication | undefined {
  for (const from of ['policy', 'options', 'build'] as const) {
    const clientId = said[from]?.trim().toLowerCase();
    if (isGuid(clientId)) return { clientId, from };
  }
  return undefined;
}
