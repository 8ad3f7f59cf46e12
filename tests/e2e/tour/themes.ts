import type { Page } from 'puppeteer-core';

/** The ways the same screen is painted: by the browser's own choice of light or dark, or by the system's own colours. */
export const THEMES = ['light', 'dark', 'forced'] as const;
export type Theme = (typeof THEMES)[number];

const FEATURES: Record<Theme, Record<string, string>> = {
  light: { 'prefers-color-scheme': 'light', 'forced-colors': 'none' },
  dark: { 'prefers-color-scheme': 'dark', 'forced-colors': 'none' },
  forced: { 'prefers-color-scheme': 'dark', 'forced-colors': 'active' },
};

/** Does something while the page is painted so; afterwards it is as the browser has it. */
export async function inTheme<T>(page: Page, theme: Theme, deed: () => Promise<T>): Promise<T> {
  const line = await page.createCDPSession();
  const features = Object.entries(FEATURES[theme]).map(([name, value]) => ({ name, value }));
  await line.send('Emulation.setEmulatedMedia', { features });
  try {
    return await deed();
  } finally {
    await line.send('Emulation.setEmulatedMedia', { features: [] });
    await line.detach();
  }
}
