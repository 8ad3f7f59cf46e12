import { expect, it } from 'vitest';
import { LANGUAGES } from '../../../lib/language/languages.ts';

/** What the browser itself says of the extension, in its own language. */
const files = import.meta.glob<Record<string, { message: string }>>(
  '../../../public/_locales/*/messages.json',
  { eager: true, import: 'default' },
);
const texts = Object.entries(files).map(([file, { description }]) => ({
  language: file.split('/').at(-2),
  text: description?.message ?? '',
}));

it('is said in every language that we speak, and differently in each', () => {
  expect(texts.map(({ language }) => language).sort()).toEqual([...LANGUAGES].sort());
  expect(new Set(texts.map(({ text }) => text)).size).toBe(LANGUAGES.length);
});

// Source: developer.chrome.com, manifest "description": 132 characters at most
it.each(texts)('has room in the store: $language', ({ text }) => {
  expect(text.length).toBeGreaterThan(20);
  expect(text.length).toBeLessThanOrEqual(132);
});
