import type { Scheme } from './connection.ts';
import { isSiteOrigin } from './mapsimise.ts';
import { type OrgUrl, parseOrgUrl } from './org-url.ts';

/** What kind of page the person stands on, from its address alone. `scheme` is the one that its organisation takes. */
export type Where =
  | { at: 'organisation'; org: OrgUrl; host: string; scheme: Scheme }
  /** `host`: the maker portal of its cloud. `tenantId`: where the address tells it. */
  | { at: 'maker'; environmentId: string; host: string; tenantId?: string }
  | { at: 'onprem-http'; host: string; suggestion?: string }
  /** A page of an organisation in Mapsimise: of ours or of another. */
  | { at: 'mapsimise'; origin: string }
  /** A host that calls itself Mapsimise and is no organisation's site; nothing is ever filled in there. */
  | { at: 'mapsimise-not'; host: string }
  | { at: 'elsewhere' };

// Pages of the classic and of the unified client. An address alone never makes a site a CRM, so nothing is sent there.
const CRM_PAGE =
  /^(?:\/[\w-]{1,64})?\/(?:main\.aspx|default\.aspx|XRMServices\/|WebResources\/|userdefined\/|_root\/)/i;

/** Reads the address of a tab. Gives `elsewhere` for everything that is no page of a CRM or of its maker portals. */
export function whereIs(address: string | undefined): Where {
  const mapsimise = placeInMapsimise(address);
  if (mapsimise) return mapsimise;
  const place = parseOrgUrl(address);
  if (address === undefined) return { at: 'elsewhere' };
  if (!place.ok) {
    const { reason, host = '', suggestion } = place.failure;
    return reason === 'http-onprem' && isCrmPage(address)
      ? { at: 'onprem-http', host, ...(suggestion && { suggestion }) }
      : { at: 'elsewhere' };
  }
  const { value } = place;
  if (value.kind === 'maker') {
    const { environmentId, tenantId } = value;
    const host = new URL(value.url).host;
    return { at: 'maker', environmentId, host, ...(tenantId && { tenantId }) };
  }
  if (value.kind === 'dataverse')
    return { at: 'organisation', org: value.url, host: value.host, scheme: 'dataverse' };
  return isCrmPage(address)
    ? { at: 'organisation', org: value.url, host: value.host, scheme: 'ifd' }
    : { at: 'elsewhere' };
}

/** The page that the full tab was opened for is named by its organisation alone, which is no page of a CRM. */
export function whereIsOrganisation(address: string | undefined): Where {
  const where = whereIs(address);
  const place = where.at === 'elsewhere' ? parseOrgUrl(address) : undefined;
  return place?.ok && place.value.kind === 'onprem'
    ? { at: 'organisation', org: place.value.url, host: place.value.host, scheme: 'ifd' }
    : where;
}

const isCrmPage = (address: string) =>
  URL.canParse(address) && CRM_PAGE.test(new URL(address).pathname.slice(0, 300));

/** Only https, the usual port and the exact host make a page one of Mapsimise; whatever resembles that is told apart. */
function placeInMapsimise(address: string | undefined): Where | undefined {
  if (address === undefined || !/mapsimise/i.test(address.slice(0, 300))) return undefined;
  if (!URL.canParse(address)) return undefined;
  const { protocol, host, hostname, origin } = new URL(address);
  if (!/^https?:$/.test(protocol) || !hostname.includes('mapsimise')) return undefined;
  return isSiteOrigin(origin) ? { at: 'mapsimise', origin } : { at: 'mapsimise-not', host };
}
