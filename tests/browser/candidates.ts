import path from 'node:path';
import type { Machine } from './machine.ts';

const LINUX_PROGRAMS = [
  'chromium',
  'chromium-browser',
  'google-chrome-for-testing',
  'google-chrome',
  'google-chrome-stable',
  'google-chrome-beta',
  'google-chrome-unstable',
  'microsoft-edge',
  'microsoft-edge-stable',
];
const LINUX_FOLDERS = ['/usr/bin', '/usr/local/bin', '/usr/lib/chromium', '/opt/google/chrome'];
const SNAP_AND_FLATPAK = [
  '/snap/bin/chromium',
  '/var/lib/flatpak/exports/bin/org.chromium.Chromium',
  '/var/lib/flatpak/exports/bin/com.google.Chrome',
];
const MAC_APPS = [
  'Chromium.app/Contents/MacOS/Chromium',
  'Google Chrome for Testing.app/Contents/MacOS/Google Chrome for Testing',
  'Google Chrome.app/Contents/MacOS/Google Chrome',
  'Google Chrome Canary.app/Contents/MacOS/Google Chrome Canary',
  'Microsoft Edge.app/Contents/MacOS/Microsoft Edge',
];
const WINDOWS_APPS = [
  'Chromium\\Application\\chrome.exe',
  'Google\\Chrome\\Application\\chrome.exe',
  'Google\\Chrome SxS\\Application\\chrome.exe',
  'Microsoft\\Edge\\Application\\msedge.exe',
];
/** Where Playwright and puppeteer put the program inside a downloaded version. */
const INSIDE_A_DOWNLOAD = [
  'chrome-linux/chrome',
  'chrome-linux64/chrome',
  'chrome-win/chrome.exe',
  'chrome-win64/chrome.exe',
  'chrome-mac/Chromium.app/Contents/MacOS/Chromium',
  'chrome-mac-arm64/Google Chrome for Testing.app/Contents/MacOS/Google Chrome for Testing',
  'chrome-mac-x64/Google Chrome for Testing.app/Contents/MacOS/Google Chrome for Testing',
];

/** Every place worth a look, best first: Chromium before branded builds, confined ones last. */
export function listCandidates(machine: Machine): string[] {
  return [...listInstalled(machine), ...listDownloaded(machine), ...listConfined(machine)];
}

function listInstalled({ platform, env, home }: Machine): string[] {
  if (platform === 'darwin') {
    return ['/Applications', path.posix.join(home, 'Applications')].flatMap((folder) =>
      MAC_APPS.map((app) => path.posix.join(folder, app)),
    );
  }
  if (platform === 'win32') {
    return [env.PROGRAMFILES, env['PROGRAMFILES(X86)'], env.LOCALAPPDATA].flatMap((folder) =>
      folder ? WINDOWS_APPS.map((app) => path.win32.join(folder, app)) : [],
    );
  }
  const onPath = (env.PATH ?? '').split(':').filter((folder) => folder.startsWith('/'));
  const folders = [...new Set([...LINUX_FOLDERS, ...onPath])].filter(
    (folder) => folder !== '/snap/bin',
  );
  return [
    ...LINUX_PROGRAMS.flatMap((program) => folders.map((at) => path.posix.join(at, program))),
    '/opt/google/chrome/chrome',
  ];
}

function listDownloaded(machine: Machine): string[] {
  return downloadFolders(machine).flatMap((folder) =>
    machine
      .listFolder(folder)
      .filter((name) => /^(chromium-\d|(linux|mac|win)[^/]*-\d)/.test(name))
      .sort((a, b) => b.localeCompare(a, 'en', { numeric: true }))
      .flatMap((version) => INSIDE_A_DOWNLOAD.map((inside) => path.join(folder, version, inside))),
  );
}

function downloadFolders({ platform, env, home }: Machine): string[] {
  const cache = path.join(home, '.cache');
  const playwright =
    env.PLAYWRIGHT_BROWSERS_PATH ??
    {
      darwin: path.join(home, 'Library', 'Caches', 'ms-playwright'),
      win32: path.join(env.LOCALAPPDATA ?? home, 'ms-playwright'),
    }[platform as string] ??
    path.join(cache, 'ms-playwright');
  const puppeteer = env.PUPPETEER_CACHE_DIR ?? path.join(cache, 'puppeteer');
  return [playwright, path.join(puppeteer, 'chrome'), path.join(puppeteer, 'chromium')];
}

/** Snap and Flatpak confine the browser: it may not see a profile or an extension elsewhere. */
function listConfined({ platform, home }: Machine): string[] {
  if (platform !== 'linux') return [];
  const own = path.posix.join(home, '.local/share/flatpak/exports/bin/org.chromium.Chromium');
  return [...SNAP_AND_FLATPAK, own];
}
