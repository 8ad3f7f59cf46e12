import type { Docs } from './entry.ts';

const LEARN = 'https://learn.microsoft.com';
const ADMIN = `${LEARN}/power-platform/admin` as const;
const DATAVERSE = `${LEARN}/power-apps/developer/data-platform` as const;
const ENTRA = `${LEARN}/entra/identity-platform` as const;
const SUPPORT = 'https://support.mapsimise.com';
const ARTICLE = `${SUPPORT}/support/solutions/articles` as const;

/**
 * The vendors' pages. Source: the files of the same names in MicrosoftDocs/power-platform, /powerapps-docs and
 * /entra-docs; support.mapsimise.com; developer.chrome.com; developer.mozilla.org.
 */
const page = (href: Docs['href'], label: string): Docs => ({ href, label });

export const REQUIRED_HOSTS = page(`${ADMIN}/online-requirements`, 'Addresses to allow');
export const ENVIRONMENT_IDS = page(`${ADMIN}/determine-org-id-name`, 'Ids of environments');
export const APPLICATION_USERS = page(`${ADMIN}/manage-application-users`, 'Application users');
export const ABOUT_ROLES = page(`${ADMIN}/security-roles-privileges`, 'Security roles');
export const APP_ACCESS = page(`${ADMIN}/control-app-access-environment`, 'App access control');
export const ADMINISTRATION_MODE = page(`${ADMIN}/admin-mode`, 'Administration mode');
export const DISABLED_ENVIRONMENTS = page(
  `${ADMIN}/automatic-environment-cleanup`,
  'Disabled environments',
);
export const DATAVERSE_SIGN_IN = page(`${DATAVERSE}/authenticate-oauth`, 'Sign-in to Dataverse');
export const DATAVERSE_ERRORS = page(
  `${DATAVERSE}/webapi/compose-http-requests-handle-errors`,
  'Errors of Dataverse',
);
export const DATAVERSE_LIMITS = page(`${DATAVERSE}/api-limits`, 'Limits of Dataverse');
export const IMPERSONATION = page(
  `${DATAVERSE}/webapi/impersonate-another-user-web-api`,
  'Acting for another user',
);
export const COLUMN_SECURITY = page(`${ADMIN}/field-level-security`, 'Column security');
export const REGISTER_APP = page(`${ENTRA}/quickstart-register-app`, 'Register an application');
export const ADD_SECRET = page(`${ENTRA}/how-to-add-credentials`, 'Add a client secret');
export const ENTRA_CODES = page(`${ENTRA}/reference-error-codes`, 'Error codes of Entra');
export const NATIONAL_CLOUDS = page(`${ENTRA}/authentication-national-cloud`, 'Microsoft clouds');
export const REDIRECT_URIS = page(`${ENTRA}/how-to-add-redirect-uri`, 'Add a redirect URI');
export const GRANT_CONSENT = page(
  `${LEARN}/entra/identity/enterprise-apps/grant-admin-consent`,
  'Consent to an application',
);
const ONPREM = `${LEARN}/dynamics365/customerengagement/on-premises` as const;
export const IFD_SIGN_IN = page(
  `${ONPREM}/developer/active-directory-claims-based-authentication`,
  'Claims-based sign-in',
);
export const IFD_SET_UP = page(
  `${ONPREM}/deploy/implement-claims-based-authentication-internal-access`,
  'Setting up claims and AD FS',
);
export const ADFS_ENDPOINT = page(
  `${LEARN}/powershell/module/adfs/enable-adfsendpoint`,
  'Enable-AdfsEndpoint',
);
export const ADFS_PROXY = page(
  `${LEARN}/powershell/module/adfs/set-adfsendpoint`,
  'Set-AdfsEndpoint',
);
export const DIRECTORY_ROLES = page(
  `${LEARN}/entra/identity/role-based-access-control/delegate-app-roles`,
  'Roles for applications',
);
export const APP_POLICIES = page(
  `${LEARN}/graph/api/resources/applicationauthenticationmethodpolicy`,
  'Policies for applications',
);
export const GRAPH_ERRORS = page(`${LEARN}/graph/errors`, 'Errors of Microsoft Graph');
export const GRAPH_LIMITS = page(`${LEARN}/graph/throttling`, 'Limits of Microsoft Graph');
export const EXTENSION_POLICY = page(
  `${LEARN}/deployedge/microsoft-edge-manage-extensions-ref-guide`,
  'Policies for extensions (Edge)',
);
export const EXTENSION_SLEEP = page(
  'https://developer.chrome.com/docs/extensions/develop/concepts/service-workers/lifecycle',
  'When extensions sleep',
);
export const BROWSER_STORAGE = page(
  'https://developer.mozilla.org/docs/Web/API/Storage_API/Storage_quotas_and_eviction_criteria',
  'Storage of browsers',
);
export const MAPSIMISE_CONNECTOR = page(`${ARTICLE}/48000717990`, 'Connecting to Dataverse');
export const MAPSIMISE_ROLES = page(`${ARTICLE}/48000967487`, 'Roles in Mapsimise');
export const MAPSIMISE_ACCOUNT = page(`${ARTICLE}/48001216536`, 'Account and API key');
export const MAPSIMISE_SUPPORT = page(SUPPORT, 'Mapsimise Support');

/** Microsoft's page on one AADSTS code. Built from its digits alone, never from a link that a server sent. */
export function linkOfEntraCode(code: string | undefined): Docs | undefined {
  const digits = /^AADSTS(\d{4,9})$/.exec(code ?? '')?.[1];
  if (digits === undefined) return undefined;
  return {
    href: `https://login.microsoftonline.com/error?code=${digits}`,
    label: `Microsoft on AADSTS${digits}`,
  };
}
