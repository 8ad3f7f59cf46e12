import type { OrgUrl } from '../domain/org-url.ts';
import type { TestReport } from '../domain/report.ts';
import type { TestPorts } from './test-ports.ts';

/** What Test Connection on-premises needs of the world. */
export type IfdPorts = Omit<TestPorts, 'allowWithoutOrigin'>;

/** The values to be tested: exactly these, and no others, does a pass unlock. */
export type IfdAsk = {
  handle: string;
  organisationUrl: string;
  /** `DOMAIN\user` or `user@domain`, to the letter. */
  username: string;
  /** The password. It goes to the confirmed AD FS in one request, and nowhere else. */
  secret: string;
  impersonateUsers: boolean;
  impersonateAs?: string;
  /** The exact https origin of the AD FS to which the person allowed the password to go; absent before that. */
  confirmedSts: (org: OrgUrl) => Promise<string | undefined>;
  /** The user whom the clicked page reported as signed in there. */
  reportedUserOf: (org: OrgUrl) => Promise<string | undefined>;
  /** The organisation id that the clicked page reported for this address. */
  reportedIdOf: (org: OrgUrl) => Promise<string | undefined>;
};

/** As `testConnection`, for the scheme Dynamics CRM / IFD: see test-ifd-connection.ts. */
export type TestIfd = (
  ports: IfdPorts,
  ask: IfdAsk,
  signal: AbortSignal,
) => Promise<{ report: TestReport }>;
