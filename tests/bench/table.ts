import type { Compared } from './baseline.ts';
import type { Row } from './rows.ts';

/** A section of the bench and what it found. */
export type Section = { name: string; rows: Row[] };

/** For people: what is over its budget, or worse than the baseline by more than a tenth, stands out. */
export function formatTable(sections: Section[], compared?: Compared): string {
  const head = ['', 'what', 'measured', '', 'budget', '', ...(compared ? ['baseline', ''] : [])];
  const lines = sections.flatMap(({ name, rows }) => [
    ['', `— ${name}`],
    ...rows.map((row) => [...cellsOf(row), ...(compared ? comparedCells(row, compared) : [])]),
  ]);
  const all = [head, ...lines];
  const widths = head.map((_, at) => Math.max(...all.map((line) => (line[at] ?? '').length)));
  return all.map((cells) => lineOf(cells, widths)).join('\n');
}

function cellsOf({ name, value, unit, budget, ok }: Row): string[] {
  const within = budget === null ? ['', ''] : [`≤ ${budget}`, ok ? 'ok' : 'missed'];
  return [ok ? ' ' : '✗', name, String(value), unit, ...within];
}

function comparedCells({ name }: Row, compared: Compared): string[] {
  const one = compared.get(name);
  if (!one) return ['new', ''];
  return [`× ${one.ratio.toFixed(2)}`, one.isWorse ? '▲ worse' : ''];
}

function lineOf(cells: string[], widths: number[]): string {
  return cells
    .map((cell, at) => (at === 2 ? cell.padStart(widths[at] ?? 0) : cell.padEnd(widths[at] ?? 0)))
    .join('  ')
    .trimEnd();
}
