import { CLOUDS } from './cloud.ts';
import { makerHostOf } from './maker-url.ts';
import type { OrgUrl, Place, Refused } from './org-url.ts';
import type { UrlParts } from './org-url-text.ts';
import { bad, good, type Result } from './result.ts';

/** The domains that organisations live under: `dynamics.com`, `microsoftdynamics.us` …; a region lies within one of them. */
export const ORG_DOMAINS = CLOUDS.map(({ orgSuffix }) => orgSuffix).filter(
  (suffix) => !suffix.startsWith('crm'),
);

/** Microsoft's hosts that people paste for want of a better one; none of them is an organisation. `.de` is retired. */
const OTHER_DOMAINS = [
  'microsoftdynamics.de',
  ...['powerapps.com', 'powerapps.us', 'powerapps.cn', 'powerautomate.com', 'powerplatform.com'],
  ...['powerappsportals.com', 'microsoftcrmportals.com'],
  ...['microsoftonline.com', 'microsoftonline.us', 'microsoftonline.cn', 'login.windows.net'],
  ...['login.chinacloudapi.cn', 'live.com', 'microsoft.com', 'microsoft.us', 'cloud.microsoft'],
  ...['office.com', 'office365.com', 'sharepoint.com', 'portal.azure.com'],
  ...['mcas.ms', 'mcas-gov.us', 'mcas-gov.ms'],
];
const NOT_AN_ORG = ['disco', 'globaldisco', 'dev', 'api', 'www', 'port', 'login', 'admin'];

const isUnder = (host: string, domain: string) => `.${host}`.endsWith(`.${domain}`);

/**
 * Takes the suffix of Defender for Cloud Apps' session proxy off one of Microsoft's own hosts, once.
 * Source: Microsoft Learn, defender-cloud-apps/troubleshooting-proxy-url
 */
export function unproxied(url: UrlParts): UrlParts {
  const host = url.host.replace(/\.mcas(?:\.ms|-gov\.us|-gov\.ms)$/, '');
  return makerHostOf(host) || ORG_DOMAINS.some((domain) => isUnder(host, domain))
    ? { ...url, host }
    : url;
}

/** `org[.api].crmN.<domain>` and nothing else, made https. Undefined for a host that is not Microsoft's. */
export function placeOfOrg({ host, port }: UrlParts): Result<Place, Refused> | undefined {
  const domain = ORG_DOMAINS.find((each) => isUnder(host, each));
  if (domain === undefined) {
    return OTHER_DOMAINS.some((each) => isUnder(host, each))
      ? bad({ reason: 'ms-host-not-an-org', host })
      : undefined;
  }
  const before = host.slice(0, -domain.length);
  const [, org, region] = /^([^.]+)\.(?:api\.)?(crm(?:[2-9]|[1-9]\d)?)\.$/.exec(before) ?? [];
  if (org === undefined) return bad({ reason: 'ms-host-not-an-org', host });
  if (!/^[a-z0-9-]+$/.test(org) || org.startsWith('xn--') || NOT_AN_ORG.includes(org))
    return bad({ reason: 'ms-reserved-or-bad-org', host });
  const own = `${org}.${region}.${domain}`;
  if (port !== undefined) return bad({ reason: 'ms-port', host, candidate: `https://${own}` });
  return good({ kind: 'dataverse', url: `https://${own}` as OrgUrl, host: own });
}
