/** Failures of Graph, which keeps the applications of a tenant. */
export type GraphFailure =
  | { code: 'graph/role-missing'; username: string; needs: 'create' | 'change' }
  | { code: 'graph/token-refused'; host: string }
  | { code: 'graph/not-found'; what: 'application' | 'rotated-application' | 'service-principal' }
  | { code: 'graph/lifetime-capped'; months: number }
  | { code: 'graph/secrets-forbidden' }
  | { code: 'graph/busy'; retryAtMs?: number }
  | { code: 'graph/unavailable'; host: string }
  | { code: 'graph/refused'; host: string };

/** Failures of creating the application and its user, and of taking them away again. */
export type ProvisioningFailure =
  | { code: 'provisioning/interrupted'; isUndo: boolean }
  | { code: 'provisioning/not-noted' }
  | { code: 'provisioning/other-tenant'; username: string; tenantId: string; host: string }
  | { code: 'provisioning/not-a-member'; username: string; host: string }
  | { code: 'provisioning/rights-missing'; username: string; host: string; privileges: string[] }
  | { code: 'provisioning/own-application'; name: string }
  | { code: 'provisioning/user-deleted'; clientId: string; host: string }
  | { code: 'provisioning/user-refused'; clientId: string; host: string }
  | { code: 'provisioning/role-refused'; role: string; host: string; privilege: string }
  | { code: 'provisioning/role-gone'; role: string; host: string }
  | { code: 'provisioning/no-role-acts'; host: string }
  | {
      code: 'provisioning/not-known-yet';
      what: 'application' | 'secret' | 'user';
      waitedMs: number;
    }
  | { code: 'provisioning/answer-lost'; what: string };
