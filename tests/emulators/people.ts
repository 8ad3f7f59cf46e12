import { entraIdOf, userIdOf } from './dataverse/ids.ts';

/**
 * The people, companies and keys that the emulators know. Tests take their constants from here;
 * nothing in this file exists outside this machine.
 */

export const TENANTS = {
  contoso: '2f0c1d9e-6f5b-4a3c-9d57-8c1b0e4a7d21',
  fabrikam: '7b1e4c62-93aa-4f0d-8e15-d5c2a9f06b38',
  /** Well formed, and no directory of any cloud has it. */
  unknown: 'deadbeef-0000-4000-8000-00000000dead',
} as const;

/** The Entra application that the administrator made for Mapsimise; it lives in contoso's tenant. */
export const CLIENT_ID = '4d9f6c1a-2b7e-4e83-9a05-6f3d1c8b7e90';
export const APPLICATION_NAME = 'Mapsimise Connect';
export const SERVICE_PRINCIPAL_ID = '91c7e0d3-5a4b-4c2f-8b16-0e7d9a3f5c44';
/** Its secret. Every character that a careless encoder breaks is in it. */
export const SECRET = 'CANARY-S-&<"\'%+/=é~8Q~kd73mNqZ.xWv_R2pLs';
/** No application has this one. */
export const WRONG_SECRET = 'CANARY-S-wrong-&<"\'%+/=é~8Q~nobody-has-this';
/** The secret's *id*, which people paste by mistake. */
export const SECRET_ID = 'c0a8f3b1-7d24-4f69-b3e8-51a90d6c2e77';

export type Organisation = {
  name: 'contoso' | 'contoso-uat' | 'contoso-us' | 'fabrikam' | 'contoso-on-premises';
  host: string;
  apiHost: string;
  url: string;
  tenantId: string;
  organizationId: string;
  environmentId: string;
  uniqueName: string;
  friendlyName: string;
  version: string;
  geo: string;
  datacenterId: string;
  /** Source: Microsoft Learn, Web API reference, OrganizationType EnumType. */
  type: 'Customer' | 'CustomerTest' | 'Developer';
};

function organisation(
  name: Organisation['name'],
  region: string,
  rest: Omit<Organisation, 'name' | 'host' | 'apiHost' | 'url'>,
): Organisation {
  const host = `${name}.${region}.dynamics.com`;
  return {
    name,
    host,
    apiHost: `${name}.api.${region}.dynamics.com`,
    url: `https://${host}`,
    ...rest,
  };
}

export const ORGANISATIONS = {
  contoso: organisation('contoso', 'crm4', {
    tenantId: TENANTS.contoso,
    organizationId: '5e2d7a90-1c4b-4f38-a6d2-90b7c3e81f05',
    environmentId: 'b3c9d1e7-48fa-4d26-8e03-7a5f1c90d2b6',
    uniqueName: 'unq5e2d7a901c4b4f38a6d290b7c3e81',
    friendlyName: 'Contoso',
    version: '9.2.24104.00187',
    geo: 'EMEA',
    datacenterId: '695e9bea-5c3f-4d0a-93f6-4d2b7c81ae50',
    type: 'Customer',
  }),
  contosoUat: organisation('contoso-uat', 'crm4', {
    tenantId: TENANTS.contoso,
    organizationId: 'a7f1b3c5-2d94-4e60-b8a1-3c6d5e9f7012',
    environmentId: '0d4e8f2a-6b19-4c75-9a83-e1f5d7c0b264',
    uniqueName: 'unqa7f1b3c52d944e60b8a13c6d5e9f7',
    friendlyName: 'Contoso UAT',
    version: '9.2.24104.00187',
    geo: 'EMEA',
    datacenterId: '695e9bea-5c3f-4d0a-93f6-4d2b7c81ae50',
    type: 'CustomerTest',
  }),
  contosoUs: organisation('contoso-us', 'crm', {
    tenantId: TENANTS.contoso,
    organizationId: 'd2a6c8e0-4b97-4f35-9c1e-8a3b5d7f6e41',
    environmentId: '6e2b9c4d-75a1-4f08-b3d6-1c8e5a7f9024',
    uniqueName: 'unqd2a6c8e04b974f359c1e8a3b5d7f6',
    friendlyName: 'Contoso US',
    version: '9.2.24104.00187',
    geo: 'NA',
    datacenterId: '1b4c7e92-8a05-4d3f-96b1-e07c5a2d8f43',
    type: 'Customer',
  }),
  fabrikam: organisation('fabrikam', 'crm11', {
    tenantId: TENANTS.fabrikam,
    organizationId: 'c4b8e2d6-7f03-4a91-8d5c-1e9f6b2a7c38',
    environmentId: '8a6c2e4f-0b7d-4193-a5e8-d3f1c9b7e502',
    uniqueName: 'unqc4b8e2d67f034a918d5c1e9f6b2a7',
    friendlyName: 'Fabrikam',
    version: '9.2.24103.00211',
    geo: 'GBR',
    datacenterId: '27d8f4a1-93be-4c56-80e7-5f2b1d9a3c64',
    type: 'Customer',
  }),
} as const satisfies Record<string, Organisation>;

