/**
 * The company's own servers and the accounts of its domain. Tests take their constants from here;
 * nothing in this file exists outside this machine.
 */

/** Dynamics 365 Customer Engagement (on-premises), reached by two addresses. */
export const CRM_SERVER = {
  /** For internal access: the organisation is the first part of the path. */
  internal: { host: 'crm.contoso.local', url: 'https://crm.contoso.local/Contoso' },
  /** Internet-facing deployment: the organisation is the first label of the host. */
  ifd: { host: 'contoso.crm.contoso-ifd.com', url: 'https://contoso.crm.contoso-ifd.com' },
  /** The external domain of the deployment: a relying party of AD FS, and nothing to look at. */
  authHost: 'auth.crm.contoso-ifd.com',
  uniqueName: 'Contoso',
  friendlyName: 'Contoso Ltd',
  organizationId: '9a1f4c3e-6b72-4d85-8e0a-2c7d5f91b346',
  version: '9.1.32.14',
  /** What the world `ifd-api-v8.2` says. */
  olderVersion: '8.2.26.6',
} as const;

/** AD FS of the company, and the one that it moves to in the world `ifd-sts-changed`. */
export const STS = { host: 'sts.contoso.local', changedHost: 'sts2.contoso.local' } as const;

export const ON_PREMISES_PAGES = {
  internal: `${CRM_SERVER.internal.url}/main.aspx`,
  ifd: `${CRM_SERVER.ifd.url}/main.aspx`,
} as const;

export type DomainAccount = {
  /** sAMAccountName: `CONTOSO\<sam>`. */
  sam: string;
  /** userPrincipalName. */
  upn: string;
  password: string;
  state?: 'expired' | 'locked' | 'denied';
};

const account = <Sam extends string>(
  sam: Sam,
  password: string,
  state?: DomainAccount['state'],
) => ({
  sam,
  upn: `${sam}@contoso.local`,
  domainName: `CONTOSO\\${sam}`,
  password,
  ...(state && { state }),
});

/** What careless code breaks. */
const HARD = '&<"\'%+/=é';

/** Every account that the domain has. Names are compared without case, passwords byte by byte. */
export const ACCOUNTS = {
  /** Reads accounts, contacts and leads, and may act on behalf of others. */
  service: account('svc-mapsimise', 'CANARY-P-&<"\'>]]>Zürich é€😀 %+/=\\'),
  /** Name and password that a careless encoder breaks; blanks around the password count. */
  special: account('müller&söhne', `  CANARY-P-blanks <&amp;> \u00A0 ${HARD} `),
  /** Who is signed in on the pages. */
  adele: account('adelev', `CANARY-P-adele${HARD}`),
  /** In the domain, with no user in CRM. */
  stranger: account('svc-stranger', `CANARY-P-stranger${HARD}`),
  /** Its CRM user is disabled. */
  disabled: account('svc-disabled', `CANARY-P-disabled${HARD}`),
  expired: account('svc-expired', `CANARY-P-expired${HARD}`, 'expired'),
  locked: account('svc-locked', `CANARY-P-locked${HARD}`, 'locked'),
  /** AD FS's issuance rules deny it the relying party. */
  denied: account('svc-denied', `CANARY-P-denied${HARD}`, 'denied'),
} as const satisfies Record<string, DomainAccount>;
