import { params } from '../../language/forms.ts';
import { messages } from '../../language/messages.ts';
import type { Docs } from './entry.ts';

const LEARN = 'https://learn.microsoft.com';
const ADMIN = `${LEARN}/power-platform/admin` as const;
const DATAVERSE = `${LEARN}/power-apps/developer/data-platform` as const;
const ENTRA = `${LEARN}/entra/identity-platform` as const;
const SUPPORT = 'https://support.mapsimise.com';
const ARTICLE = `${SUPPORT}/support/solutions/articles` as const;

const words = messages('catalogue.links', {
  requiredHosts: 'Addresses to allow',
  environmentIds: 'Ids of environments',
  applicationUsers: 'Application users',
  aboutRoles: 'Security roles',
  appAccess: 'App access control',
  administrationMode: 'Administration mode',
  disabledEnvironments: 'Disabled environments',
  dataverseSignIn: 'Sign-in to Dataverse',
  dataverseErrors: 'Errors of Dataverse',
  dataverseLimits: 'Limits of Dataverse',
  impersonation: 'Acting for another user',
  columnSecurity: 'Column security',
  registerApp: 'Register an application',
  addSecret: 'Add a client secret',
  entraCodes: 'Error codes of Entra',
  nationalClouds: 'Microsoft clouds',
  redirectUris: 'Add a redirect URI',
  grantConsent: 'Consent to an application',
  ifdSignIn: 'Claims-based sign-in',
  ifdSetUp: 'Setting up claims and AD FS',
  directoryRoles: 'Roles for applications',
  appPolicies: 'Policies for applications',
  graphErrors: 'Errors of Microsoft Graph',
  graphLimits: 'Limits of Microsoft Graph',
  extensionPolicy: 'Policies for extensions (Edge)',
  extensionSleep: 'When extensions sleep',
  browserStorage: 'Storage of browsers',
  mapsimiseConnector: 'Connecting to Dataverse',
  mapsimiseRoles: 'Roles in Mapsimise',
  mapsimiseAccount: 'Account and API key',
  mapsimiseSupport: 'Mapsimise Support',
  entraCode: params('Microsoft on {code}'),
});

type Label = Exclude<keyof ReturnType<typeof words.get>, 'entraCode'>;

/**
 * The vendors' pages. Their addresses name no language: Microsoft and Mozilla show the reader's own. Source: the files
 * of the same names in MicrosoftDocs/power-platform, /powerapps-docs and /entra-docs; support.mapsimise.com;
 * developer.chrome.com; developer.mozilla.org.
 */
const page = (href: Docs['href'], label: Label): Docs => ({
  href,
  get label() {
    return words.get()[label];
  },
});

export const REQUIRED_HOSTS = page(`${ADMIN}/online-requirements`, 'requiredHosts');
export const ENVIRONMENT_IDS = page(`${ADMIN}/determine-org-id-name`, 'environmentIds');
export const APPLICATION_USERS = page(`${ADMIN}/manage-application-users`, 'applicationUsers');
export const ABOUT_ROLES = page(`${ADMIN}/security-roles-privileges`, 'aboutRoles');
export const APP_ACCESS = page(`${ADMIN}/control-app-access-environment`, 'appAccess');
export const ADMINISTRATION_MODE = page(`${ADMIN}/admin-mode`, 'administrationMode');
export const DISABLED_ENVIRONMENTS = page(
  `${ADMIN}/automatic-environment-cleanup`,
  'disabledEnvironments',
);
export const DATAVERSE_SIGN_IN = page(`${DATAVERSE}/authenticate-oauth`, 'dataverseSignIn');
export const DATAVERSE_ERRORS = page(
  `${DATAVERSE}/webapi/compose-http-requests-handle-errors`,
  'dataverseErrors',
);
export const DATAVERSE_LIMITS = page(`${DATAVERSE}/api-limits`, 'dataverseLimits');
export const IMPERSONATION = page(
  `${DATAVERSE}/webapi/impersonate-another-user-web-api`,
  'impersonation',
);
export const COLUMN_SECURITY = page(`${ADMIN}/field-level-security`, 'columnSecurity');
export const REGISTER_APP = page(`${ENTRA}/quickstart-register-app`, 'registerApp');
export const ADD_SECRET = page(`${ENTRA}/how-to-add-credentials`, 'addSecret');
export const ENTRA_CODES = page(`${ENTRA}/reference-error-codes`, 'entraCodes');
export const NATIONAL_CLOUDS = page(`${ENTRA}/authentication-national-cloud`, 'nationalClouds');
export const REDIRECT_URIS = page(`${ENTRA}/how-to-add-redirect-uri`, 'redirectUris');
export const GRANT_CONSENT = page(
  `${LEARN}/entra/identity/enterprise-apps/grant-admin-consent`,
  'grantConsent',
);
const ONPREM = `${LEARN}/dynamics365/customerengagement/on-premises` as const;
export const IFD_SIGN_IN = page(
  `${ONPREM}/developer/active-directory-claims-based-authentication`,
  'ifdSignIn',
);
export const IFD_SET_UP = page(
  `${ONPREM}/deploy/implement-claims-based-authentication-internal-access`,
  'ifdSetUp',
);
/** Called as the commands are, in every language. */
const command = (name: string): Docs => ({
  href: `${LEARN}/powershell/module/adfs/${name.toLowerCase()}`,
  label: name,
});
export const ADFS_ENDPOINT = command('Enable-AdfsEndpoint');
export const ADFS_PROXY = command('Set-AdfsEndpoint');
export const DIRECTORY_ROLES = page(
  `${LEARN}/entra/identity/role-based-access-control/delegate-app-roles`,
  'directoryRoles',
);
export const APP_POLICIES = page(
  `${LEARN}/graph/api/resources/applicationauthenticationmethodpolicy`,
  'appPolicies',
);
export const GRAPH_ERRORS = page(`${LEARN}/graph/errors`, 'graphErrors');
export const GRAPH_LIMITS = page(`${LEARN}/graph/throttling`, 'graphLimits');
export const EXTENSION_POLICY = page(
  `${LEARN}/deployedge/microsoft-edge-manage-extensions-ref-guide`,
  'extensionPolicy',
);
export const EXTENSION_SLEEP = page(
  'https://developer.chrome.com/docs/extensions/develop/concepts/service-workers/lifecycle',
  'extensionSleep',
);
export const BROWSER_STORAGE = page(
  'https://developer.mozilla.org/docs/Web/API/Storage_API/Storage_quotas_and_eviction_criteria',
  'browserStorage',
);
export const MAPSIMISE_CONNECTOR = page(`${ARTICLE}/48000717990`, 'mapsimiseConnector');
export const MAPSIMISE_ROLES = page(`${ARTICLE}/48000967487`, 'mapsimiseRoles');
export const MAPSIMISE_ACCOUNT = page(`${ARTICLE}/48001216536`, 'mapsimiseAccount');
export const MAPSIMISE_SUPPORT = page(SUPPORT, 'mapsimiseSupport');

/** Microsoft's page on one AADSTS code. Built from its digits alone, never from a link that a server sent. */
export function linkOfEntraCode(code: string | undefined): Docs | undefined {
  const digits = /^AADSTS(\d{4,9})$/.exec(code ?? '')?.[1];
  if (digits === undefined) return undefined;
  return {
    href: `https://login.microsoftonline.com/error?code=${digits}`,
    label: words.get().entraCode({ code: `AADSTS${digits}` }),
  };
}
