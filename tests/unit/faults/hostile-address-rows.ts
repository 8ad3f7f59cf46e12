import type { UrlRefusal } from '../../../lib/domain/org-url.ts';
import type { HostileRow } from './hostile-rows.ts';
import { proof } from './rows.ts';

const ORG_URL = 'unit/domain/org-url.test.ts';
const SHARED = proof(ORG_URL, '$verdict $short: $why');
const OURS = proof(ORG_URL, 'refuses $short as $reason');
const TAKEN = proof(ORG_URL, 'takes $short for $kind');

/** The rules of the address parser, in its order: each with the refusals that it gives, and what it lets through. */
export const ADDRESS_RULES: (HostileRow & { refusals: UrlRefusal[] })[] = [
  {
    what: 'a text of at most 2,048 printable ASCII characters',
    refusals: ['not-a-string', 'too-long', 'empty', 'non-ascii-or-control'],
    by: [
      ...proof(ORG_URL, 'takes only strings, not %o', 'takes 2,048 characters and no more'),
      ...SHARED,
      ...OURS,
    ],
  },
  {
    what: 'none of the signs that parsers bend',
    refusals: ['forbidden-char'],
    by: [...SHARED, ...OURS],
  },
  {
    what: 'no scheme, or exactly http(s)://',
    refusals: ['scheme', 'no-scheme-form', 'unparseable'],
    by: [...SHARED, ...OURS, ...TAKEN],
  },
  {
    what: 'no @ and no % in the authority',
    refusals: ['userinfo', 'pct-in-host'],
    by: [...SHARED, ...OURS],
  },
  {
    what: 'a host: no IP, no loopback, no trailing dot, no bad label',
    refusals: [
      'ip-literal',
      'loopback-or-metadata',
      'trailing-dot',
      'bad-label',
      'single-label-no-scheme',
      'no-registrable-domain',
    ],
    by: [...SHARED, ...OURS],
  },
  {
    what: 'a portal only with the GUID of an environment',
    refusals: ['maker-no-environment', 'maker-port-or-http'],
    by: [...proof(ORG_URL, 'reads environment and tenant off %s'), ...SHARED, ...OURS, ...TAKEN],
  },
  {
    what: 'Microsoft’s suffixes: exactly one organisation, port 443, http made https',
    refusals: ['ms-host-not-an-org', 'ms-reserved-or-bad-org', 'ms-port'],
    by: [
      ...proof(
        ORG_URL,
        'a dot before the suffix is not enough: 20 hosts of Microsoft are no organisation',
      ),
      ...SHARED,
      ...OURS,
      ...TAKEN,
    ],
  },
  {
    what: 'no host that looks like Microsoft’s',
    refusals: ['lookalike'],
    by: [
      ...proof(
        ORG_URL,
        'hostname.endsWith would let at least 39 of them in',
        'includes would let at least 65 of them in',
        'an unanchored pattern would let at least 30 of them in',
      ),
      ...SHARED,
      ...OURS,
      ...TAKEN,
    ],
  },
  {
    what: 'no host of Microsoft’s in what follows another',
    refusals: ['ms-host-in-path'],
    by: [...SHARED, ...OURS],
  },
  {
    what: 'an own server: https, an open port, a plain first segment',
    refusals: ['http-onprem', 'bad-port', 'path-traversal', 'bad-onprem-org', 'adfs-page'],
    by: [...proof(ORG_URL, 'refuses every port that browsers block'), ...SHARED, ...OURS, ...TAKEN],
  },
];
