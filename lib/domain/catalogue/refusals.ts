import { params } from '../../language/forms.ts';
import { messages } from '../../language/messages.ts';
import type { FailureOf } from '../failure.ts';
import type { UrlRefusal } from '../org-url.ts';
import { environmentUrl } from './phrases.ts';

/** Why an address is refused. `host` is the host it leads to, or "This address" where there is none to name. */
const causes = messages('catalogue.refusals', {
  'not-a-string': 'It is not a text.',
  'too-long': 'It is longer than 2,048 characters.',
  empty: 'No address was entered.',
  'non-ascii-or-control':
    'It has characters that only look like ordinary letters, or that cannot be seen.',
  'forbidden-char': 'It has a quotation mark, bracket or backslash in it.',
  scheme: 'It must start with https://, written once.',
  'no-scheme-form': 'Its beginning is missing: https:// and the server.',
  unparseable: 'It does not have the form of a web address.',
  userinfo: 'It has an @ in it, which hides the server that it leads to.',
  'pct-in-host': 'It has a % in it, which hides the server that it leads to.',
  'trailing-dot': 'The name of the server ends with a dot.',
  'ip-literal': 'It has a number (an IP address) in place of a server.',
  'bad-label': 'The name of the server is not a possible one.',
  'loopback-or-metadata': params('{host} leads to this computer or into a data centre.'),
  'single-label-no-scheme': 'It is a name only, and the same name can exist in every region.',
  'no-registrable-domain': params('{host} is incomplete, probably cut off in copying.'),
  'maker-no-environment': 'This page of a Microsoft portal does not name an environment.',
  'maker-port-or-http': 'Microsoft portals are reached by https:// and without a port.',
  'ms-host-not-an-org': params('{host} belongs to Microsoft, but is not an organisation.'),
  'ms-reserved-or-bad-org': params('The first part of {host} cannot be an organisation.'),
  'ms-port': 'An online organisation is reached without a port.',
  lookalike: params('{host} is not a Microsoft address. Traps for passwords look like this.'),
  'ms-host-in-path': params('It shows a Microsoft name, but leads to {host}.'),
  'adfs-page': params('{host} is a sign-in page (AD FS), and not the CRM behind it.'),
  'http-onprem': params('With http://, a password would travel to {host} unprotected.'),
  'bad-port': params('Browsers block the port that is given for {host}.'),
  'path-traversal': 'Its path has only dots where a name should be.',
  'bad-onprem-org': params('What follows {host} cannot be an organisation.'),
});

const words = messages('catalogue.refused', {
  thisAddress: 'This address',
  empty: 'The Organisation URL is empty',
  notAnOrganisation: 'This is not the address of an organisation',
  lookalike: 'This address only looks like a Microsoft one',
  enterSuggestion: params('If you mean {suggestion}, enter that as Organisation URL.'),
  copyEnvironmentUrl: params('Copy {path}, and paste it as Organisation URL.'),
  copyFromCrm:
    'Open your CRM, and copy its address from the address bar, like https://acme.crm4.dynamics.com.',
  askForHttps: 'Ask who runs this server for its https:// address.',
});

const TITLES: { [R in UrlRefusal]?: 'empty' | 'notAnOrganisation' | 'lookalike' } = {
  empty: 'empty',
  'maker-no-environment': 'notAnOrganisation',
  'maker-port-or-http': 'notAnOrganisation',
  'ms-host-not-an-org': 'notAnOrganisation',
  'ms-reserved-or-bad-org': 'notAnOrganisation',
  lookalike: 'lookalike',
  'adfs-page': 'notAnOrganisation',
};

/** The title of those refusals that have one of their own. */
export function titleOfRefusal(reason: UrlRefusal): string | undefined {
  const title = TITLES[reason];
  return title && words.get()[title];
}

export function causeOfRefusal({ reason, host }: FailureOf<'url/refused'>): string {
  const cause = causes.get()[reason];
  return typeof cause === 'string' ? cause : cause({ host: host || words.get().thisAddress });
}

export const copyEnvironmentUrl = () => words.get().copyEnvironmentUrl({ path: environmentUrl() });

export function remedyOfRefusal({ reason, suggestion }: FailureOf<'url/refused'>): string {
  const t = words.get();
  if (suggestion) return t.enterSuggestion({ suggestion });
  if (reason === 'maker-no-environment' || reason === 'maker-port-or-http')
    return copyEnvironmentUrl();
  return reason === 'http-onprem' ? t.askForHttps : t.copyFromCrm;
}
