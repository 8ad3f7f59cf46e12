import type { Send } from '../clients/egress.ts';
import type { OrgUrl } from '../domain/org-url.ts';
import type { TestReport } from '../domain/report.ts';

/** What Test Connection needs of the world. */
export type TestPorts = {
  send: Send;
  /** Milliseconds since the epoch, for what is shown. */
  nowMs: () => number;
  wait: (ms: number, signal: AbortSignal) => Promise<void>;
  newId: () => string;
  /** May we read answers of this https origin, by grant or because the clicked tab shows it? */
  hasAccess: (origin: string) => Promise<boolean>;
  /** Where the company's browser policy is seen to keep extensions from this origin: the id it would allow. */
  closedByPolicy: (origin: string) => Promise<{ extensionId: string } | undefined>;
  /** Sets the rule that takes the Origin header off our own token requests. */
  allowWithoutOrigin: () => Promise<void>;
  write: (report: TestReport) => Promise<void>;
};

/** The values to be tested: exactly these, and no others, does a pass unlock. */
export type TestAsk = {
  handle: string;
  organisationUrl: string;
  clientId: string;
  secret: string;
  impersonateUsers: boolean;
  impersonateAs?: string;
  /** The tenant as the person entered it, for an organisation that does not name its own. */
  tenant?: string;
  /** The user whom the clicked page reported as signed in there. */
  reportedUserOf: (org: OrgUrl) => Promise<string | undefined>;
  /** The tenant that this organisation's own challenge named in an earlier pass. */
  tenantOf: (org: OrgUrl) => Promise<string | undefined>;
  /** The organisation id that the clicked page reported for this address. */
  reportedIdOf: (org: OrgUrl) => Promise<string | undefined>;
};
