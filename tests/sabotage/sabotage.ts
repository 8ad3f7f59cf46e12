/** One exact place of a file, and what stands there when a defence is taken away. */
export type Edit = {
  file: string;
  /** Is found exactly once in the file, else the list has grown old and the run says so. */
  from: string;
  to: string;
};

/** A test by its file and its title as SECURITY.md writes it: `%s` and `$name` stand for cases. */
export type Red = {
  file: string;
  title: string;
  /** The name of the one case that is run, where all of them would take long. */
  only?: string;
};

/** A defence of the table in SECURITY.md that is taken away, and the tests that must go red then: every one of them. */
export type Sabotage = {
  row: number;
  takes: string;
  edits: readonly Edit[];
  red: readonly Red[];
  /** Too long for every run of all tests: its result is kept beside those of the browser. */
  isLong?: true;
};

export const change = (file: string, from: string, to: string): Edit => ({ file, from, to });
export const unit = (name: string, title: string, only?: string): Red => ({
  file: `tests/unit/${name}.test.ts`,
  title,
  ...(only !== undefined && { only }),
});
export const component = (name: string, title: string): Red => ({
  file: `tests/unit/components/${name}.test.tsx`,
  title,
});
export const e2e = (name: string, title: string): Red => ({
  file: `tests/e2e/${name}.test.ts`,
  title,
});

/** Needs a build of its own and a browser. */
export const isInBrowser = ({ red }: Sabotage) =>
  red.some(({ file }) => file.startsWith('tests/e2e/'));

const PLACEHOLDER = /%[sijdfo]|\$[A-Za-z]+/;
const literally = (text: string) => text.replace(/[.*+?^${}()|[\]\\/]/g, '\\$&');

/**
 * Finds a test by its own name. A title with a placeholder is the whole name, with anything in its place; one without is
 * the name or, for the case of a table, a part of it.
 */
export function patternOf(title: string): RegExp {
  const parts = title.split(PLACEHOLDER).map(literally);
  return new RegExp(parts.length > 1 ? `(?:^|\\s)${parts.join('.*')}$` : parts.join(''));
}

/** What a text is after the edit. Throws when its place is not there, or there twice. */
export function edited(text: string, { file, from, to }: Edit): string {
  const found = text.split(from).length - 1;
  if (found !== 1) throw new Error(`${file} has this ${found} times, not once: ${from}`);
  return text.replace(from, () => to);
}
