import { type Answer, htmlReply, type Incoming } from '../exchange.ts';
import type { Scene } from '../scene.ts';
import { addressOf, ORGANIZATION_SERVICE } from './address.ts';
import { answerOrganizationService } from './organization-service.ts';
import { answerPage, returnFromSts } from './pages.ts';
import { CRM_SERVER } from './people.ts';
import { answerOnPremisesApi } from './web-api.ts';
import { answerWsdl } from './wsdl.ts';

const { internal, ifd, authHost } = CRM_SERVER;

const HOSTS: readonly string[] = [internal.host, ifd.host, authHost];

export const isCrmServer = (host: string) => HOSTS.includes(host);

/** Everything that the company's CRM server answers, by its own clock. */
export async function answerCrmServer(
  scene: Scene,
  request: Incoming,
  ourMs: number,
): Promise<Answer> {
  const nowMs = ourMs + (scene.world.onPremises?.clockAheadMs?.crm ?? 0);
  const answer = await route(scene, request, nowMs);
  if (answer.kind !== 'reply') return answer;
  return { ...answer, headers: { Date: new Date(nowMs).toUTCString(), ...answer.headers } };
}

async function route(scene: Scene, request: Incoming, nowMs: number): Promise<Answer> {
  const { host, method, pathname } = request;
  const faults = scene.world.onPremises;
  if (host === ifd.host && faults?.ifdHost === 'missing') return notFound();
  // Source: IIS, application pool stopped: 503 with a page
  if (faults?.crm === 'maintenance') {
    return htmlReply(
      503,
      '<!doctype html><title>Service Unavailable</title><h2>Service Unavailable</h2>',
    );
  }
  const home = `https://${host}/`;
  if (method === 'POST' && pathname.toLowerCase() === '/default.aspx') {
    return returnFromSts(scene, request, home, nowMs);
  }
  const address = addressOf(host, pathname);
  if (!address) return notFound();
  const path = address.path.toLowerCase();
  if (path === ORGANIZATION_SERVICE.toLowerCase()) {
    return method === 'GET'
      ? answerWsdl(address, request.query, faults)
      : answerOrganizationService(scene, request, address, nowMs);
  }
  if (/^\/api\/data(?:\/|$)/.test(path)) return answerOnPremisesApi(scene, request, address);
  const page = ['/', '/main.aspx', '/default.aspx'].includes(path);
  return method === 'GET' && page ? answerPage(scene, request, address) : notFound();
}

// Source: IIS: the page of a path that is not there (abridged)
const notFound = () =>
  htmlReply(
    404,
    '<!DOCTYPE html PUBLIC "-//W3C//DTD XHTML 1.0 Strict//EN"><html><head><title>404 - File or directory not found.</title></head><body><h2>404 - File or directory not found.</h2></body></html>',
  );
