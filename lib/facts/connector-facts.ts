import * as v from 'valibot';
import { type SecretDate, WARNING_DAYS } from '../domain/connector-health.ts';
import type { Failure } from '../domain/failure.ts';
import type { KnownOrganisation, TestRecord } from '../domain/history.ts';
import type { ConnectorList } from '../domain/mapsimise.ts';
import { believed } from './believed.ts';
import { type Fact, openFact } from './fact.ts';

/** The connectors of the Mapsimise organisation. Browser session: Mapsimise is the truth. */
export const connectorList = openFact<ConnectorList>('session', 'connectors');

/** What is being done, or was done last, to one connector. Browser session. */
export type ConnectorDeed = {
  deed: 'impersonation';
  state: 'saving' | 'saved' | 'refused';
  failure?: Failure;
  /** The column that was to be set, for the ticket where the API does not let us. */
  field?: string;
};
export const connectorDeeds = openFact<Record<string, ConnectorDeed>>('session', 'connector-deeds');

const text = v.pipe(v.string(), v.maxLength(2_048));
const record = v.looseObject({
  atMs: v.number(),
  org: text,
  by: text,
  scheme: v.picklist(['dataverse', 'ifd']),
  result: v.picklist(['passed', 'failed', 'cancelled']),
  organisationId: v.exactOptional(text),
});
const known = v.looseObject({ organisationId: text, name: text, addresses: v.array(text) });
const date = v.looseObject({
  connectorId: text,
  name: text,
  expiresAtMs: v.number(),
  source: v.picklist(['graph', 'typed', 'created']),
  // Another version may warn on other days: what was typed is not lost with that, it is only warned of anew.
  warned: v.fallback(v.array(v.picklist(WARNING_DAYS)), []),
});

/** A list on the device whose damaged members are left out; the others are believed. The name holds its version. */
function openList<T>(name: string, member: v.GenericSchema<unknown, object>): Fact<T[]> {
  return openFact<T[]>('local', name, believed<T>(member));
}

/** Tests that came to their end, newest first, of the last 90 days. Kept on the device. */
export const testHistory = openList<TestRecord>('test-history:v1', record);
/** Organisations whose id a test has proved. Kept on the device. */
export const knownOrganisations = openList<KnownOrganisation>('organisations:v1', known);
/** Until when secrets are valid, and what was warned of. Kept on the device; never a secret. */
export const secretDates = openList<SecretDate>('secret-dates:v1', date);

/** When the dates were looked at last (epoch milliseconds). Kept on the device. */
export const watchedAt = openFact<number>('local', 'expiry-watched', v.number());
