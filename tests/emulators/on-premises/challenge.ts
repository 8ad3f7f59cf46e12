import { signInForm } from '../adfs/sign-in-page.ts';
import { htmlReply, type Incoming, type Reply, reply } from '../exchange.ts';
import type { Scene } from '../scene.ts';
import type { Address } from './address.ts';
import { windowsChallenge } from './organization-service.ts';
import { signInAddress } from './pages.ts';
import { CRM_SERVER } from './people.ts';
import { trustedStsOf } from './wsdl.ts';

/** What who has no session gets, before any path or version is looked at. */
// Source: microsoft/PowerPlatform-DataverseServiceClient AuthorityResolver.cs and
// janis-veinbergs/DataverseServiceClientOnPremSamples (the two Bearer forms); 302 and 200 HTML are
// reported by third parties
export function challenge(scene: Scene, address: Address, request: Incoming): Reply {
  const sts = trustedStsOf(scene.world.onPremises);
  switch (scene.world.onPremises?.challenge) {
    case 'oauth':
      return bearer(
        `authorization_uri=https://${sts}/adfs/oauth2/authorize, resource_id=${address.kind === 'ifd' ? address.relyingParty : `https://${CRM_SERVER.internal.host}/`}`,
      );
    case 'redirect-uri':
      return bearer(`redirect_uri=https://${sts}/adfs/ls/`);
    case 'windows':
      return windowsChallenge();
    case 'html':
      return signInForm(sts);
    default:
      return htmlReply(302, '<html><head><title>Object moved</title></head></html>', {
        Location: signInAddress(scene, address, request.path),
      });
  }
}

const bearer = (parameters: string) => reply(401, { 'WWW-Authenticate': `Bearer ${parameters}` });
