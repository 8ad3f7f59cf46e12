import type { Cloud } from './cloud.ts';
import type { Place } from './provisioning.ts';

/**
 * Microsoft Entra's own portal of each cloud. From memory, as are the paths below: a portal that does not know one shows
 * its start page.
 */
const ENTRA_PORTALS: Record<Cloud['name'], string> = {
  Commercial: 'entra.microsoft.com',
  GCC: 'entra.microsoft.com',
  'GCC High': 'entra.microsoft.us',
  DoD: 'entra.microsoft.us',
  China: 'entra.microsoftonline.cn',
};

type Known = Partial<Pick<Place, 'tenantId' | 'environmentId'>>;

/** The list of app registrations, in the tenant of the organisation. */
export const registrationsUrl = (cloud: Cloud, { tenantId }: Known) =>
  `https://${ENTRA_PORTALS[cloud.name]}/${tenantId ? `${tenantId}/` : ''}#view/Microsoft_AAD_RegisteredApps/ApplicationsListBlade`;

/** The application users of the environment; the list of environments where its id is not known. */
export const applicationUsersUrl = (cloud: Cloud, { environmentId }: Known) =>
  `https://${cloud.adminHost}/environments${environmentId ? `/${environmentId}/appusers` : ''}`;

/**
 * The command that does the same: application, secret, service principal and application user. Without a role it
 * would give System Administrator, so one is always named.
 * Source: microsoft/powerplatform-cli, pac admin create-service-principal
 */
export function pacCommand(
  { environmentId, org }: Known & Pick<Place, 'org'>,
  ask: { name: string; role?: string | undefined },
) {
  const role = ask.role ?? '<security role>';
  return `pac admin create-service-principal --environment ${environmentId ?? org} --name ${quoted(ask.name)} --role ${quoted(role)}`;
}

/** Fit for a command line of Windows and of others: what could end the quotation is left out. */
const quoted = (text: string) => `"${text.replace(/["'`$\\\u201c\u201d\n\r!%]/g, '')}"`;
