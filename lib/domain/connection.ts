import type { OrgUrl } from './org-url.ts';

/** How Mapsimise signs in at the CRM: by an Entra application, or by a user name and password at the company's AD FS. */
export const SCHEMES = ['dataverse', 'ifd'] as const;
export type Scheme = (typeof SCHEMES)[number];

/** What a draft belongs to: the organisation the person stands on, or no organisation at all. */
export type Workspace = OrgUrl | 'elsewhere';

/** What the person typed, to the letter. Nothing here was judged, so nothing is lost. */
export type DraftFields = {
  organisationUrl: string;
  scheme: Scheme;
  clientId: string;
  /** Username / Email of the scheme Dynamics CRM / IFD. */
  username: string;
  impersonateUsers: boolean;
  /** Who is acted for in the test: a Username or e-mail; absent for whoever is signed in on the page. */
  impersonateAs?: string;
  /** The tenant, where the organisation does not name it: its id or a domain; absent where it does. */
  tenant?: string;
};

/** The fields before anything was typed. */
export const NOTHING_TYPED: DraftFields = {
  organisationUrl: '',
  scheme: 'dataverse',
  clientId: '',
  username: '',
  impersonateUsers: false,
};

/**
 * A draft as it is stored. `hasSecret` says that a secret is kept; the secret itself is not here.
 * `handle` names exactly these values and this secret: it is made anew by every edit. The secret belongs to the scheme
 * it was typed for: Client Secret or Password. `secretLostWith` says which one a change of scheme has taken away.
 */
export type Draft = DraftFields & {
  hasSecret: boolean;
  handle: string;
  secretLostWith?: Scheme;
  /** The host whose access was taken back, and the secret with it. */
  lostHost?: string;
  /** When it was last edited, in epoch milliseconds; absent in drafts of earlier versions. */
  editedAtMs?: number;
} & CreatedSecret;

/** Where the kept secret is from, when we made it ourselves: its id at Entra and its end. Never its text. */
export type CreatedSecret = {
  secretFrom?: 'typed' | 'created';
  secretKeyId?: string;
  secretExpiresAtMs?: number;
  /** It was filled into a form: somebody else may use it now, so it is never taken away unasked. */
  isSecretHandedOut?: boolean;
};

/** What was typed, without what we know of it. */
export const fieldsOf = (draft: DraftFields): DraftFields => ({
  organisationUrl: draft.organisationUrl,
  scheme: draft.scheme,
  clientId: draft.clientId,
  username: draft.username,
  impersonateUsers: draft.impersonateUsers,
  ...(draft.impersonateAs && { impersonateAs: draft.impersonateAs }),
  ...(draft.tenant && { tenant: draft.tenant }),
});

/** Are these the same values, to the letter? */
export function isSameFields(one: DraftFields, other: DraftFields): boolean {
  return (
    one.organisationUrl === other.organisationUrl &&
    one.scheme === other.scheme &&
    one.username === other.username &&
    one.clientId === other.clientId &&
    one.impersonateUsers === other.impersonateUsers &&
    (one.impersonateAs ?? '') === (other.impersonateAs ?? '') &&
    (one.tenant ?? '') === (other.tenant ?? '')
  );
}