/** What the world `other-organisation` answers instead of contoso's own id. */
export const OTHER_ORGANISATION_ID = 'f9e8d7c6-b5a4-4938-8271-605f4e3d2c1b';
/** Where the world `renamed-endpoints` says that contoso lives now. */
export const RENAMED_URL = 'https://contoso-europe.crm4.dynamics.com/';

export const APP_ID = '6b1d3f58-04ac-4e97-b2d6-8f7c5a1e9034';
export const PAGES = {
  contoso: `${ORGANISATIONS.contoso.url}/main.aspx?appid=${APP_ID}&pagetype=entitylist&etn=account`,
  contosoUat: `${ORGANISATIONS.contosoUat.url}/main.aspx?appid=${APP_ID}&pagetype=entitylist&etn=account`,
  fabrikam: `${ORGANISATIONS.fabrikam.url}/main.aspx?appid=${APP_ID}&pagetype=entitylist&etn=account`,
  maker: `https://make.powerapps.com/environments/${ORGANISATIONS.contoso.environmentId}/home`,
  makerDefault: `https://make.powerapps.com/environments/Default-${TENANTS.contoso}/home`,
  makerAppsOnly:
    'https://make.powerapps.com/environments/a1c3e5f7-9b2d-4e6f-8a10-2c4e6f8a0b1d/home',
  adminCentre: `https://admin.powerplatform.microsoft.com/environments/environment/${ORGANISATIONS.contoso.environmentId}/hub`,
  newAdminCentre: `https://admin.powerplatform.microsoft.com/manage/environments/${ORGANISATIONS.contoso.environmentId}/hub`,
  play: `https://apps.powerapps.com/play/e/${ORGANISATIONS.contoso.environmentId}/a/${APP_ID}?tenantId=${TENANTS.contoso}`,
  proxied: `https://${ORGANISATIONS.contoso.host}.mcas.ms/main.aspx?appid=${APP_ID}&pagetype=entitylist&etn=account`,
  onPremises: 'https://crm.adatum.com/Adatum/main.aspx',
  elsewhere: 'https://www.example.com/',
} as const;

/** A user of contoso's organisation. Some worlds change what the row says, never its id. */
const somebody = <Name extends string>(fullName: Name) => ({
  fullName,
  userId: userIdOf('contoso', fullName),
  entraId: entraIdOf(fullName),
});

