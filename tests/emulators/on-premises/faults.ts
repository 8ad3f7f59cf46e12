/** What can be wrong with the company's own servers. Everything left out is as it should be. */
export type OnPremisesFaults = {
  /** How an unauthenticated request to the Web API is met; else 302 to AD FS's sign-in page. */
  challenge?: 'oauth' | 'redirect-uri' | 'windows' | 'html';
  /** The IFD host was never published. */
  ifdHost?: 'missing';
  /** What became of the account svc-mapsimise. */
  account?: 'another-password' | 'expired' | 'locked' | 'denied';
  /** How AD FS words a wrong password. */
  wrongPassword?: 'at-least-one-token';
  relyingParty?: 'unknown' | 'request-failed';
  usernameMixed?: 'disabled' | 'not-on-proxy' | 'redirects' | 'silent';
  /** Which AD FS the organisation names. */
  sts?: 'changed' | 'plain-http' | 'foreign' | 'two';
  mex?: 'missing' | 'html' | 'without-usernamemixed' | 'doctype';
  wsdl?:
    | 'html'
    | 'other-host'
    | 'plain-http'
    | 'cycle'
    | 'many-imports'
    | 'doctype'
    | 'inline'
    | 'without-policy';
  /** How much later the clocks of the servers are than ours. */
  clockAheadMs?: { sts: number; crm: number };
  assertion?: 'large' | 'odd-bytes' | 'bearer' | 'short-lived';
  organisation?: 'disabled';
  serviceUser?: 'disabled' | 'missing' | 'without-lead' | 'without-tables' | 'without-delegation';
  api?: 'v8.2';
  crm?: 'internal-fault' | 'maintenance';
  /** How AD FS words its faults. */
  fault?: 'hostile' | 'huge' | 'in-200';
  /** Whose certificate nobody trusts. */
  certificate?: 'sts' | 'crm';
};
