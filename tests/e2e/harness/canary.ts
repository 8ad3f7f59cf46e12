import { readdir, readFile } from 'node:fs/promises';
import path from 'node:path';

/** A value that must be nowhere but where it is sent, and what to call it in a report of this test. */
export type Canary = { name: string; value: string };
/** A place that was looked into, with what stood there. */
export type Place = { name: string; content: string | Buffer };

/** Every spelling in which a value may have been written down. */
export function spellingsOf(value: string): { form: string; bytes: Buffer }[] {
  const utf8 = Buffer.from(value);
  const percent = encodeURIComponent(value);
  const json = JSON.stringify(value).slice(1, -1);
  const texts = {
    plain: value,
    json,
    // As Chromium writes what an extension stores. Source: base/json/string_escape.cc
    'json of the browser': json.replaceAll('<', '\\u003C'),
    'json twice': JSON.stringify(json).slice(1, -1),
    percent,
    'percent, small': percent.replace(/%../g, (hex) => hex.toLowerCase()),
    form: new URLSearchParams({ s: value }).toString().slice(2),
    xml: value.replace(/[&<>]/g, (sign) => `&#${sign.charCodeAt(0)};`),
    'xml, named': value.replace(/[&<>"']/g, (sign) => NAMED[sign] ?? sign),
    html: value.replace(/[&<>]/g, (sign) => NAMED[sign] ?? sign),
    attribute: value.replace(/[&"]/g, (sign) => NAMED[sign] ?? sign),
    // As browsers write it since 2025. Source: HTML Standard, escaping a string in attribute mode
    'attribute, newer': value.replace(/[&<>"]/g, (sign) => NAMED[sign] ?? sign),
    csv: value.replaceAll('"', '""'),
    // RFC 5545, 3.3.11
    calendar: value.replace(/[\\;,]/g, (sign) => `\\${sign}`),
    hex: utf8.toString('hex'),
    ...base64sOf(utf8),
  };
  // V8 writes a text without wider characters so, and with it IndexedDB. Source: v8/src/objects/value-serializer.cc
  const latin1 = { form: 'latin-1', bytes: Buffer.from(value, 'latin1') };
  const narrow = Object.entries(texts).map(([form, text]) => ({ form, bytes: Buffer.from(text) }));
  const wide = { form: 'utf-16', bytes: Buffer.from(value, 'utf16le') };
  const isNarrow = [...value].every((sign) => sign <= '\u00ff');
  const all = [...narrow, wide, ...(isNarrow ? [latin1] : [])];
  // Many forms of a plain text are the same; each is looked for once, and called by its first name.
  return all.filter(({ bytes }, at) => all.findIndex((one) => one.bytes.equals(bytes)) === at);
}

const NAMED: Record<string, string> = {
  '&': '&amp;',
  '<': '&lt;',
  '>': '&gt;',
  '"': '&quot;',
  "'": '&apos;',
};

/** Base64 of a longer text has one of three spellings of what stands in the middle of it. */
function base64sOf(bytes: Buffer): Record<string, string> {
  const all: [string, string][] = [];
  for (const before of [0, 1, 2]) {
    const text = Buffer.concat([Buffer.alloc(before), bytes]).toString('base64');
    const from = Math.ceil((before * 8) / 6);
    const inner = text.slice(from, Math.floor(((before + bytes.length) * 8) / 6));
    all.push([`base64 at ${before}`, inner]);
    all.push([`base64url at ${before}`, inner.replaceAll('+', '-').replaceAll('/', '_')]);
  }
  return Object.fromEntries(all);
}

/** Where a canary was found, and how it was spelled: one line each. */
export function findCanaries(canaries: readonly Canary[], places: readonly Place[]): string[] {
  const wanted = canaries.flatMap(({ name, value }) =>
    spellingsOf(value).map(({ form, bytes }) => ({ what: `${name} (${form})`, bytes })),
  );
  return places.flatMap(({ name, content }) => {
    const bytes = Buffer.isBuffer(content) ? content : Buffer.from(content);
    return wanted
      .filter((one) => bytes.includes(one.bytes))
      .map(({ what }) => `${what} in ${name}`);
  });
}

/** Every file of a browser's profile; to be read when that browser is closed. */
export async function readProfile(dir: string): Promise<Place[]> {
  const entries = await readdir(dir, { recursive: true, withFileTypes: true });
  const files = entries.filter((entry) => entry.isFile());
  return Promise.all(
    files.map(async ({ parentPath, name }) => {
      const file = path.join(parentPath, name);
      return { name: path.relative(dir, file), content: await readFile(file) };
    }),
  );
}
