import type { FailureOf } from '../failure.ts';
import type { UrlRefusal } from '../org-url.ts';
import { ENVIRONMENT_URL } from './phrases.ts';

/** Why an address is refused. `host` is the host it leads to, or "This address" where there is none to name. */
type Refusal = { title?: string; cause: (host: string) => string; remedy?: string };

const NOT_AN_ORGANISATION = 'This is not the address of an organisation';
const COPY_ENVIRONMENT_URL = `Copy ${ENVIRONMENT_URL}, and paste it as Organisation URL.`;
const COPY_FROM_CRM =
  'Open your CRM, and copy its address from the address bar, like https://acme.crm4.dynamics.com.';

export const REFUSALS: Record<UrlRefusal, Refusal> = {
  'not-a-string': { cause: () => 'It is not a text.' },
  'too-long': { cause: () => 'It is longer than 2,048 characters.' },
  empty: { title: 'The Organisation URL is empty', cause: () => 'No address was entered.' },
  'non-ascii-or-control': {
    cause: () => 'It has characters that only look like ordinary letters, or that cannot be seen.',
  },
  'forbidden-char': { cause: () => 'It has a quotation mark, bracket or backslash in it.' },
  scheme: { cause: () => 'It must start with https://, written once.' },
  'no-scheme-form': { cause: () => 'Its beginning is missing: https:// and the server.' },
  unparseable: { cause: () => 'It does not have the form of a web address.' },
  userinfo: { cause: () => 'It has an @ in it, which hides the server that it leads to.' },
  'pct-in-host': { cause: () => 'It has a % in it, which hides the server that it leads to.' },
  'trailing-dot': { cause: () => 'The name of the server ends with a dot.' },
  'ip-literal': { cause: () => 'It has a number (an IP address) in place of a server.' },
  'bad-label': { cause: () => 'The name of the server is not a possible one.' },
  'loopback-or-metadata': {
    cause: (host) => `${host} leads to this computer or into a data centre.`,
  },
  'single-label-no-scheme': {
    cause: () => 'It is a name only, and the same name can exist in every region.',
  },
  'no-registrable-domain': {
    cause: (host) => `${host} is incomplete, probably cut off in copying.`,
  },
  'maker-no-environment': {
    title: NOT_AN_ORGANISATION,
    cause: () => 'This page of a Microsoft portal does not name an environment.',
    remedy: COPY_ENVIRONMENT_URL,
  },
  'maker-port-or-http': {
    title: NOT_AN_ORGANISATION,
    cause: () => 'Microsoft portals are reached by https:// and without a port.',
    remedy: COPY_ENVIRONMENT_URL,
  },
  'ms-host-not-an-org': {
    title: NOT_AN_ORGANISATION,
    cause: (host) => `${host} belongs to Microsoft, but is not an organisation.`,
  },
  'ms-reserved-or-bad-org': {
    title: NOT_AN_ORGANISATION,
    cause: (host) => `The first part of ${host} cannot be an organisation.`,
  },
  'ms-port': { cause: () => 'An online organisation is reached without a port.' },
  lookalike: {
    title: 'This address only looks like a Microsoft one',
    cause: (host) => `${host} is not a Microsoft address. Traps for passwords look like this.`,
  },
  'ms-host-in-path': { cause: (host) => `It shows a Microsoft name, but leads to ${host}.` },
  'adfs-page': {
    title: NOT_AN_ORGANISATION,
    cause: (host) => `${host} is a sign-in page (AD FS), and not the CRM behind it.`,
  },
  'http-onprem': {
    cause: (host) => `With http://, a password would travel to ${host} unprotected.`,
    remedy: 'Ask who runs this server for its https:// address.',
  },
  'bad-port': { cause: (host) => `Browsers block the port that is given for ${host}.` },
  'path-traversal': { cause: () => 'Its path has only dots where a name should be.' },
  'bad-onprem-org': { cause: (host) => `What follows ${host} cannot be an organisation.` },
};

export function remedyOfRefusal({ reason, suggestion }: FailureOf<'url/refused'>): string {
  if (suggestion) return `If you mean ${suggestion}, enter that as Organisation URL.`;
  return REFUSALS[reason].remedy ?? COPY_FROM_CRM;
}
