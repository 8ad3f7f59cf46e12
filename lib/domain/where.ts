import { type OrgUrl, parseOrgUrl } from './org-url.ts';

/** What kind of page the person stands on, from its address alone. */
export type Where =
  | { at: 'organisation'; org: OrgUrl; host: string }
  | { at: 'maker'; environmentId: string }
  | { at: 'onprem'; url: string; host: string }
  | { at: 'elsewhere' };

// Pages of the classic and of the unified client. An address alone never makes a site a CRM, so nothing is sent there.
const CRM_PAGE =
  /^(?:\/[\w-]{1,64})?\/(?:main\.aspx|default\.aspx|XRMServices\/|WebResources\/|userdefined\/|_root\/)/i;

/** Reads the address of a tab. Gives `elsewhere` for everything that is no page of a CRM or of its maker portals. */
export function whereIs(address: string | undefined): Where {
  const place = parseOrgUrl(address);
  if (!place.ok || address === undefined) return { at: 'elsewhere' };
  const { value } = place;
  if (value.kind === 'dataverse') return { at: 'organisation', org: value.url, host: value.host };
  if (value.kind === 'maker') return { at: 'maker', environmentId: value.environmentId };
  const isCrm = URL.canParse(address) && CRM_PAGE.test(new URL(address).pathname.slice(0, 300));
  return isCrm ? { at: 'onprem', url: value.url, host: value.host } : { at: 'elsewhere' };
}
