import { languageNow, regionNow } from './messages.ts';

/** Numbers, dates, lists and spans of time, by the browser's own Intl in the language of the moment. */
export const sayNumber = (number: number) => new Intl.NumberFormat(regionNow()).format(number);

/** "a", "a and b", "a, b and c". */
export function sayList(items: readonly string[]): string {
  const language = languageNow();
  // British, as our English is: no comma before "and".
  const locale = language === 'en' ? 'en-GB' : language;
  return new Intl.ListFormat(locale, { type: 'conjunction' }).format(items);
}

/** "3 November 2026", in the order of the person's region. */
export const sayDay = (epochMs: number, options?: { timeZone: 'UTC' }) =>
  new Intl.DateTimeFormat(regionNow(), { dateStyle: 'medium', ...options }).format(epochMs);

/** A day with its month in full. */
export const sayLongDay = (epochMs: number) =>
  new Intl.DateTimeFormat(regionNow(), { dateStyle: 'long' }).format(epochMs);

export const sayMoment = (epochMs: number) =>
  new Intl.DateTimeFormat(regionNow(), { dateStyle: 'medium', timeStyle: 'short' }).format(epochMs);

/** The time of day, to the minute. */
export const sayClock = (epochMs: number) =>
  new Intl.DateTimeFormat(regionNow(), { hour: '2-digit', minute: '2-digit' }).format(epochMs);

/** The time of day, to the second: two fillings of one form are told apart by it. */
export const sayTime = (epochMs: number) =>
  new Intl.DateTimeFormat(regionNow(), { timeStyle: 'medium' }).format(epochMs);

type Unit =
  | 'second'
  | 'minute'
  | 'hour'
  | 'day'
  | 'month'
  | 'millisecond'
  | 'kilobyte'
  | 'megabyte';

/** "8 seconds", "120 ms": a number with its unit, long or short. */
export const sayAmount = (amount: number, unit: Unit, unitDisplay: 'long' | 'short' = 'long') =>
  new Intl.NumberFormat(regionNow(), { style: 'unit', unit, unitDisplay }).format(amount);

/** "today", "in 1 day", "in 14 days". What is over is today. */
export function sayInDays(days: number): string {
  const numeric = days <= 0 ? 'auto' : 'always';
  return new Intl.RelativeTimeFormat(languageNow(), { numeric }).format(Math.max(0, days), 'day');
}

/** A price. A currency that is none is written as it came. */
export function sayPrice(amount: number, currency: string): string {
  try {
    return new Intl.NumberFormat(regionNow(), { style: 'currency', currency }).format(amount);
  } catch {
    return `${sayNumber(amount)} ${currency}`;
  }
}
