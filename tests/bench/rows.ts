export type Row = {
  name: string;
  value: number;
  unit: string;
  budget: number | null;
  ok: boolean;
};

/** A row within its budget is ok; one without a budget is only told. */
export function rowOf(name: string, value: number, unit: string, budget: number | null): Row {
  const rounded = Math.round(value * 100) / 100;
  return { name, value: rounded, unit, budget, ok: budget === null || rounded <= budget };
}

export function medianOf(values: number[]): number {
  const sorted = [...values].sort((a, b) => a - b);
  const middle = sorted.length >> 1;
  const upper = sorted[middle] ?? Number.NaN;
  return sorted.length % 2 === 1 ? upper : (upper + (sorted[middle - 1] ?? upper)) / 2;
}

/** How far the quartiles lie apart, as a share of the median. */
export function spreadOf(values: number[]): number {
  const sorted = [...values].sort((a, b) => a - b);
  const at = (share: number) => sorted[Math.round((sorted.length - 1) * share)] ?? Number.NaN;
  return (at(0.75) - at(0.25)) / medianOf(values);
}

/** For people; what is over its budget stands out. */
export function formatTable(rows: Row[]): string {
  const lines = rows.map(({ name, value, unit, budget, ok }) => [
    ok ? ' ' : '✗',
    name,
    String(value),
    unit,
    budget === null ? '' : `≤ ${budget}`,
  ]);
  const widths = [0, 1, 2, 3, 4].map((at) =>
    Math.max(...lines.map((line) => line[at]?.length ?? 0)),
  );
  return lines
    .map((cells) =>
      cells
        .map((cell, at) =>
          at === 2 ? cell.padStart(widths[at] ?? 0) : cell.padEnd(widths[at] ?? 0),
        )
        .join('  ')
        .trimEnd(),
    )
    .join('\n');
}
