import type { PersonChange } from './dataverse/staff.ts';
import type { OnPremisesFaults } from './on-premises/faults.ts';
import type { Organisation } from './people.ts';

/**
 * What can be wrong with the outside, by name. A world is data: the servers read it, no server
 * knows a name. Everything left out is as it should be.
 */
export type World = {
  does: string;
  /** What contoso's directory says of the application. */
  directory?: {
    secret?: 'expired' | 'another';
    servicePrincipal?: 'missing' | 'disabled';
    resource?: 'missing';
    conditionalAccess?: 'blocked';
    unheardOfCode?: true;
  };
  /** How the token endpoint itself behaves. */
  tokenEndpoint?: {
    throttledSeconds?: number;
    failsTimes?: number;
    leavesTokenOut?: true;
  };
  /** How contoso's organisation answers. The page stays usable unless the host itself is gone. */
  organisation?: {
    challenge?: 'none' | 'foreign' | 'other-tenant' | 'unknown-tenant';
    applicationUser?: 'missing' | 'disabled';
    applicationRole?:
      | 'none'
      | 'without-lead'
      | 'without-tables'
      | 'own-rows-only'
      | 'without-delegation'
      | 'delegation-by-team';
    /** Changed users, by full name. */
    people?: Readonly<Record<string, PersonChange>>;
    /** Columns of the user table with column security on, beside those that always have it. */
    secured?: Readonly<Record<string, 'read-only'>>;
    impersonation?: 'ignored' | 'target-unknown' | 'target-disabled';
    roleNames?: 'german';
    pageSession?: 'ended';
    page?: 'lying';
    api?: 'silent' | 'trickle' | 'bomb' | 'redirect' | 'maintenance';
    host?: 'portal' | 'gone';
    throttledSeconds?: number;
    token?: 'refused' | 'first-refused';
    identity?: 'other';
    endpoints?: 'renamed';
    rows?: 'none';
  };
  /** How the company's own CRM and AD FS answer. */
  onPremises?: OnPremisesFaults;
  mapsimise?: {
    session?: 'ended' | 'html' | 'broken';
    administrator?: 'without-create' | 'without-edit' | 'basic';
    registered?: 'page-1' | 'page-7' | 'none-of-30' | 'ifd' | 'several';
    impersonationChange?: 'refused';
    /** So many connectors; contoso's is the last of them. */
    connectors?: number;
    /** The field by which contoso's registered connector maps users. */
    impersonationField?: string;
    listFailsOnPage?: number;
    quote?: 'refused';
    create?: 'invalid' | '500' | 'html' | 'reset';
    createThrottledSeconds?: number;
    commitsAfterMs?: number;
    someoneElseToo?: true;
    ignoresIdempotencyKey?: true;
  };
  /** Who is to be covered: so many users in contoso's organisation and in Mapsimise, or its staff. */
  coverage?: { users?: number };
  /** So many environments more in contoso's tenant, which are listed only. */
  environments?: number;
  texts?: 'hostile' | 'long' | 'wordy';
  signIn?: SignInFaults;
  provisioning?: ProvisioningGround;
};

/** How contoso's tenant lets people sign in. */
export type SignInFaults = {
  conditionalAccess?: 'blocked';
  consents?: 'none' | 'administrators-only';
  redirects?: 'none';
  application?: 'unknown';
  guests?: true;
  accessTokenSeconds?: number;
};

/** What stands in contoso's directory and organisation, and how the way to more is barred. */
export type ProvisioningGround = {
  applications?: 'made-by-hand' | 'none' | 'ours';
  /** The application user of the application of ours. */
  applicationUser?: 'none' | 'present' | 'disabled' | 'soft-deleted';
  /** How many times something new is unknown in each place. */
  replication?: Partial<
    Record<
      'graph' | 'tokenEndpoint' | 'servicePrincipal' | 'secret' | 'dataverse' | 'applicationUser',
      number
    >
  >;
  graph?: 'denied' | 'down';
  graphThrottledSeconds?: number;
  secretPolicy?: 'forbidden' | { maxDays: number };
  businessUnits?: 2;
};

/** Only contoso has faults; its neighbours are always well. */
export function faultsOf({ name }: Organisation, world: World): World['organisation'] {
  return name === 'contoso' ? world.organisation : undefined;
}
