import { count, params } from '../../language/forms.ts';
import { messages, regionNow } from '../../language/messages.ts';
import type { CoverageRow, CoverageVerdict } from '../coverage.ts';
import type { CoverageRun, CoverageStage, ListProblem } from '../coverage-run.ts';
import { quote } from './phrases.ts';

const words = messages('catalogue.coverage-words', {
  username: 'Mapped by Username',
  usernameMeans: 'Mapsimise acts as these people once Impersonate Users is on. Nothing to do.',
  field: 'Found in another field',
  fieldMeans:
    'Their Username is another address. They are mapped once Mapsimise maps by the field.',
  ambiguous: 'Ambiguous',
  ambiguousMeans:
    'Several CRM users carry the address, so Mapsimise cannot tell which of them it is.',
  disabled: 'Disabled',
  disabledMeans: 'The CRM user with the address is disabled. Mapsimise cannot act for it.',
  accessMode: 'Wrong access mode',
  accessModeMeans: 'The CRM user is not Read-Write: an account for administration or for programs.',
  notFound: 'Not found',
  notFoundMeans: 'No CRM user of this environment carries the address.',
  readingMapsimise: 'Reading the users of Mapsimise',
  readingColumns: 'Reading which columns may hold an address',
  readingCrm: 'Reading the CRM users',
  settling: 'Counting',
  soFar: params('{what}: {amount} so far'),
  nothing: 'There was no address to look for',
  allMapped: params('All {amount} are mapped by Username'),
  someMapped: params('{mapped} of {amount} are mapped by Username'),
  allUsers: 'all users of Mapsimise',
  pasted: 'a pasted list',
  noAddress: params('Line {line}: {text} is no e-mail address'),
  twice: params('Line {line}: {text} stands there twice'),
  linesRead: count({ one: '{count} line was read', other: '{count} lines were read' }),
  blanks: count({ one: '{count} is empty', other: '{count} are empty' }),
  duplicates: count({
    one: '{count} repeats an address',
    other: '{count} repeat an address',
  }),
  junk: count({ one: '{count} has no e-mail address', other: '{count} have no e-mail address' }),
  email: 'Mapsimise email',
  name: 'Name',
  result: 'Result',
  fieldLabel: 'Field',
  fieldName: 'Field logical name',
  user: 'CRM user',
  userId: 'CRM user id',
  carriers: 'CRM users that carry it',
  several: count({ one: '{count} CRM user carries it', other: '{count} CRM users carry it' }),
});

/** What became of an address, in a word and in a sentence. */
export function describeCoverage(verdict: CoverageVerdict): { name: string; means: string } {
  const t = words.get();
  switch (verdict) {
    case 'username':
      return { name: t.username, means: t.usernameMeans };
    case 'field':
      return { name: t.field, means: t.fieldMeans };
    case 'ambiguous':
      return { name: t.ambiguous, means: t.ambiguousMeans };
    case 'disabled':
      return { name: t.disabled, means: t.disabledMeans };
    case 'access-mode':
      return { name: t.accessMode, means: t.accessModeMeans };
    case 'not-found':
      return { name: t.notFound, means: t.notFoundMeans };
  }
}

/** What is being done, by the part of the run. */
export function describeStage(stage: CoverageStage): string {
  const t = words.get();
  if (stage === 'mapsimise-users') return t.readingMapsimise;
  if (stage === 'columns') return t.readingColumns;
  return stage === 'crm-users' ? t.readingCrm : t.settling;
}

/** How far a run is, as a screen reader says it now and then. */
export function sayProgress(run: CoverageRun): string {
  const amount = run.stage === 'mapsimise-users' ? run.addresses : run.crmUsers;
  const what = describeStage(run.stage);
  return amount > 0 ? words.get().soFar({ what, amount }) : what;
}

/** The sentence above the picture: how many are mapped as things stand. */
export function sayCoverage({ counts, addresses }: CoverageRun): string {
  const t = words.get();
  if (addresses === 0) return t.nothing;
  if (counts.username === addresses) return t.allMapped({ amount: addresses });
  return t.someMapped({ mapped: counts.username, amount: addresses });
}

/** Where a run's addresses are from. */
export function saySource({ source }: CoverageRun): string {
  if (source.from === 'mapsimise') return words.get().allUsers;
  return source.name ?? words.get().pasted;
}

/** One line of a list that was not taken, and why. */
export function describeProblem({ line, text, why }: ListProblem): string {
  const t = words.get();
  const facts = { line: String(line), text: quote(text) };
  return why === 'duplicate' ? t.twice(facts) : t.noAddress(facts);
}

/** How a list was understood, in short sentences: what was read, and what of it was left out. */
export function describeList(list: NonNullable<CoverageRun['list']>): string[] {
  const t = words.get();
  return [
    t.linesRead(list.lines),
    ...(list.blanks > 0 ? [t.blanks(list.blanks)] : []),
    ...(list.duplicates > 0 ? [t.duplicates(list.duplicates)] : []),
    ...(list.junk > 0 ? [t.junk(list.junk)] : []),
  ];
}

/** "62 %". Never all while one is missing, never nothing while one is there. */
export function sayShare(part: number, whole: number): string {
  const share = whole === 0 ? 0 : part / whole;
  const isAtAnEnd = part > 0 && part < whole && (share < 0.01 || share > 0.99);
  const shown = isAtAnEnd ? Math.min(0.999, Math.max(0.001, share)) : share;
  const digits = isAtAnEnd ? 1 : 0;
  return new Intl.NumberFormat(regionNow(), {
    style: 'percent',
    minimumFractionDigits: digits,
    maximumFractionDigits: digits,
  }).format(shown);
}

/** Who carries the address: the user's name, or how many there are. */
export const sayUser = ({ carriers = 0, userName = '' }: CoverageRow) =>
  carriers > 1 ? words.get().several(carriers) : userName;

/** The first line of the file that is saved. */
export function headOfCsv(): string[] {
  const t = words.get();
  return [t.email, t.name, t.result, t.fieldLabel, t.fieldName, t.user, t.userId, t.carriers];
}

/** One row of that file. `labels` are what the columns of the user table are called. */
export const cellsOf = (row: CoverageRow, labels: Readonly<Record<string, string>>): string[] => [
  row.email,
  row.name ?? '',
  describeCoverage(row.verdict).name,
  row.field === undefined ? '' : (labels[row.field] ?? ''),
  row.field ?? '',
  row.userName ?? '',
  row.userId ?? '',
  row.carriers === undefined ? '' : String(row.carriers),
];
