import type { Scheme } from './connection.ts';
import type { CoverageFailure } from './coverage-failure.ts';
import type { FormFailure } from './form/form-failure.ts';
import type { IfdFailure } from './ifd-failure.ts';
import type { UrlRefusal } from './org-url.ts';
import type { PolicyFailure } from './policy-failure.ts';
import type { GraphFailure, ProvisioningFailure } from './provisioning-failure.ts';
import type { EnvironmentFailure, SignInFailure } from './sign-in-failure.ts';
import type { TableName } from './tables.ts';

/**
 * What the service itself said, kept beside our own words so that its support can find the case.
 * Every text was shortened and scrubbed before it came here (see redact.ts).
 */
export type ServiceSays = {
  status?: number;
  code?: string;
  text?: string;
  requestId?: string;
  traceId?: string;
  correlationId?: string;
};

/** Failures of the line between us and a host, before anything was understood. */
type NetFailure =
  | { code: 'net/no-reply'; host: string; waitedMs: number }
  | { code: 'net/unreachable'; host: string }
  | { code: 'net/redirected'; host: string }
  | { code: 'net/web-page'; host: string; title?: string }
  | { code: 'net/not-understood'; host: string }
  | { code: 'net/too-large'; host: string; limitBytes: number }
  | { code: 'net/not-allowed'; host: string };

/** Failures of what the person gave, or of what the browser lets us do. */
type InputFailure =
  | { code: 'url/refused'; reason: UrlRefusal; host?: string; suggestion?: string }
  | { code: 'url/not-dataverse'; kind: 'onprem' | 'maker' }
  | { code: 'client-id/missing' }
  | { code: 'client-id/not-a-guid' }
  | { code: 'secret/missing' }
  | { code: 'tenant/malformed' }
  | { code: 'permission/not-granted'; origin: string; host: string; others?: string[] }
  | { code: 'permission/blocked-by-policy'; host: string; extensionId: string }
  | { code: 'test/interrupted' }
  | { code: 'storage/failed' }
  | { code: 'storage/not-wiped'; scheme: Scheme };

/** Failures that Entra names at its token endpoint. */
type EntraFailure =
  | { code: 'entra/secret-wrong'; clientId: string; looksLikeSecretId: boolean }
  | { code: 'entra/secret-expired'; clientId: string }
  | { code: 'entra/secret-absent' }
  | { code: 'entra/app-unknown'; clientId: string; tenantId: string }
  | { code: 'entra/no-service-principal'; clientId: string; tenantId: string }
  | { code: 'entra/app-disabled'; clientId: string }
  | { code: 'entra/app-is-public'; clientId: string }
  | { code: 'entra/tenant-unknown'; tenantId: string; isEntered?: true }
  | { code: 'entra/other-cloud'; host: string }
  | { code: 'entra/resource-unknown'; org: string; tenantId: string }
  | { code: 'entra/conditional-access' }
  | { code: 'entra/origin-refused' }
  | { code: 'entra/busy'; retryAtMs?: number }
  | { code: 'entra/refused'; error: string }
  | { code: 'entra/bad-answer' };

/** Failures that the organisation names. */
type OrgFailure =
  | { code: 'org/not-here'; host: string }
  | { code: 'org/renamed'; host: string; actualUrl: string }
  /** `asksTenant`: it refused as an organisation does; who knows its tenant may enter it. */
  | { code: 'org/no-challenge'; host: string; asksTenant?: true }
  | { code: 'org/other-tenant'; host: string; entered: string; named: string }
  | { code: 'org/authority-untrusted'; authority: string }
  | { code: 'org/token-refused'; org: string }
  | { code: 'org/user-unknown'; clientId: string; host: string }
  | { code: 'org/user-disabled'; host: string }
  | { code: 'org/no-role'; clientId: string; host: string }
  | { code: 'org/no-licence'; host: string }
  | { code: 'org/app-restricted'; clientId: string }
  | { code: 'org/privilege-missing'; privilege: string }
  | { code: 'org/no-table-readable'; tables: TableName[]; privileges: string[] }
  | { code: 'org/other-organisation'; expectedId: string; actualId: string; actualName?: string }
  | { code: 'org/busy'; host: string; retryAtMs?: number }
  | { code: 'org/unavailable'; host: string }
  | { code: 'org/disabled'; host: string }
  | { code: 'org/unexpected'; host: string };

