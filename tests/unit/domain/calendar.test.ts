import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { type CalendarDay, writeCalendar } from '../../../lib/domain/calendar.ts';

const DAY: CalendarDay = {
  uid: 'c-1@mapsimise-connect',
  stampMs: Date.parse('2026-11-20T10:01:02Z'),
  dayMs: Date.parse('2027-01-31T23:59:59Z'),
  summary: 'Client secret ends: Acme',
  description: 'Rotate it.',
  remindDaysBefore: [30, 14, 3],
};
/** Reads it as RFC 5545 tells a calendar to: unfold, split, undo the escapes. Written apart from the writer. */
function read(file: string): [string, string][] {
  return file
    .replace(/\r\n[ \t]/g, '')
    .split('\r\n')
    .filter((line) => line !== '')
    .map((line) => {
      const at = line.indexOf(':');
      const value = line
        .slice(at + 1)
        .replace(/\\([\\;,nN])/g, (_all, sign: string) =>
          sign.toLowerCase() === 'n' ? '\n' : sign,
        );
      return [line.slice(0, at), value];
    });
}

describe('a calendar file', () => {
  it('names the day, and reminds before it', () => {
    const lines = read(writeCalendar(DAY));
    expect(lines[0]).toEqual(['BEGIN', 'VCALENDAR']);
    expect(lines.at(-1)).toEqual(['END', 'VCALENDAR']);
    expect(lines).toContainEqual(['DTSTAMP', '20261120T100102Z']);
    expect(lines).toContainEqual(['DTSTART;VALUE=DATE', '20270131']);
    expect(lines.filter(([name]) => name === 'TRIGGER').map(([, value]) => value)).toEqual([
      '-P30D',
      '-P14D',
      '-P3D',
    ]);
  });

  it('gives every text back as it was, whatever stands in it, in lines of 75 octets at most', () => {
    const text = fc
      .string({ unit: 'grapheme', maxLength: 300 })
      .filter((one) => !/[^\P{Cc}\n]/u.test(one));
    fc.assert(
      fc.property(text, text, (summary, description) => {
        const file = writeCalendar({ ...DAY, summary, description });
        const lines = read(file);
        expect(lines).toContainEqual(['SUMMARY', summary]);
        expect(lines).toContainEqual(['DESCRIPTION', description]);
        for (const line of file.split('\r\n'))
          expect(Buffer.byteLength(line)).toBeLessThanOrEqual(75);
      }),
    );
  });

  it('lets no text begin a line of its own', () => {
    const file = writeCalendar({
      ...DAY,
      summary: 'a\r\nEND:VCALENDAR\rATTACH:http://evil.test\nX\u0000\u0085',
    });
    expect(file.match(/^END:VCALENDAR/gm)).toHaveLength(1);
    expect(file).not.toMatch(/^ATTACH/m);
    expect(file).not.toContain('\u0000');
  });
});
