import { API_PATH, API_VERSIONS, apiPathOf } from '../clients/dataverse/questions.ts';

/** Microsoft's own hosts, also behind Defender's session proxy: the organisation is in the host, the version is known. */
const ONLINE =
  /\.(?:dynamics\.c(?:om|n)|microsoftdynamics\.us|appsplatform\.us)(?:\.mcas(?:\.ms|-gov\.us|-gov\.ms))?$/;
/** On one's own server the organisation may be the first folder; these are the application's. */
const FOLDER =
  /^\/(?!(?:api|xrmservices|webresources|userdefined|_root|uclient|sfa|nga|tools|workplace)\/)([\w-]{1,64})\/(?:main|default|xrmservices|webresources|userdefined|_root)\b/i;

/**
 * Where the Web API of the organisation that a page belongs to may be, the newest version first.
 * Source  MicrosoftDocs, on-premises: `https://server/<ORG>/api/data/v9.1` inside, `https://<org>.domain/api/data/v9.1` by IFD
 */
export function apiRootsOf(page: Pick<Location, 'origin' | 'hostname' | 'pathname'>): string[] {
  if (ONLINE.test(page.hostname)) return [page.origin + API_PATH];
  const folder = FOLDER.exec(page.pathname)?.[1];
  const base = folder ? `${page.origin}/${folder}` : page.origin;
  return API_VERSIONS.map((version) => base + apiPathOf(version));
}
