/** One day in a calendar, with reminders before it. Nothing here is a secret: a calendar is shared with others. */
export type CalendarDay = {
  uid: string;
  /** When this file was written, and the day it is about (epoch milliseconds; the day in UTC). */
  stampMs: number;
  dayMs: number;
  summary: string;
  description: string;
  remindDaysBefore: readonly number[];
};

/**
 * Writes an iCalendar file of one whole day.
 *
 * Source  RFC 5545: 3.1 (lines end in CRLF and are folded at 75 octets), 3.3.11 (escapes in text), 3.6.1, 3.6.6
 */
export function writeCalendar(day: CalendarDay): string {
  const lines = [
    'BEGIN:VCALENDAR',
    'VERSION:2.0',
    'PRODID:-//Mapsimise Connect//EN',
    'BEGIN:VEVENT',
    `UID:${escapeText(day.uid)}`,
    `DTSTAMP:${dateOf(day.stampMs)}T${timeOf(day.stampMs)}Z`,
    `DTSTART;VALUE=DATE:${dateOf(day.dayMs)}`,
    `SUMMARY:${escapeText(day.summary)}`,
    `DESCRIPTION:${escapeText(day.description)}`,
    'TRANSP:TRANSPARENT',
    ...day.remindDaysBefore.flatMap((days) => [
      'BEGIN:VALARM',
      'ACTION:DISPLAY',
      `DESCRIPTION:${escapeText(day.summary)}`,
      `TRIGGER:-P${days}D`,
      'END:VALARM',
    ]),
    'END:VEVENT',
    'END:VCALENDAR',
  ];
  return lines.map((line) => `${fold(line)}\r\n`).join('');
}

const digits = (ms: number) => new Date(ms).toISOString().replace(/[-:]/g, '');
const dateOf = (ms: number) => digits(ms).slice(0, 8);
const timeOf = (ms: number) => digits(ms).slice(9, 15);

/** Control characters other than a line end. */
const CONTROLS = /[^\P{Cc}\n]/gu;

const escapeText = (text: string) =>
  text
    .replace(/\r\n?/g, '\n')
    .replace(CONTROLS, ' ')
    .replace(/[\\;,]/g, (sign) => `\\${sign}`)
    .replace(/\n/g, '\\n');

/** A line longer than 75 octets goes on after a line end and a blank; no character is cut in two. */
function fold(line: string): string {
  const octets = new TextEncoder();
  let folded = '';
  let used = 0;
  for (const sign of line) {
    const size = octets.encode(sign).length;
    if (used + size > 75) {
      folded += '\r\n ';
      used = 1;
    }
    folded += sign;
    used += size;
  }
  return folded;
}
