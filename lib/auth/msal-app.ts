import { type AccountInfo, PublicClientApplication } from '@azure/msal-browser';
import type { Cloud } from '../domain/cloud.ts';
import type { Reply } from '../domain/reply.ts';
import type { EntraPorts } from './entra-ask.ts';
import { createMsalNetwork } from './msal-network.ts';

/** MSAL for one application in one cloud. */
export type MsalApp = {
  pca: PublicClientApplication;
  /** Microsoft's replies, by the ids of their requests. */
  replies: Map<string, Reply>;
  /** Where MSAL would have navigated: Microsoft's page for the request that is being made. */
  address: string;
  /** Who is signed in to this cloud. There is one at a time. */
  account: () => AccountInfo | undefined;
};

/** Opens MSAL. Its cache must have been filled before (`openShelf`). */
export async function openMsalApp(
  { send, redirectUri }: EntraPorts,
  clientId: string,
  cloud: Cloud,
): Promise<MsalApp> {
  const replies = new Map<string, Reply>();
  const pca = new PublicClientApplication({
    auth: {
      clientId,
      authority: `https://${cloud.authorityHosts[0]}/organizations`,
      redirectUri: redirectUri(),
      onRedirectNavigate: (url) => {
        app.address = url;
        return false;
      },
    },
    cache: { cacheLocation: 'sessionStorage' },
    system: {
      allowPlatformBroker: false,
      networkClient: createMsalNetwork(send, (id, reply) => void replies.set(id, reply)),
    },
  });
  const app: MsalApp = {
    pca,
    replies,
    address: '',
    account: () =>
      pca.getAllAccounts().find(({ environment }) => cloud.authorityHosts.includes(environment)),
  };
  await pca.initialize();
  return app;
}
