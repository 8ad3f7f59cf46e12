import { defineConfig } from 'wxt';
import { CLOUDS } from './lib/domain/cloud.ts';
import { dropMarkup } from './markup-dropping.ts';
import { bindMsal } from './msal-binding.ts';
import { dropRequests } from './request-dropping.ts';

/** Sign-in hosts of the clouds: the first is granted on installing, the others when an organisation needs them. */
const [commonLogin, ...otherLogins] = [
  'login.microsoftonline.com',
  ...new Set(CLOUDS.map((cloud) => cloud.authorityHosts[0])),
].filter((host, at, all) => all.indexOf(host) === at);

/** Where one's applications (Graph) and environments (BAP) are asked for; Global Discovery lives under the CRM's own names. */
const DIRECTORIES = [...new Set(CLOUDS.flatMap(({ graphHost, bapHost }) => [graphHost, bapHost]))];
const CRM_SUFFIXES = ['dynamics.com', 'microsoftdynamics.us', 'appsplatform.us', 'dynamics.cn'];

const ONLINE_HOSTS = [
  commonLogin,
  ...otherLogins,
  ...DIRECTORIES,
  ...CRM_SUFFIXES.map((suffix) => `*.${suffix}`),
  '*.mapsimise.com',
].map((host) => `https://${host}`);

/**
 * A manifest's policy cannot change at run time, so the build that also serves companies' own servers must be able to
 * reach any https host, and `lib/clients/egress.ts` is its gate. The one for online organisations the browser closes.
 */
const contentSecurityPolicy = (isOnlineOnly: boolean) =>
  [
    "default-src 'none'",
    "script-src 'self'",
    "style-src 'self'",
    "img-src 'self'",
    "font-src 'self'",
    `connect-src 'self' ${isOnlineOnly ? ONLINE_HOSTS.join(' ') : 'https:'}`,
    "form-action 'none'",
    "base-uri 'none'",
    "frame-ancestors 'none'",
    "frame-src 'none'",
    "object-src 'none'",
    "worker-src 'self'",
    "require-trusted-types-for 'script'",
    "trusted-types 'none'",
  ].join('; ');

const CHROMIUM_ONLY = {
  // Without it every extension may send us messages. Firefox knows no such key; we listen to none in either.
  externally_connectable: { ids: [], matches: [] },
  minimum_chrome_version: '120',
  storage: { managed_schema: 'managed-schema.json' },
} as const;

/**
 * 142 is the first Firefox that knows `data_collection_permissions` everywhere; the store asks for them. What leaves the
 * browser: credentials to Microsoft and Mapsimise; one's own Mapsimise email, to one's own CRM.
 *
 * Source  extensionworkshop.com, Firefox built-in consent for data collection and transmission
 */
const FIREFOX_ONLY = {
  // On the toolbar, not in the menu of extensions.
  action: { default_area: 'navbar' },
  browser_specific_settings: {
    gecko: {
      id: 'connect@mapsimise.com',
      strict_min_version: '142.0',
      data_collection_permissions: {
        required: ['authenticationInfo', 'personallyIdentifyingInfo'],
      },
    },
  },
} as const;

/** Both builds, of the same source: `npm run build:online` (wxt-online.config.ts) leaves the scheme Dynamics CRM / IFD out. */
export const configOf = ({ isOnlineOnly }: { isOnlineOnly: boolean }) =>
  defineConfig({
    imports: false,
    modules: ['@wxt-dev/webextension-polyfill'],
    manifestVersion: 3,
    vite: () => ({
      plugins: [bindMsal(), dropMarkup(), dropRequests()],
      define: {
        __ONLINE_ONLY__: JSON.stringify(isOnlineOnly),
        __ENTRA_CLIENT_ID__: JSON.stringify(process.env.WXT_ENTRA_CLIENT_ID ?? ''),
      },
      esbuild: { jsx: 'automatic', jsxImportSource: 'preact' },
      // One object per file of words. A variable for each word is a fifth more of the package.
      json: { namedExports: false },
      build: { modulePreload: { polyfill: false } },
    }),
    manifest: ({ browser }) => ({
      name: 'Mapsimise Connect',
      // In the browser's own language: public/_locales. All other words follow the language that was chosen (lib/language).
      description: '__MSG_description__',
      default_locale: 'en',
      permissions: [
        'storage',
        'activeTab',
        'scripting',
        'identity',
        'alarms',
        'declarativeNetRequestWithHostAccess',
      ],
      // The keyboard's way to the toolbar click. The person may change or take it away; so may the browser.
      commands: { _execute_action: { suggested_key: { default: 'Alt+Shift+M' } } },
      // Asked for when somebody turns the warnings on.
      optional_permissions: ['notifications'],
      host_permissions: [`https://${commonLogin}/*`, 'https://*.mapsimise.com/*'],
      optional_host_permissions: [
        ...CRM_SUFFIXES.map((suffix) => `https://*.${suffix}/*`),
        ...[...otherLogins, ...DIRECTORIES].map((host) => `https://${host}/*`),
        // A company's own servers, which nobody knows here. Only one exact origin is ever asked for.
        ...(isOnlineOnly ? [] : ['https://*/*']),
      ],
      // Measured: Chromium's `split` has a worker of its own for private windows, and lets it share session and local storage
      // with the others. What is typed there would outlive the window, so the extension does not run there at all.
      incognito: 'not_allowed',
      content_security_policy: { extension_pages: contentSecurityPolicy(isOnlineOnly) },
      ...(browser === 'firefox' ? FIREFOX_ONLY : CHROMIUM_ONLY),
    }),
  });

export default configOf({ isOnlineOnly: false });
