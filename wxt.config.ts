import { defineConfig } from 'wxt';
import { CLOUDS } from './lib/domain/cloud.ts';

/** Sign-in hosts of the clouds: the first is granted on installing, the others when an organisation needs them. */
const [commonLogin, ...otherLogins] = [
  'login.microsoftonline.com',
  ...new Set(CLOUDS.map((cloud) => cloud.authorityHosts[0])),
].filter((host, at, all) => all.indexOf(host) === at);

/** Where one's applications (Graph) and environments (BAP) are asked for; Global Discovery lives under the CRM's own names. */
const DIRECTORIES = [...new Set(CLOUDS.flatMap(({ graphHost, bapHost }) => [graphHost, bapHost]))];
const CRM_SUFFIXES = ['dynamics.com', 'microsoftdynamics.us', 'appsplatform.us', 'dynamics.cn'];

const contentSecurityPolicy = [
  "default-src 'none'",
  "script-src 'self'",
  "style-src 'self'",
  "img-src 'self'",
  "font-src 'self'",
  `connect-src 'self' ${[commonLogin, ...otherLogins, ...DIRECTORIES, ...CRM_SUFFIXES.map((suffix) => `*.${suffix}`), '*.mapsimise.com'].map((host) => `https://${host}`).join(' ')}`,
  "form-action 'none'",
  "base-uri 'none'",
  "frame-ancestors 'none'",
  "frame-src 'none'",
  "object-src 'none'",
  "worker-src 'self'",
  "require-trusted-types-for 'script'",
  "trusted-types 'none'",
].join('; ');

export default defineConfig({
  imports: false,
  modules: ['@wxt-dev/webextension-polyfill'],
  manifestVersion: 3,
  vite: () => ({
    esbuild: { jsx: 'automatic', jsxImportSource: 'preact' },
    build: { modulePreload: { polyfill: false } },
  }),
  manifest: ({ browser }) => ({
    name: 'Mapsimise Connect',
    description:
      'Sets up the Microsoft Dynamics CRM connector of Mapsimise from your CRM page, and proves that it works.',
    permissions: [
      'storage',
      'activeTab',
      'scripting',
      'identity',
      'alarms',
      'declarativeNetRequestWithHostAccess',
    ],
    host_permissions: [`https://${commonLogin}/*`, 'https://*.mapsimise.com/*'],
    optional_host_permissions: [
      ...CRM_SUFFIXES.map((suffix) => `https://*.${suffix}/*`),
      ...[...otherLogins, ...DIRECTORIES].map((host) => `https://${host}/*`),
    ],
    externally_connectable: { ids: [], matches: [] },
    content_security_policy: { extension_pages: contentSecurityPolicy },
    incognito: browser === 'firefox' ? 'not_allowed' : 'split',
    minimum_chrome_version: '120',
    ...(browser === 'firefox' && {
      browser_specific_settings: {
        gecko: { id: 'connect@mapsimise.com', strict_min_version: '128.0' },
      },
    }),
  }),
});