/** Failures of reading one's own mapping through the page, and of proving that one can be acted for. */
type MappingFailure =
  | { code: 'page/none'; host: string }
  | { code: 'page/signed-out'; host: string }
  | { code: 'mapping/email-shape' }
  | { code: 'mapping/columns-refused'; privilege: string }
  | { code: 'mapping/no-columns' }
  | { code: 'mapping/write-refused'; privilege: string }
  | { code: 'mapping/column-secured'; column: string }
  | { code: 'mapping/not-confirmed'; value: string }
  | { code: 'impersonation/not-allowed'; clientId: string }
  | { code: 'impersonation/by-team-only'; clientId: string }
  | { code: 'impersonation/nobody' }
  | { code: 'impersonation/person-not-found'; person: string }
  | { code: 'impersonation/several-people'; person: string; names: string[] }
  | { code: 'impersonation/person-unknown'; person: string }
  | { code: 'impersonation/person-disabled'; person: string }
  | { code: 'impersonation/same-user'; person: string }
  | { code: 'impersonation/ignored'; person: string };

/** Failures of Mapsimise, and of buying there. */
type MapsimiseFailure =
  | { code: 'mapsimise/not-set-up' }
  | { code: 'mapsimise/key-refused' }
  | { code: 'mapsimise/session-ended'; host: string }
  | { code: 'mapsimise/right-missing'; right: string; role?: string }
  | { code: 'mapsimise/other-organisation'; expected: string; actual: string }
  | { code: 'mapsimise/refused'; says: string }
  | { code: 'mapsimise/broken'; reference?: string }
  | { code: 'mapsimise/busy'; retryAtMs?: number }
  | { code: 'mapsimise/list-incomplete'; page: number }
  | { code: 'mapsimise/already-registered'; connectorId: string; name: string; openUrl: string }
  | { code: 'mapsimise/quote-expired' }
  | { code: 'registration/not-passed' }
  | { code: 'registration/values-changed' }
  | { code: 'registration/account-changed'; expected: string; actual: string }
  | { code: 'registration/unclear' }
  | { code: 'registration/interrupted' }
  | { code: 'registration/absent' }
  | { code: 'registration/conflict'; ids: string[] };

/** Failures of keeping connectors that exist already. */
type ConnectorFailure =
  | { code: 'connector/interrupted' }
  | { code: 'rotation/interrupted' }
  | { code: 'rotation/not-dataverse'; name: string }
  | { code: 'rotation/application-unknown'; clientId: string }
  | { code: 'rotation/own-application'; clientId: string }
  | { code: 'rotation/unclear' }
  | { code: 'rotation/not-verified'; name: string }
  | { code: 'switch/interrupted' }
  | { code: 'switch/not-retired'; name: string }
  | { code: 'switch/secret-gone' };

type Named =
  | NetFailure
  | InputFailure
  | EntraFailure
  | OrgFailure
  | MappingFailure
  | MapsimiseFailure
  | ConnectorFailure
  | SignInFailure
  | EnvironmentFailure
  | IfdFailure
  | GraphFailure
  | ProvisioningFailure
  | FormFailure
  | CoverageFailure
  | PolicyFailure;

/** Everything that can go wrong as expected: plain data, each with only the facts its remedy needs. */
export type Failure = Named & { service?: ServiceSays };
export type FailureCode = Failure['code'];
export type FailureOf<C extends FailureCode> = Extract<Named, { code: C }> & {
  service?: ServiceSays;
};

/** Puts what the service said beside a failure; leaves the failure alone when it said nothing. */
export function withService<F extends Failure>(failure: F, service: ServiceSays | undefined): F {
  return service && Object.keys(service).length > 0 ? { ...failure, service } : failure;
}
