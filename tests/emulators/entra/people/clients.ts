import { SIGN_IN_CLIENTS } from '../../accounts.ts';
import { TENANTS } from '../../people.ts';
import type { Scene } from '../../scene.ts';

/** An application that people sign in to. */
export type SignInClient = {
  clientId: string;
  name: string;
  platform: 'public' | 'single-page';
  /** The one tenant whose accounts may use it; all when absent. */
  onlyIn?: string;
};

const CLIENTS: readonly SignInClient[] = [
  { clientId: SIGN_IN_CLIENTS.own, name: 'Mapsimise Connect sign-in', platform: 'public' },
  {
    clientId: SIGN_IN_CLIENTS.singlePage,
    name: 'Mapsimise Connect in a page',
    platform: 'single-page',
  },
  {
    clientId: SIGN_IN_CLIENTS.singleTenant,
    name: 'Contoso alone',
    platform: 'public',
    onlyIn: TENANTS.contoso,
  },
];

export function clientNamed(scene: Scene, clientId: string): SignInClient | undefined {
  if (scene.world.signIn?.application === 'unknown') return undefined;
  return CLIENTS.find((client) => client.clientId === clientId.toLowerCase());
}

// Source: Chrome and Firefox extension documents, identity.getRedirectURL: these two forms. Entra
// itself compares whole URLs (reply-url); whatever id the browser gave counts as registered here.
const REDIRECTS = [
  /^https:\/\/[a-p]{32}\.chromiumapp\.org\/$/,
  /^https:\/\/[0-9a-f]{40}\.extensions\.allizom\.org\/$/,
];

export function isRegisteredRedirect(scene: Scene, uri: string): boolean {
  return scene.world.signIn?.redirects !== 'none' && REDIRECTS.some((shape) => shape.test(uri));
}

export const CLIENT_IDS: readonly string[] = CLIENTS.map(({ clientId }) => clientId);
