import { CLIENT_ID, ORGANISATIONS } from '../people.ts';
import type { Connector } from './ledger.ts';

const common = {
  ClientId: null,
  ImpersonateUsers: false,
  ImpersonationField: null,
  SharedCredentials: false,
  CreatedOn: '2021-05-06T07:08:09Z',
  ExternalReference: null,
} as const;

/** One connector of each kind, as an organisation collects them over the years. */
export const several = (): Connector[] => [
  {
    ...common,
    Id: '7d1f0a52-0001-4c3e-9b7a-5e8d2f6c1a01',
    Name: 'Contoso UK',
    OrganisationUrl: ORGANISATIONS.fabrikam.url,
    Scheme: 'Dataverse',
    ClientId: 'e0b1c2d3-4f56-4789-8abc-def012345678',
  },
  {
    ...common,
    Id: '7d1f0a52-0002-4c3e-9b7a-5e8d2f6c1a02',
    Name: 'Contoso UAT',
    OrganisationUrl: ORGANISATIONS.contosoUat.url,
    Scheme: 'Office365',
    ImpersonateUsers: true,
    SharedCredentials: true,
  },
  {
    ...common,
    Id: '7d1f0a52-0003-4c3e-9b7a-5e8d2f6c1a03',
    Name: 'Contoso at home',
    OrganisationUrl: 'https://contoso.crm.contoso-ifd.com/',
    Scheme: 'DynamicsIfd',
    SharedCredentials: true,
  },
  {
    ...common,
    Id: '7d1f0a52-0004-4c3e-9b7a-5e8d2f6c1a04',
    Name: 'Contoso CRM',
    OrganisationUrl: `${ORGANISATIONS.contoso.url}/`,
    Scheme: 'Dataverse',
    ClientId: CLIENT_ID,
    ImpersonateUsers: true,
    ImpersonationField: 'personalemailaddress',
  },
];
