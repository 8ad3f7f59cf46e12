import { browser } from 'wxt/browser';

/** What the person reads, most wanted first: the language of the browser itself, then those asked of web pages. */
export const browserLanguages = (): string[] => [
  browser.i18n.getUILanguage(),
  ...navigator.languages,
];
