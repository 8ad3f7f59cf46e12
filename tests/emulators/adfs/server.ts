import type { Answer, Incoming } from '../exchange.ts';
import { STS } from '../on-premises/people.ts';
import type { Scene } from '../scene.ts';
import { answerFederationMetadata } from './federation-metadata.ts';
import { httpSys } from './http-sys.ts';
import { answerMetadata } from './metadata-exchange.ts';
import { answerOAuth } from './oauth.ts';
import { answerSignInPage } from './sign-in-page.ts';
import { answerUsernameMixed, USERNAME_MIXED } from './username-mixed.ts';

export const isSts = (host: string) => host === STS.host || host === STS.changedHost;

/** Everything that AD FS answers, by its own clock. */
// Source: Microsoft Learn, "AD FS requirements" and Get-AdfsEndpoint: paths; http.sys compares them
// without case
export async function answerSts(scene: Scene, request: Incoming, ourMs: number): Promise<Answer> {
  const nowMs = ourMs + (scene.world.onPremises?.clockAheadMs?.sts ?? 0);
  const answer = await route(scene, request, nowMs);
  if (answer.kind !== 'reply') return answer;
  return { ...answer, headers: { Date: new Date(nowMs).toUTCString(), ...answer.headers } };
}

async function route(scene: Scene, request: Incoming, nowMs: number): Promise<Answer> {
  const { host } = request;
  switch (request.pathname.toLowerCase()) {
    case USERNAME_MIXED:
      return answerUsernameMixed(scene, request, nowMs);
    case '/adfs/services/trust/mex':
      return answerMetadata(host, scene.world.onPremises);
    case '/adfs/ls':
    case '/adfs/ls/':
      return answerSignInPage(request, nowMs);
    case '/federationmetadata/2007-06/federationmetadata.xml':
      return answerFederationMetadata(host);
    default:
      return (
        answerOAuth(request) ?? httpSys(404, 'Not Found', 'The requested resource is not found.')
      );
  }
}
