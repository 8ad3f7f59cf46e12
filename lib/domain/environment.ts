import type { ListedEnvironment } from './environment-list.ts';
import type { OrgUrl } from './org-url.ts';

/**
 * What a CRM page said about its organisation and the person signed in there. It is shown and labelled "as reported
 * by the page", and never decides anything: a script on the page could have made it up.
 */
export type PageReport = {
  organisation?: {
    organisationId: string;
    friendlyName: string;
    uniqueName: string;
    version: string;
    environmentId?: string;
    tenantId?: string;
    organisationType?: string;
    state?: string;
  };
  user?: { userId: string; fullName: string; domainName: string };
  /** The version of the Web API by which the page could be asked; on one's own server an older one than online. */
  apiVersion?: string;
  /** HTTP status that the page's own session got when it could not say; 0 for none. */
  refusedStatus?: number;
};

/** What is known of the organisation a tab shows. */
export type Environment = {
  org: OrgUrl;
  look: 'looking' | 'seen' | 'unreadable';
  report?: PageReport;
  /** What Microsoft lists of it for who signed in, where it was found so and not by its page. */
  listed?: ListedEnvironment;
};

/** Members of Dataverse's OrganizationType, by what they mean to people. Source: webapi/reference/organizationtype. */
const KINDS: Record<string, EnvironmentKind> = {
  Customer: 'production',
  Secondary: 'production',
  Default: 'production',
  CustomerTest: 'sandbox',
  CustomerFreeTest: 'sandbox',
  Developer: 'developer',
  CustomerPreview: 'preview',
  TestDrive: 'trial',
  EmailTrial: 'trial',
  Trial: 'trial',
  Teams: 'teams',
};
export type EnvironmentKind =
  | 'production'
  | 'sandbox'
  | 'developer'
  | 'preview'
  | 'trial'
  | 'teams';

/** Production, sandbox …; undefined where the organisation does not say or says something new. */
export function environmentKindOf(
  organisationType: string | undefined,
): EnvironmentKind | undefined {
  return organisationType === undefined ? undefined : KINDS[organisationType];
}
