import { randomBytes, randomUUID } from 'node:crypto';
import { modelDrivenPage } from '../dataverse/model-driven-page.ts';
import { cookie, htmlReply, type Incoming, type Reply, redirectTo } from '../exchange.ts';
import type { Scene } from '../scene.ts';
import { SoapFault } from '../soap/fault.ts';
import { crmKey, signingKeyOf } from '../soap/key-pairs.ts';
import { NS } from '../soap/namespaces.ts';
import { child, descend, parseXml } from '../soap/xml.ts';
import type { Address } from './address.ts';
import { readAssertion } from './assertion-reader.ts';
import { trustedStsOf } from './wsdl.ts';

const TRUST_2005 = 'http://schemas.xmlsoap.org/ws/2005/02/trust';

/** Source: public code that reads it: the cookie of a claims session of CRM and of AD FS's proxy. */
export const CLAIMS_COOKIE = 'MSISAuth';

export const hasSession = (scene: Scene, request: Incoming): boolean => {
  const session = cookie(request, CLAIMS_COOKIE);
  return session !== undefined && scene.sessions.get(session) === request.host;
};

/** `main.aspx` for who has a session, else the way to AD FS. */
export function answerPage(scene: Scene, request: Incoming, address: Address): Reply {
  const signedIn = hasSession(scene, request);
  // A loopback server cannot play the Windows handshake that a browser does by itself: its page lets
  // everybody in, and gives the cookie that stands for it.
  const windows = scene.world.onPremises?.challenge === 'windows';
  if (!signedIn && !windows) return redirectTo(signInAddress(scene, address, request.path));
  return htmlReply(200, modelDrivenPage(scene.onPremises, '', 'Dynamics 365'), {
    'Cache-Control': 'no-cache, no-store',
    ...(signedIn ? {} : { 'Set-Cookie': openSession(scene, request.host) }),
  });
}

// Source: WS-Federation 1.2, 13.2.1; parameters as CRM writes them in public traces (rm, id, ru in wctx)
export function signInAddress(scene: Scene, address: Address, path: string): string {
  const asked = new URLSearchParams({
    wa: 'wsignin1.0',
    wtrealm: address.relyingParty,
    wctx: `rm=1&id=${randomUUID()}&ru=${encodeURIComponent(path)}`,
    wct: `${new Date().toISOString().slice(0, 19)}Z`,
    wreply: `${address.relyingParty}default.aspx`,
  });
  return `https://${trustedStsOf(scene.world.onPremises)}/adfs/ls/?${asked}`;
}

/** The token that the person's browser brings back, and the session that it opens. */
// Source: WS-Federation 1.2, 13.2.3; a bearer assertion, else verified as any other
export async function returnFromSts(
  scene: Scene,
  request: Incoming,
  relyingParty: string,
  nowMs: number,
): Promise<Reply> {
  const form = new URLSearchParams(request.body);
  const token = parseXml(form.get('wresult') ?? '')?.documentElement;
  const encrypted = child(
    descend(token ?? undefined, TRUST_2005, 'RequestedSecurityToken'),
    NS.encryption,
    'EncryptedData',
  );
  const back = new URLSearchParams(form.get('wctx') ?? '').get('ru') ?? '/';
  try {
    const [key, sts] = await Promise.all([
      crmKey(),
      signingKeyOf(trustedStsOf(scene.world.onPremises)),
    ]);
    if (!encrypted || !/^\/(?!\/)/.test(back)) return invalidToken();
    readAssertion(encrypted, { key, sts, audiences: [relyingParty], nowMs });
  } catch (error) {
    if (error instanceof SoapFault) return invalidToken();
    throw error;
  }
  return redirectTo(back, { 'Set-Cookie': openSession(scene, request.host) });
}

function openSession(scene: Scene, host: string): string[] {
  const session = randomBytes(48).toString('base64url');
  scene.sessions.set(session, host);
  const attributes = 'path=/; secure; HttpOnly; SameSite=Lax';
  return [
    `${CLAIMS_COOKIE}=${session}; ${attributes}`,
    `${CLAIMS_COOKIE}1=${randomBytes(48).toString('base64url')}; ${attributes}`,
    `ReqClientId=${randomUUID()}; path=/; secure; HttpOnly`,
  ];
}

const invalidToken = () =>
  htmlReply(
    403,
    '<!doctype html><title>Error</title><h1>An error has occurred</h1><p>Invalid security token.</p>',
  );
