import { CLOUDS } from './cloud.ts';
import { isGuid } from './guid.ts';
import type { Place, Refused } from './org-url.ts';
import { hasDotSegment, type UrlParts } from './org-url-text.ts';
import { bad, good, type Result } from './result.ts';

/** Players and previews, by the maker they belong to. The national ones are from memory. */
const MAKER_TWINS: Record<string, string> = {
  'make.preview.powerapps.com': 'make.powerapps.com',
  'apps.powerapps.com': 'make.powerapps.com',
  'apps.gov.powerapps.us': 'make.gov.powerapps.us',
  'apps.high.powerapps.us': 'make.high.powerapps.us',
  'play.apps.appsplatform.us': 'make.apps.appsplatform.us',
  'apps.powerapps.cn': 'make.powerapps.cn',
};
/** The maker of the cloud that this maker, player or admin centre belongs to. */
export const makerHostOf = (host: string): string | undefined =>
  Object.hasOwn(MAKER_TWINS, host)
    ? MAKER_TWINS[host]
    : CLOUDS.find((cloud) => host === cloud.makerHost || host === cloud.adminHost)?.makerHost;

const ENVIRONMENT =
  /^\/(?:(?:manage\/)?environments\/(?:environment\/)?|(?:play\/)?e\/)(default-)?([0-9a-f-]{36})(?:\/|$)/i;

/**
 * Reads the environment off a maker's, admin centre's or player's URL. Undefined for any other host.
 * Source  the shapes: Microsoft Learn, determine-org-id-name and "Default-<tenant>" of the default environment
 */
export function placeOfMaker(parts: UrlParts): Result<Place, Refused> | undefined {
  const { scheme, host, port, path, tail } = parts;
  const makerHost = makerHostOf(host);
  if (makerHost === undefined) return undefined;
  if (scheme === 'http' || port !== undefined) {
    return bad({ reason: 'maker-port-or-http', host, candidate: `https://${host}${path}${tail}` });
  }
  if (hasDotSegment(path)) return bad({ reason: 'path-traversal', host });
  const [, standard, id] = ENVIRONMENT.exec(path)?.map((part) => part?.toLowerCase()) ?? [];
  if (!isGuid(id)) return bad({ reason: 'maker-no-environment', host });
  const environmentId = standard ? `Default-${id}` : id;
  const [, asked] = /[?&]tenantId=([^&#]*)/i.exec(tail) ?? [];
  const tenantId = standard ? id : isGuid(asked) ? asked.toLowerCase() : undefined;
  return good({
    kind: 'maker',
    url: `https://${makerHost}/environments/${environmentId}`,
    environmentId,
    ...(tenantId && { tenantId }),
  });
}
