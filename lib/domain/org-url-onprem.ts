import type { OrgUrl, Place, Refused } from './org-url.ts';
import { ORG_DOMAINS } from './org-url-microsoft.ts';
import { hasDotSegment, type UrlParts } from './org-url-text.ts';
import { bad, good, type Result } from './result.ts';

/** Source: the Fetch standard, "bad port". */
const BLOCKED_PORTS = new Set([
  0, 1, 7, 9, 11, 13, 15, 17, 19, 20, 21, 22, 23, 25, 37, 42, 43, 53, 69, 77, 79, 87, 95, 101, 102,
  103, 104, 109, 110, 111, 113, 115, 117, 119, 123, 135, 137, 139, 143, 161, 179, 389, 427, 465,
  512, 513, 514, 515, 526, 530, 531, 532, 540, 548, 554, 556, 563, 587, 601, 636, 989, 990, 993,
  995, 1719, 1720, 1723, 2049, 3659, 4045, 4190, 5060, 5061, 6000, 6566, 6665, 6666, 6667, 6668,
  6669, 6679, 6697, 10080,
]);
/** Folders of the web application itself. They cannot be organisations, which share one namespace with them. */
const APP_FOLDERS = new Set([
  'api',
  'xrmservices',
  'mscrmservices',
  'appwebservices',
  'webresources',
  'crmreports',
  'isv',
  'uclient',
  'nga',
  'sfa',
  'tools',
  'workplace',
  'userdefined',
]);
const MICROSOFT_HOST = new RegExp(
  `(?<![a-z0-9-])(?:${[...ORG_DOMAINS, 'powerapps\\.(?:com|us|cn)'].join('|')})(?![a-z0-9-])`,
);

/**
 * A company's own server: organisation in the first path segment, or (IFD) in the host. https only, since a
 * password goes there, and never a page that shows one host while naming another.
 */
export function placeOnPremises(url: UrlParts): Result<Place, Refused> {
  const { scheme, host, port, path, tail } = url;
  const [, first = '', ...deeper] = path.split('/');
  if (MICROSOFT_HOST.test(unescaped(path + tail))) return bad({ reason: 'ms-host-in-path', host });
  if (/^(?:adfs|federationmetadata)$/i.test(first)) return bad({ reason: 'adfs-page', host });
  if (scheme === 'http') {
    // Another port speaks http only; which one speaks https there, nobody can tell from here.
    const candidate = port === undefined ? `https://${host}${path}` : '';
    return bad({ reason: 'http-onprem', host, candidate });
  }
  if (port !== undefined && BLOCKED_PORTS.has(port)) return bad({ reason: 'bad-port', host });
  if (hasDotSegment(path)) return bad({ reason: 'path-traversal', host });
  const origin = `https://${host}${port === undefined ? '' : `:${port}`}`;
  const at = new URL(origin).host;
  if (isAppPath(first) || (first === '' && deeper.length === 0)) {
    return good({ kind: 'onprem', url: origin as OrgUrl, host: at });
  }
  if (!/^[A-Za-z0-9_-]{1,64}$/.test(first)) return bad({ reason: 'bad-onprem-org', host });
  return good({ kind: 'onprem', url: `${origin}/${first}` as OrgUrl, host: at, org: first });
}

/** `main.aspx`, `_forms`, `api`, and `{version}` folders belong to the application, not to an organisation. */
function isAppPath(segment: string): boolean {
  return (
    APP_FOLDERS.has(segment.toLowerCase()) ||
    /^(?:_.*|%7b\d+%7d|[\w-]+\.(?:aspx|ashx|asmx|svc|html?))$/i.test(segment)
  );
}

const unescaped = (text: string) =>
  text
    .replace(/%([0-7][0-9a-f])/gi, (_, hex) => String.fromCharCode(Number.parseInt(hex, 16)))
    .toLowerCase();
