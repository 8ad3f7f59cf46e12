import type { Sent } from './canary-places.ts';

/** No secret of anybody’s. */
export const PLANTED: Sent = {
  name: 'planted',
  value: 'PLANTED-S-&<"\'%+/=é-7Qk',
  to: ['example.com'],
};
const QUOTED = JSON.stringify(PLANTED.value);

/** In the worker, in a page of ours, in a page of the web: where it is put, and how a find there is called. */
export const PLANTS: [where: 'worker' | 'ours' | 'web', put: string, ...found: RegExp[]][] = [
  [
    'worker',
    `chrome.storage.local.set({ planted: ${QUOTED} })`,
    /in local storage$/,
    /in .*Local Extension Settings/,
  ],
  ['worker', `chrome.storage.session.set({ planted: ${QUOTED} })`, /in session storage$/],
  ['worker', `chrome.storage.sync.set({ planted: ${QUOTED} })`, /in synced storage$/],
  [
    'worker',
    `new Promise((done) => {
      const opening = indexedDB.open('planted');
      opening.onupgradeneeded = () =>
        opening.result.createObjectStore('all').put(${QUOTED}, 'one');
      opening.onsuccess = () => done(opening.result.close());
    })`,
    /in a database$/,
    /in .*IndexedDB/,
  ],
  ['worker', `console.info(${QUOTED})`, /in a console$/],
  ['ours', `document.body.append(${QUOTED})`, /in the page chrome-extension:/],
  // It stands there for a moment only.
  [
    'ours',
    `(() => {
      const line = document.body.appendChild(document.createElement('p'));
      for (const sign of ${QUOTED})
        line.appendChild(document.createElement('b')).textContent = sign;
      requestAnimationFrame(() => line.remove());
    })()`,
    /^planted \(plain\) in a screen of chrome-extension:/,
  ],
  ['ours', `navigator.clipboard.writeText(${QUOTED})`, /in a copy from chrome-extension:/],
  [
    'ours',
    `(() => {
      const link = document.createElement('a');
      link.href = URL.createObjectURL(new Blob([${QUOTED}]));
      link.download = 'planted.txt';
      link.click();
    })()`,
    /in the saved file planted\.txt$/,
  ],
  ['web', `document.body.dataset.planted = ${QUOTED}`, /in the page https:/],
  ['web', `document.title = ${QUOTED}`, /in a screen of https:/],
  ['web', `fetch('/x?' + encodeURIComponent(${QUOTED}))`, /in the request GET contoso.*[?]PLANTED/],
  [
    'web',
    `fetch('/header', { headers: { 'x-planted': btoa(unescape(encodeURIComponent(${QUOTED}))) } })`,
    /\(base64 at 0\) in the request GET contoso.*\/header/,
  ],
  [
    'web',
    `fetch('/body', { method: 'POST', body: new URLSearchParams({ s: ${QUOTED} }) })`,
    /in the request POST contoso.*\/body/,
  ],
  [
    'web',
    `fetch('https://example.com/address?' + encodeURIComponent(${QUOTED}), { mode: 'no-cors' })`,
    /in the request GET example\.com\/address/,
  ],
];
