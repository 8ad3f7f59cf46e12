import type { OrgUrl } from './org-url.ts';

/** How Mapsimise signs in at the CRM. The second one stays visible, but cannot be tested yet. */
export type Scheme = 'dataverse' | 'ifd';

/** What a draft belongs to: the organisation the person stands on, or no organisation at all. */
export type Workspace = OrgUrl | 'elsewhere';

/** What the person typed, to the letter. Nothing here was judged, so nothing is lost. */
export type DraftFields = {
  organisationUrl: string;
  clientId: string;
  impersonateUsers: boolean;
  /** Who is acted for in the test: a Username or e-mail; absent for whoever is signed in on the page. */
  impersonateAs?: string;
};

/**
 * A draft as it is stored. `hasSecret` says that a secret is kept; the secret itself is not here.
 * `handle` names exactly these values and this secret: it is made anew by every edit.
 */
export type Draft = DraftFields & { hasSecret: boolean; handle: string };

/** Are these the same values, to the letter? */
export function isSameFields(one: DraftFields, other: DraftFields): boolean {
  return (
    one.organisationUrl === other.organisationUrl &&
    one.clientId === other.clientId &&
    one.impersonateUsers === other.impersonateUsers &&
    (one.impersonateAs ?? '') === (other.impersonateAs ?? '')
  );
}
