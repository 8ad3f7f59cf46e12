import type { Domain } from './adfs/domain.ts';
import { createDatabases, type Database, type Databases } from './dataverse/database.ts';
import { ServiceProtection } from './dataverse/service-protection.ts';
import { type Application, createApplications } from './entra/directory-objects.ts';
import { createSignInState, type SignInState } from './entra/people/sign-in-state.ts';
import { createLedger, type Ledger } from './mapsimise/ledger.ts';
import { createOnPremises } from './on-premises/organisation.ts';
import { Throttle } from './throttle.ts';
import { type World, type WorldName, worldNamed } from './worlds.ts';

/** One world being played: everything that a change of world throws away. */
export type Scene = {
  name: WorldName;
  world: World;
  databases: Databases;
  /** The organisation of the company's own CRM server. */
  readonly onPremises: Database;
  ledger: Ledger;
  /** The company's own directory, as far as it was asked. */
  domain: Domain;
  /** Every application of every directory, the deleted ones, too. */
  applications: Application[];
  /** Who is signed in where, and what they consented to. */
  signIn: SignInState;
  /** Cookie value → host it was set for. */
  sessions: Map<string, string>;
  serviceProtection: ServiceProtection;
  tokenFailuresLeft: number;
  firstTokenSeen: string | undefined;
  throttles: {
    tokenEndpoint: Throttle | undefined;
    organisation: Throttle | undefined;
    create: Throttle | undefined;
    graph: Throttle | undefined;
  };
};

export function openScene(name: WorldName): Scene {
  const world = worldNamed(name);
  let onPremises: Database | undefined;
  return {
    name,
    world,
    databases: createDatabases(world),
    // Made when it is asked for: most tests never go there.
    get onPremises() {
      onPremises ??= createOnPremises(world);
      return onPremises;
    },
    ledger: createLedger(world),
    domain: new Map(),
    applications: createApplications(world),
    signIn: createSignInState(world),
    sessions: new Map(),
    serviceProtection: new ServiceProtection(),
    tokenFailuresLeft: world.tokenEndpoint?.failsTimes ?? 0,
    firstTokenSeen: undefined,
    throttles: {
      tokenEndpoint: throttle(world.tokenEndpoint?.throttledSeconds),
      organisation: throttle(world.organisation?.throttledSeconds),
      create: throttle(world.mapsimise?.createThrottledSeconds),
      graph: throttle(world.provisioning?.graphThrottledSeconds),
    },
  };
}

function throttle(seconds: number | undefined): Throttle | undefined {
  return seconds === undefined ? undefined : new Throttle(seconds);
}
