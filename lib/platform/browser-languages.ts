import { browser } from 'wxt/browser';

/**
 * What the person reads, most wanted first: the browser's setting for pages, which begins with its own language unless
 * the person changed that; then the browser's own.
 */
export const browserLanguages = (): string[] => [
  ...navigator.languages,
  browser.i18n.getUILanguage(),
];