/** Who is signed in on the CRM page, by the e-mail that Mapsimise has of her. */
export const ADELE = { ...somebody('Adele Vance'), email: 'adele.vance@contoso.com' } as const;
/** Carries Adele's address as Username in the world `belongs-to-another`. */
export const ALEX = { ...somebody('Alex Wilber'), email: 'alex.wilber@contoso.com' } as const;
/** Disabled; carries Adele's address as Username in the world `belongs-to-disabled`. */
export const DIEGO = {
  ...somebody('Diego Siciliani'),
  email: 'diego.siciliani@contoso.com',
} as const;
/** Enabled, and without an Entra object id. */
export const EMILY = { ...somebody('Emily Braun'), email: 'emily.braun@contoso.com' } as const;
/** System Administrator, sees column-secured values. */
export const MEGAN = { ...somebody('Megan Bowen'), email: 'megan.bowen@contoso.com' } as const;
/** Without any role. */
export const NESTOR = { ...somebody('Nestor Wilke'), email: 'nestor.wilke@contoso.com' } as const;
/** The two who carry Adele's address in Email 2, as she does, in the world `ambiguous-email`. */
export const NAMESAKES = [somebody('Patti Fernandez'), somebody('Raul Razo')] as const;
export const APPLICATION_USER = somebody(`# ${APPLICATION_NAME}`);
/** A well-formed id that no user has. */
export const NOBODY_ID = '00000000-0000-4000-8000-0000000000ff';

/** What the mapping worlds are about. */
export const MAPPING = {
  email: ADELE.email,
  /** Adele's Username where it is not her address. */
  otherUserName: 'adelev@contoso.onmicrosoft.com',
  /** What stands in Email 2 where the address is not found: an old value to be replaced. */
  oldEmail2: 'adele@home.example',
  spacedEmail: '  Adele.Vance@Contoso.COM ',
  guestUserName: 'adele.vance_contoso.com#EXT#@contoso.onmicrosoft.com',
  domainUserName: 'CONTOSO\\adelev',
  customColumn: 'contoso_mapsimiselogin',
  customLabel: 'Mapsimise Login',
  dualColumn: 'contoso_maildual',
  dualLabel: 'Zweite E-Mail',
  securedColumn: 'contoso_secretmail',
  securedLabel: 'Secret Mail',
  emptyLabelColumn: 'contoso_legacy',
  noLabelColumn: 'contoso_unnamed',
  unreadableColumn: 'contoso_importhash',
} as const;

/** How many rows are whose, in every world that has rows. */
export const OWNED = {
  application: { accounts: 0, contacts: 0 },
  adele: { accounts: 4, contacts: 6 },
  everybody: { accounts: 8, contacts: 8 },
} as const;

/** What the page of the world `lying-page` says, by every way that a page script has. */
export const LIES = {
  userId: '11111111-aaaa-4aaa-8aaa-111111111111',
  fullName: 'Mallory Lie',
  email: 'mallory@evil.test',
  organizationId: '22222222-bbbb-4bbb-8bbb-222222222222',
  friendlyName: 'Contoso (not)',
  uniqueName: 'unqlie',
  url: 'https://contoso.evil.test',
} as const;

export const MAPSIMISE = {
  region: 'eugb',
  apiHost: 'api.eugb.mapsimise.com',
  api: 'https://api.eugb.mapsimise.com/api/v1',
  organisation: 'contoso',
  organisationName: 'Contoso Maps',
  url: 'https://contoso.eugb.mapsimise.com',
} as const;

/** What careless code breaks is in them too, as far as a header can carry it. */
export const API_KEYS = {
  /** Role Administrator; View, Create, Edit and Delete on Connectors. */
  administrator: 'CANARY-K-mpk_adm_&<"\'%+/=7Yt2Qw9ZxB4nLs8RvC1dFg6H',
  /** Role Basic User; no right on Connectors but View. */
  basicUser: 'CANARY-K-mpk_bas_&<"\'%+/=3Hj5Kd8MnV2cXz7QwE9rTy1P',
  /** The administrator of another Mapsimise organisation. */
  otherOrganisation: 'CANARY-K-mpk_oth_&<"\'%+/=6Gf4Ds1ApO9iUy7TrE3wQz5L',
  /** Known, and past its time: HTTP 401. */
  expired: 'CANARY-K-mpk_exp_&<"\'%+/=2Bn8Vc5XzL1kJh4GfD7sAq9W',
} as const;
