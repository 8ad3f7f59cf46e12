import { randomUUID } from 'node:crypto';
import { CRM_SERVER } from '../on-premises/people.ts';
import { MAPSIMISE, ORGANISATIONS } from '../people.ts';
import type { World } from '../world.ts';
import { several } from './several.ts';

/** A connector as Mapsimise shows it. It has no place for a secret. */
export type Connector = {
  Id: string;
  Name: string;
  OrganisationUrl: string;
  Scheme: 'Dataverse' | 'DynamicsIfd' | 'Office365';
  ClientId: string | null;
  ImpersonateUsers: boolean;
  ImpersonationField: string | null;
  SharedCredentials: boolean;
  CreatedOn: string;
  ExternalReference: string | null;
};

export type Quote = { id: string; organisationUrl: string; validUntilMs: number };
export type Idempotent = { body: string; connector: Promise<Connector> };

/** What one world's Mapsimise remembers, by Mapsimise organisation where that matters. */
export type Ledger = {
  connectors: Map<string, Connector[]>;
  quotes: Map<string, Quote>;
  idempotent: Map<string, Idempotent>;
};

export const PAGE_SIZE = 10;

export function createLedger(world: World): Ledger {
  const own: Connector[] = [];
  const { registered, impersonationField, connectors } = world.mapsimise ?? {};
  const ours = seed('Contoso CRM', ORGANISATIONS.contoso.url);
  if (impersonationField !== undefined) {
    ours.ImpersonateUsers = true;
    ours.ImpersonationField = impersonationField;
  }
  if (registered === 'page-1') own.push(ours);
  if (registered === 'page-7') own.push(...others(6 * PAGE_SIZE + 3), ours, ...others(2, 100));
  if (connectors !== undefined) own.push(...others(connectors - 1), ours);
  if (registered === 'several') own.push(...several());
  if (registered === 'none-of-30') own.push(...others(3 * PAGE_SIZE));
  if (registered === 'ifd') {
    own.push({ ...seed('Contoso IFD', CRM_SERVER.ifd.url), Scheme: 'DynamicsIfd', ClientId: null });
  }
  return {
    connectors: new Map([[MAPSIMISE.organisation, own]]),
    quotes: new Map(),
    idempotent: new Map(),
  };
}

export function connectorsOf(ledger: Ledger, organisation: string): Connector[] {
  const known = ledger.connectors.get(organisation);
  if (known) return known;
  const fresh: Connector[] = [];
  ledger.connectors.set(organisation, fresh);
  return fresh;
}

function others(count: number, from = 0): Connector[] {
  return Array.from({ length: count }, (_, index) => {
    const number = from + index + 1;
    return seed(`Subsidiary ${number}`, `https://subsidiary${number}.crm4.dynamics.com`);
  });
}

function seed(name: string, url: string): Connector {
  return {
    Id: randomUUID(),
    Name: name,
    OrganisationUrl: url,
    Scheme: 'Dataverse',
    ClientId: randomUUID(),
    ImpersonateUsers: false,
    ImpersonationField: null,
    SharedCredentials: false,
    CreatedOn: '2025-05-06T07:08:09Z',
    ExternalReference: null,
  };
}
