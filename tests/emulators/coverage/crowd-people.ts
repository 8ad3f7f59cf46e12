/** How somebody of the crowd stands towards Mapsimise. */
export type Kind =
  | 'username'
  | 'email-2'
  | 'primary-email'
  | 'custom-text'
  | 'domain-user'
  | 'disabled'
  | 'access-mode'
  | 'doubled'
  | 'elsewhere';

/** One in a hundred each; the n-th of the crowd is of the n-th kind, after a shuffle. */
const SHARES: readonly [Kind, number][] = [
  ['username', 66],
  ['email-2', 12],
  ['primary-email', 7],
  ['custom-text', 4],
  ['domain-user', 3],
  ['disabled', 3],
  ['access-mode', 2],
  ['doubled', 1],
  ['elsewhere', 2],
];
const KINDS: readonly Kind[] = SHARES.flatMap(([kind, of]) => Array<Kind>(of).fill(kind));
/** Odd, and not a multiple of five: every residue of a hundred comes once. */
const SHUFFLE = 37;

export const kindOf = (index: number): Kind => KINDS[(index * SHUFFLE) % 100] ?? 'username';

const FIRST = 'Ada Bruno Chloé Dmitri Esra Finn Gülay Håkon Iris José Kenji Léa'.split(' ');
const LAST =
  "Abbott Bērziņš Castro D'Souza Eriksen Fofana García Haas Ito Jansen Kowalski Lind Moreau".split(
    ' ',
  );

export function nameOf(index: number): { first: string; last: string } {
  const first = FIRST[index % FIRST.length] ?? '';
  const last = LAST[Math.floor(index / FIRST.length) % LAST.length] ?? '';
  return { first, last };
}

/** The address that Mapsimise has of the n-th. An apostrophe in a name stays in it. */
export function emailOf(index: number): string {
  const { first, last } = nameOf(index);
  return `${plain(first)}.${plain(last)}.${index}@contoso.com`;
}

export const aliasOf = (index: number) => `u${index}@contoso.onmicrosoft.com`;

const plain = (name: string) =>
  name
    .normalize('NFD')
    .replace(/[^a-z']/gi, '')
    .toLowerCase();
