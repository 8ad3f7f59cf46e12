import { htmlReply, type Reply } from '../../exchange.ts';

/**
 * One way to build the Add a Connector page. Which is Mapsimise's own is not public: every build is assumed, and its
 * labels are the words of the vendor's documentation.
 */
export type Build = {
  /** What stands in the page. Fields bear `data-name`: their name in the reports. */
  markup: string;
  /** Runs at the end of the page. */
  script?: string;
};

/**
 * Watches every field of the page, whoever wrote into it and whether or not an event told of it, and reports all of
 * them to the server when one has changed. Presses of buttons and sent forms are reported too.
 */
const WATCH = `
const roots = [document];
const pressed = [];
let told = '';
const valueOf = (field) =>
  field.type === 'checkbox' || field.type === 'radio' ? String(field.checked)
  : field.getAttribute('role') === 'switch' ? field.getAttribute('aria-checked')
  : field.isContentEditable ? field.textContent : field.value;
const allIn = (root) => (root instanceof Document ? Document : DocumentFragment).prototype.querySelectorAll.call(root, '[data-name]');
const fieldsNow = () => Object.fromEntries(roots.flatMap((root) => [...allIn(root)])
  .map((field) => [field.dataset.name, valueOf(field)]));
const report = () => {
  const body = JSON.stringify({ build: new URLSearchParams(location.search).get('form'), fields: fieldsNow(), pressed, state: window.state });
  if (body === told) return;
  told = body;
  return fetch(location.origin + '/form-report', { method: 'POST', body, keepalive: true });
};
window.reportNow = async () => { told = ''; await report(); };
setInterval(report, 40);
addEventListener('input', report, true);
addEventListener('submit', (event) => { event.preventDefault(); pressed.push('submit'); report(); }, true);
addEventListener('click', (event) => {
  const button = event.composedPath()[0]?.closest?.('button:not([role=switch]), a, input[type=submit]');
  if (button) { pressed.push(button.textContent); report(); }
}, true);
`;

const STYLE = `body{font:15px system-ui;margin:32px;max-width:640px}h1{font-size:20px}
.row{display:grid;grid-template-columns:180px 1fr;gap:12px;margin:10px 0;align-items:center}
input:not([type=checkbox],[type=radio]),select,textarea{font:inherit;padding:6px;width:100%;box-sizing:border-box}
.switch{width:44px;height:24px;border-radius:12px}`;

/** The whole page, with the watch on it. */
export function formPage({ markup, script = '' }: Build): Reply {
  return htmlReply(
    200,
    `<!doctype html><html lang="en"><meta charset="utf-8"><title>Add a Connector - Mapsimise</title><link rel="icon" href="data:,"><style>${STYLE}</style><body><h1>Add a Connector: Microsoft Dynamics CRM</h1>${markup}<script>${WATCH}${script}</script></body></html>`,
  );
}

/** A row of the usual kind: a label that points at its field. */
export const row = (label: string, field: string, id: string) =>
  `<div class="row"><label for="${id}">${label}</label>${field}</div>`;

export const text = (id: string, more = '') => `<input id="${id}" data-name="${id}" ${more}>`;
export const secret = (more = '') =>
  `<input type="password" id="clientSecret" data-name="clientSecret" autocomplete="off" ${more}>`;
export const BUTTONS =
  '<p><button type="button">Test Connection</button> <button>Confirm Purchase</button></p>';

/** Everything but the secret, as a plain page has it. */
export const OTHERS = [
  row('Organisation URL', text('organisationUrl'), 'organisationUrl'),
  row('Client Id', text('clientId'), 'clientId'),
  row(
    'Impersonate Users',
    '<input type="checkbox" id="impersonateUsers" data-name="impersonateUsers">',
    'impersonateUsers',
  ),
].join('');
export const SECRET_ROW = row('Client Secret', secret(), 'clientSecret');
