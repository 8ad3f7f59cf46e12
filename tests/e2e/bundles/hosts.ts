/** Every host that may stand in a built bundle, by how its name ends, and why. What ends otherwise is a stranger. */
export const HOSTS_WITH_REASONS: [string, string[]][] = [
  [
    'organisations of Dynamics 365 and Global Discovery, in each cloud',
    ['dynamics.com', 'microsoftdynamics.us', 'appsplatform.us', 'dynamics.cn'],
  ],
  [
    'the sign-in of Microsoft, its elder names that are recognised, and the clouds that MSAL knows',
    [
      ...['microsoftonline.com', 'microsoftonline.us', 'microsoftonline.cn', 'windows.net'],
      ...['chinacloudapi.cn', 'usgovcloudapi.net', 'live.com'],
    ],
  ],
  [
    'Graph and the Power Platform, which are asked; admin centers and documents, which are linked',
    [
      ...['microsoft.com', 'microsoft.us', 'powerapps.com', 'powerapps.us', 'powerapps.cn'],
      ...['powerplatform.com', 'portal.azure.com'],
    ],
  ],
  [
    'pages of Microsoft that are recognised as no organisation; never asked',
    [
      ...['microsoftcrmportals.com', 'powerappsportals.com', 'powerautomate.com'],
      ...['sharepoint.com', 'office.com', 'office365.com'],
    ],
  ],
  ['the session proxy of Microsoft, recognised', ['mcas.ms', 'mcas-gov.ms', 'mcas-gov.us']],
  [
    'Mapsimise, and a host that is nowhere as the base of its forms',
    ['mapsimise.com', 'mapsimise.invalid'],
  ],
  ['examples beside a field; never asked', ['contoso.com', 'contoso.onmicrosoft.com']],
  [
    'names of XML, SAML and SVG that look like addresses; never asked',
    ['oasis-open.org', 'w3.org', 'xmlsoap.org', 'datacontract.org'],
  ],
  [
    'links in messages of MSAL, of the polyfill and of our own',
    ['aka.ms', 'developer.chrome.com', 'developer.mozilla.org'],
  ],
];

/** Looks like a host in quotes, and is a name of words. */
const NO_HOSTS = ['catalogue.net'];

/** The hosts that stand in the text of a bundle: in an address, or alone in quotes. */
export function hostsIn(text: string): string[] {
  const inAddresses = text.matchAll(/(?:https?|wss?):\/\/((?:[\w*-]+\.)+[a-z]{2,})/gi);
  const inQuotes = text.matchAll(/["'`]((?:[\w-]+\.)+(?:com|net|org|us|cn|io|ms))["'`/:]/gi);
  const all = [...inAddresses, ...inQuotes].map(([, host = '']) => host.toLowerCase());
  return [...new Set(all)].filter((host) => !NO_HOSTS.includes(host)).sort();
}

const ENDS = HOSTS_WITH_REASONS.flatMap(([, ends]) => ends);
export const isKnownHost = (host: string) =>
  ENDS.some((end) => host === end || host.endsWith(`.${end}`));
