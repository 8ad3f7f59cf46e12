import { expect, it } from 'vitest';
import {
  type ListedEnvironment,
  searchEnvironments,
  sortEnvironments,
} from '../../../lib/domain/environment-list.ts';
import type { OrgUrl } from '../../../lib/domain/org-url.ts';

const one = (name: string, more: Partial<ListedEnvironment> = {}): ListedEnvironment => ({
  org: `https://${name.toLowerCase()}.crm4.dynamics.com` as OrgUrl,
  name,
  uniqueName: `unq${name}1`,
  isDisabled: false,
  region: 'Europe (EMEA)',
  ...more,
});
const ALL = [
  one('Zeta', { kind: 'production' }),
  one('Beta', { kind: 'sandbox' }),
  one('Gone', { kind: 'production', isDisabled: true }),
  one('Acme', { kind: 'production' }),
];
const namesOf = (all: ListedEnvironment[]) => all.map(({ name }) => name);

it('production comes first, then the others, what is disabled last', () => {
  expect(namesOf(sortEnvironments(ALL, []))).toEqual(['Acme', 'Zeta', 'Beta', 'Gone']);
});

it('what was used last comes before everything', () => {
  const recents = [ALL[1], ALL[0]].flatMap((each) => each ?? []);
  expect(namesOf(sortEnvironments(ALL, recents))).toEqual(['Beta', 'Zeta', 'Acme', 'Gone']);
});

it.each([
  ['a part of the name, in any case', 'ACM', ['Acme']],
  ['a part of the address', 'beta.crm4', ['Beta']],
  ['the unique name', 'unqzeta', ['Zeta']],
  ['every word', 'crm4 zet', ['Zeta']],
  ['nothing', '  ', ['Zeta', 'Beta', 'Gone', 'Acme']],
  ['what is not there', 'contoso', []],
])('is searched by %s', (_what, query, names) => {
  expect(namesOf(searchEnvironments(ALL, query))).toEqual(names);
});
