import { readFileSync } from 'node:fs';
import path from 'node:path';
import puppeteer from 'puppeteer-core';
import { ensureBrowser } from '../browser/install-browser.ts';

/** `npm run icons`: draws public/icon from the two drawings beside this file, which are changed instead of the pictures. */
const ROOT = path.resolve(import.meta.dirname, '../..');
const DRAWINGS = { 16: 'small', 32: 'large', 48: 'large', 128: 'large' };

const browser = await puppeteer.launch({
  executablePath: ensureBrowser().file,
  args: ['--no-sandbox', '--disable-gpu'],
});
try {
  const page = await browser.newPage();
  for (const [size, name] of Object.entries(DRAWINGS)) {
    const px = Number(size);
    const svg = readFileSync(path.join(import.meta.dirname, 'icon', `${name}.svg`), 'utf8');
    await page.setViewport({ width: px, height: px });
    await page.setContent(`<style>body { margin: 0 } svg { display: block }</style>${svg}`);
    const file = path.join(ROOT, 'public', 'icon', `${size}.png`) as `${string}.png`;
    await page.screenshot({ path: file, omitBackground: true });
  }
} finally {
  await browser.close();
}
