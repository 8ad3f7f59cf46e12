import type { Refused } from './org-url.ts';
import type { UrlParts } from './org-url-text.ts';

const LABEL = /^[a-z0-9_](?:[a-z0-9_-]{0,61}[a-z0-9_])?$/;
/** A last label that is a number makes the whole host an IPv4 address, in any notation. Source: WHATWG URL, "ends in a number". */
const NUMBER_AT_THE_END = /(?:^|\.)(?:\d+|0x[0-9a-f]*)$/;
/** Public names that resolve to whatever address is written in them. */
const ADDRESS_IN_A_NAME = /(?:^|\.)(?:nip|sslip|xip)\.io$/;
/** This machine, its container host, and the metadata services of the clouds. */
const OWN_OR_METADATA = new RegExp(
  `(?:^|\\.)(?:${[
    'localhost\\d?',
    'localdomain\\d?',
    'loopback',
    'ip6-(?:localhost|loopback)',
    'localtest\\.me',
    'lvh\\.me',
    'docker\\.internal',
    'metadata(?:\\.goog|\\.[a-z]+\\.internal)?',
    'instance-data(?:\\.[a-z0-9.-]*internal)?',
  ].join('|')})$`,
);

/** Refuses what is no public or company host name, whoever it belongs to. */
export function checkHost({ scheme, host, port, path }: UrlParts): Refused | undefined {
  if (host.endsWith('.')) {
    const name = host.replace(/(?<!\.)\.+$/, '');
    const at = port === undefined ? '' : `:${port}`;
    return { reason: 'trailing-dot', candidate: `${scheme ?? 'https'}://${name}${at}${path}` };
  }
  if (NUMBER_AT_THE_END.test(host)) return { reason: 'ip-literal' };
  const labels = host.split('.');
  if (host.length > 253 || !labels.every((label) => LABEL.test(label)))
    return { reason: 'bad-label' };
  if (ADDRESS_IN_A_NAME.test(host)) return { reason: 'ip-literal', host };
  if (OWN_OR_METADATA.test(host)) return { reason: 'loopback-or-metadata', host };
  if (!isKeptByUrl(host)) return { reason: 'unparseable' };
  const isIntranetName = labels.length === 1;
  if (isIntranetName && scheme === undefined) return { reason: 'single-label-no-scheme' };
  if (!isIntranetName && !isTopLevel(labels.at(-1) ?? '')) {
    return {
      reason: 'no-registrable-domain',
      host,
      candidate: `https://${host.replace(/\.dynamics$/, '')}.dynamics.com`,
    };
  }
  return undefined;
}

/** Top-level names are letters only (RFC 3696, 2) or punycode. `acme.crm4` and `acme.crm4.dynamics` were cut off in copying. */
function isTopLevel(label: string): boolean {
  return /^(?:[a-z]{2,}|xn--.+)$/.test(label) && label !== 'crm' && label !== 'dynamics';
}

/** What the browser's own parser would change or refuse (broken punycode, mostly) is no name for an origin. */
function isKeptByUrl(host: string): boolean {
  const url = `https://${host}`;
  return URL.canParse(url) && new URL(url).host === host;
}
