import { CLOUD_HOSTS } from './accounts.ts';
import { answerSts, isSts } from './adfs/server.ts';
import { answerBap } from './bap/api.ts';
import { answerOrganisation, noSuchOrganisation } from './dataverse/organisation.ts';
import { answerProxied, databaseBehind } from './dataverse/session-proxy.ts';
import { answerDiscovery } from './discovery/api.ts';
import { cloudOf } from './entra/directories.ts';
import { answerSignIn } from './entra/sign-in.ts';
import { type Answer, htmlReply, type Incoming } from './exchange.ts';
import { answerGraph } from './graph/api.ts';
import { answerMapsimiseApi } from './mapsimise/api.ts';
import { answerMapsimiseSite } from './mapsimise/site.ts';
import { answerCrmServer, isCrmServer } from './on-premises/server.ts';
import { answerPlainPage, captivePortal } from './plain-pages.ts';
import type { Scene } from './scene.ts';
import { faultsOf } from './world.ts';

const ORGANISATION_HOST = /^[\w-]+\.(?:api\.)?crm\d{0,2}\.dynamics\.com$/;
const MAPSIMISE_API = /^api\.(?:eugb|useast)\.mapsimise\.com$/;
/** Somebody else's host that begins like an organisation's site, and shows the same form. */
const MAPSIMISE_LOOKALIKE = /^[\w-]+\.eugb\.mapsimise\.com\.evil\.test$/;
const MAPSIMISE_SITE = /^[\w-]+\.(?:eugb|useast)\.mapsimise\.com$/;

const PLATFORM_HOSTS: readonly string[] = [
  CLOUD_HOSTS.graph,
  CLOUD_HOSTS.discovery,
  CLOUD_HOSTS.bap,
];

/** Who answers for a host name. A browser calls its maker's hosts too: those get 404. */
export function answerHost(
  scene: Scene,
  request: Incoming,
  nowMs: number,
): Answer | Promise<Answer> {
  const { host } = request;
  const database = scene.databases.get(host);
  const portal = scene.world.organisation?.host === 'portal';
  if (cloudOf(host)) return portal ? captivePortal() : answerSignIn(scene, request, nowMs);
  if (database) {
    const caught = faultsOf(database.organisation, scene.world)?.host === 'portal';
    return caught ? captivePortal() : answerOrganisation(scene, request, database, nowMs);
  }
  if (host === CLOUD_HOSTS.graph) return answerGraph(scene, request, nowMs);
  if (host === CLOUD_HOSTS.discovery) return answerDiscovery(scene, request, nowMs);
  if (host === CLOUD_HOSTS.bap) return answerBap(scene, request, nowMs);
  const proxied = databaseBehind(scene, host);
  if (proxied) return answerProxied(scene, request, proxied, nowMs);
  if (ORGANISATION_HOST.test(host)) return noSuchOrganisation();
  if (isSts(host)) return answerSts(scene, request, nowMs);
  if (isCrmServer(host)) return answerCrmServer(scene, request, nowMs);
  if (MAPSIMISE_API.test(host)) return answerMapsimiseApi(scene, request, nowMs);
  if (MAPSIMISE_SITE.test(host) || MAPSIMISE_LOOKALIKE.test(host))
    return answerMapsimiseSite(scene, request);
  return answerPlainPage(request) ?? htmlReply(404, '<!doctype html><title>Not Found</title>');
}

/** Hosts that show a certificate of a key that nobody trusts. */
export function isUntrusted({ world }: Scene, host: string): boolean {
  const whose = world.onPremises?.certificate;
  return (whose === 'sts' && isSts(host)) || (whose === 'crm' && isCrmServer(host));
}

/** Hosts whose answers take a round trip; the browser maker's own do not count. */
export function isPlayed(scene: Scene, host: string): boolean {
  return (
    cloudOf(host) !== undefined ||
    scene.databases.has(host) ||
    MAPSIMISE_API.test(host) ||
    isSts(host) ||
    isCrmServer(host) ||
    PLATFORM_HOSTS.includes(host)
  );
}
