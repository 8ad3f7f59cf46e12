export type Row = {
  name: string;
  value: number;
  unit: string;
  budget: number | null;
  ok: boolean;
  /** Said where more is better; less is, everywhere else. */
  better?: 'more';
};

/** A row within its budget is ok; one without a budget is only told. */
export function rowOf(name: string, value: number, unit: string, budget: number | null): Row {
  const rounded = Math.round(value * 100) / 100;
  return { name, value: rounded, unit, budget, ok: budget === null || rounded <= budget };
}

export const moreIsBetter = (row: Row): Row => ({ ...row, better: 'more' });

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
