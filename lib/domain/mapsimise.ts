import type { Failure } from './failure.ts';

/** Where the person's Mapsimise organisation lives. Both parts are lower-case DNS labels. */
export type MapsimiseSite = { organisation: string; region: string };

/** The regions seen so far; another may be typed. */
export const KNOWN_REGIONS = ['eugb', 'useast'] as const;

const LABEL = /^[a-z0-9](?:[a-z0-9-]{0,61}[a-z0-9])?$/;
const ADDRESS = /^([a-z0-9-]{1,63})\.([a-z0-9-]{1,40})\.mapsimise\.com$/;

export const isSiteLabel = (text: string) => LABEL.test(text);

/**
 * Reads what a person typed as their Mapsimise organisation: its name, or its whole address pasted.
 * Gives the organisation, and the region when the address held one; undefined when it is neither.
 */
export function parseMapsimiseOrganisation(
  typed: string,
): { organisation: string; region?: string } | undefined {
  const text = typed.trim().toLowerCase();
  if (text === '' || text.length > 300) return undefined;
  if (LABEL.test(text)) return { organisation: text };
  const url = text.includes('://') ? text : `https://${text}`;
  if (!URL.canParse(url)) return undefined;
  const [, organisation, region] = ADDRESS.exec(new URL(url).hostname) ?? [];
  if (!organisation || !region || organisation === 'api') return undefined;
  return { organisation, region };
}

export const apiBaseOf = (site: MapsimiseSite) => `https://api.${site.region}.mapsimise.com/api/v1`;
export const siteUrlOf = (site: MapsimiseSite) =>
  `https://${site.organisation}.${site.region}.mapsimise.com/`;

/** The site that Options name; undefined where they do not name one yet. */
export function siteOfSettings(
  kept: { organisation: string; region: string } | undefined,
): MapsimiseSite | undefined {
  const organisation = kept && parseMapsimiseOrganisation(kept.organisation)?.organisation;
  if (!kept || !organisation || !isSiteLabel(kept.region)) return undefined;
  return { organisation, region: kept.region };
}
export const siteOriginOf = (site: MapsimiseSite): string => new URL(siteUrlOf(site)).origin;

/** Is this the origin of some organisation's site? The API's host and the vendor's own are none. */
export function isSiteOrigin(origin: string): boolean {
  const [, organisation] = /^https:\/\/([^/:]+)$/.test(origin)
    ? (ADDRESS.exec(origin.slice('https://'.length)) ?? [])
    : [];
  return organisation !== undefined && organisation !== 'api';
}

/** Who the API key belongs to. */
export type Account = {
  userId: string;
  email: string;
  fullName: string;
  role: string;
  mayCreateConnectors: boolean;
  /** What this account may do with connectors: View, Create, Edit, Delete. */
  connectorRights: string[];
  organisation: { id: string; name: string; url: string };
};

/** A connector of the Mapsimise organisation, as the API lists it. */
export type Connector = {
  id: string;
  name: string;
  organisationUrl: string;
  externalReference?: string;
  createdOn?: string;
  impersonateUsers?: boolean;
  /** Logical name of the column that maps, where it is not Username. */
  impersonationField?: string;
  scheme?: ConnectorScheme;
  clientId?: string;
  sharedCredentials?: boolean;
};

/** How a connector signs in at its CRM. The last one was retired by Microsoft for online organisations. */
export type ConnectorScheme = 'Dataverse' | 'DynamicsIfd' | 'Office365';

/** What a connector signs in with from now on. The kind of it decides the scheme. */
export type ConnectorCredentials =
  | { clientId: string; clientSecret: string }
  | { username: string; password: string };

/** The connectors of the Mapsimise organisation, as they were listed last. While asked again, the earlier list stays. */
export type ConnectorList = {
  state: 'asking' | 'known' | 'failed';
  connectors: Connector[];
  atMs?: number;
  account?: Account;
  siteUrl?: string;
  failure?: Failure;
};

/** What the connector will cost. `amount` is in whole currency units; `validUntilMs` in epoch milliseconds. */
export type Quote = {
  quoteId: string;
  amount: number;
  currency: string;
  period: string;
  validUntilMs: number;
};

/** One page of an organisation's users. */
export type MapsimiseUsers = {
  page: number;
  pageCount: number;
  users: { email: string; fullName: string; isActive: boolean }[];
};
