import { CONTROLLED } from './controlled.ts';
import { BUTTONS, type Build, OTHERS, row, SECRET_ROW, secret, text } from './page.ts';

const check = '<input type="checkbox" id="impersonateUsers" data-name="impersonateUsers">';
const form = (inner: string) => `<form>${inner}${BUTTONS}</form>`;
const translated = (labels: [string, string, string, string]) =>
  form(
    row(labels[0], text('organisationUrl'), 'organisationUrl') +
      row(labels[1], text('clientId'), 'clientId') +
      row(labels[2], secret(), 'clientSecret') +
      row(labels[3], check, 'impersonateUsers'),
  );

/** In a shadow root of the mode, one within another. */
const inShadow = (mode: 'open' | 'closed') => `
const outer = document.querySelector('x-form').attachShadow({ mode: '${mode}' });
outer.innerHTML = '<style>input{padding:6px}</style><x-inner></x-inner>';
const inner = outer.querySelector('x-inner').attachShadow({ mode: '${mode}' });
inner.innerHTML = document.querySelector('template').innerHTML;
roots.push(outer, inner);`;

const DATAVERSE = row('Client Id', text('clientId'), 'clientId') + SECRET_ROW;
const IFD =
  row('Username / Email', text('username'), 'username') +
  row('Password', '<input type="password" id="password" data-name="password">', 'password');

/** Pages that mean well, built in different ways. */
export const HONEST_BUILDS = {
  plain: { markup: form(OTHERS + SECRET_ROW) },
  framework: { markup: '<form><div id="root"></div></form>', script: CONTROLLED },
  /** Drawn when the test says so: it calls `renderForm`. */
  late: {
    markup: '<p id="spinner">Loading…</p><template></template>',
    script: `window.renderForm = () => { document.querySelector('#spinner').outerHTML = ${JSON.stringify(form(OTHERS + SECRET_ROW))}; };`,
  },
  /** All but its switch is there; `renderForm` brings that. */
  'late-switch': {
    markup: form(row('Organisation URL', text('organisationUrl'), 'organisationUrl') + DATAVERSE),
    script: `window.renderForm = () => document.querySelector('form').insertAdjacentHTML('beforeend', ${JSON.stringify(row('Impersonate Users', check, 'impersonateUsers'))});`,
  },
  'shadow-root': {
    markup: `<x-form></x-form><template>${form(OTHERS + SECRET_ROW)}</template>`,
    script: inShadow('open'),
  },
  'closed-shadow-root': {
    markup: `<x-form></x-form><template>${form(OTHERS + SECRET_ROW)}</template>`,
    script: inShadow('closed'),
  },
  german: {
    markup: translated([
      'Organisations-URL:',
      'Client-ID / Anwendungs-ID',
      'Geheimer Clientschlüssel *',
      'Benutzer imitieren',
    ]),
  },
  french: {
    markup: translated([
      'URL de l’organisation&nbsp;:',
      'ID client&nbsp;:',
      'Secret client&nbsp;:',
      'Emprunter l’identité des utilisateurs',
    ]),
  },
  spanish: {
    markup: translated([
      'URL de la organización',
      'Id. de cliente',
      'Secreto de cliente',
      'Suplantar usuarios',
    ]),
  },
  rows: {
    markup: form(`
<table><tr><td>Organisation URL *</td><td>${text('organisationUrl')}</td></tr>
<tr><td>Client Id</td><td>${text('clientId')}<br><small>A GUID</small></td></tr></table>
<div class="row"><label>Client Secret</label><div>${secret()}</div></div>
<div class="row"><span>Impersonate Users</span>${check}</div>`),
  },
  aria: {
    markup: form(`
<div class="row"><span id="l1">Organisation</span><input aria-labelledby="l1 l2" data-name="organisationUrl"><b id="l2">URL</b></div>
<textarea aria-label="CLIENT&nbsp;ID:" data-name="clientId"></textarea>
<label>Client Secret * ${secret()}</label>
<label id="l3">Impersonate Users</label><div role="switch" tabindex="0" class="switch" style="background:#ccc" aria-labelledby="l3" aria-checked="false" data-name="impersonateUsers"></div>`),
    script: `document.querySelector('[role=switch]').onclick = ({ currentTarget }) =>
  currentTarget.setAttribute('aria-checked', String(currentTarget.ariaChecked !== 'true'));`,
  },
  /** The scheme brings other fields up, a moment after it was chosen. */
  schemes: {
    markup: form(
      row(
        'Scheme',
        '<select id="scheme" data-name="scheme"><option value="1">Dataverse</option><option value="2">Dynamics CRM / IFD</option></select>',
        'scheme',
      ) +
        row('Organisation URL', text('organisationUrl'), 'organisationUrl') +
        `<div id="credentials">${DATAVERSE}</div>`,
    ),
    script: `document.querySelector('#scheme').onchange = ({ target }) => setTimeout(() => {
  document.querySelector('#credentials').innerHTML = target.value === '2' ? ${JSON.stringify(IFD)} : ${JSON.stringify(DATAVERSE)};
}, 200);`,
  },
  'scheme-radios': {
    markup: form(
      `<fieldset><legend>Scheme</legend><label><input type="radio" name="s" checked data-name="dataverse">Dataverse</label><label><input type="radio" name="s" data-name="ifd">Dynamics CRM / IFD</label></fieldset>${row('Organisation URL', text('organisationUrl'), 'organisationUrl')}${IFD}`,
    ),
  },
  /** Its fields bear the names of what a script would call. */
  clobbering: {
    markup: `<img name="getElementById"><img name="querySelectorAll"><form id="location" name="body"><input type="hidden" name="getAttribute"><input type="hidden" name="action"><input type="hidden" name="matches"><input type="hidden" name="querySelectorAll"><input type="hidden" name="contains">${OTHERS}<div><p>Client Secret</p>${secret()}</div>${BUTTONS}</form>`,
    script: `Object.prototype.origin = 'https://evil.test'; Object.prototype.url = 'https://evil.test';`,
  },
} satisfies Record<string, Build>;
