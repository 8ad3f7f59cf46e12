import type { Account } from '../../accounts.ts';
import { escapeHtml } from '../../exchange.ts';
import type { Refusal } from '../aadsts.ts';

/** One look for all pages of the sign-in window. */
function page(title: string, content: string): string {
  return `<!doctype html><html lang="en"><head><meta charset="utf-8"><title>${escapeHtml(title)}</title>
<meta name="viewport" content="width=device-width"><link rel="icon" href="data:,"><style>${STYLE}</style></head>
<body><main><p class="brand" aria-hidden="true"><i></i><i></i><i></i><i></i></p>${content}</main></body></html>`;
}

const alert = (text: string | undefined) =>
  text === undefined ? '' : `<p role="alert">${escapeHtml(text)}</p>`;

export function signInPage(userName: string, refusal?: Refusal): string {
  return page(
    'Sign in to your account',
    `<h1>Sign in</h1>${alert(refusal && `AADSTS${refusal.code}: ${refusal.text}`)}
<form method="post"><input type="hidden" name="do" value="sign-in">
<label>User name<input name="userName" type="email" autocomplete="off" required value="${escapeHtml(userName)}"></label>
<label>Password<input name="password" type="password" autocomplete="off" required></label>
<label class="row"><input name="stay" type="checkbox" value="yes" checked>Stay signed in</label>
<p class="buttons"><button>Sign in</button></p></form>`,
  );
}

export function accountsPage(accounts: readonly Account[]): string {
  const choices = accounts.map(
    ({ userName, fullName, objectId }) =>
      `<li><button class="account" name="account" value="${objectId}" aria-label="${escapeHtml(userName)}"><b>${escapeHtml(fullName)}</b><span>${escapeHtml(userName)}</span></button></li>`,
  );
  return page(
    'Sign in to your account',
    `<h1>Pick an account</h1><form method="post"><input type="hidden" name="do" value="pick"><ul>${choices.join('')}
<li><button class="account" name="account" value="">Use another account</button></li></ul></form>`,
  );
}

export function consentPage(
  application: string,
  account: Account,
  permissions: readonly { service: string; name: string }[],
): string {
  const items = permissions.map(
    ({ service, name }) => `<li><b>${escapeHtml(name)}</b> (${escapeHtml(service)})</li>`,
  );
  return page(
    'Permissions requested',
    `<p>${escapeHtml(account.userName)}</p><h1>Permissions requested</h1><p><b>${escapeHtml(application)}</b> would like to:</p>
<ul class="asked">${items.join('')}</ul><form method="post"><p class="buttons"><button name="do" value="cancel" class="quiet">Cancel</button><button name="do" value="accept">Accept</button></p></form>`,
  );
}

// Source: the sign-in window as it looks; its words as in public screenshots
export function refusalPage(refusal: Refusal, mayChange = false): string {
  const change = mayChange
    ? '<form method="post"><p class="buttons"><button name="do" value="other" class="quiet">Use another account</button></p></form>'
    : '';
  return page(
    'Sign in to your account',
    `<h1>Sorry, but we’re having trouble signing you in.</h1>${alert(`AADSTS${refusal.code}: ${refusal.text}`)}${change}`,
  );
}

export function approvalPage(application: string): string {
  return page(
    'Need admin approval',
    `<h1>Need admin approval</h1><p><b>${escapeHtml(application)}</b></p>
<p role="alert">AADSTS90094: ${escapeHtml(application)} needs permission to access resources in your organization that only an admin can grant. Please ask an admin to grant permission to this app before you can use it.</p>
<form method="post"><p><button name="do" value="other" class="link">Have an admin account? Sign in with that account</button></p></form>
<p><a href="?return=yes">Return to the application without granting consent</a></p>`,
  );
}

export function signedOutPage(): string {
  return page(
    'Sign out',
    '<h1>You signed out of your account</h1><p>It’s a good idea to close all browser windows.</p>',
  );
}

const STYLE = `
*{box-sizing:border-box}body{margin:0;min-height:100vh;display:grid;place-items:center;background:#f2f2f2;color:#1b1b1b;font:15px "Segoe UI",system-ui,sans-serif}
main{width:440px;max-width:100vw;padding:44px;background:#fff;box-shadow:0 2px 6px #0003}
.brand{display:grid;grid-template-columns:10px 10px;gap:2px;margin:0 0 16px}.brand i{height:10px;background:#f25022}.brand i:nth-child(2){background:#7fba00}.brand i:nth-child(3){background:#00a4ef}.brand i:nth-child(4){background:#ffb900}
h1{margin:0 0 16px;font-size:24px;font-weight:600}label{display:block;margin:0 0 14px}label input:not([type=checkbox]){display:block;width:100%;padding:6px 0;border:0;border-bottom:1px solid #666;font:inherit}
.row{display:flex;gap:8px;align-items:center}.buttons{display:flex;gap:8px;justify-content:flex-end;margin:20px 0 0}
button{min-width:108px;padding:6px 12px;border:0;background:#0067b8;color:#fff;font:inherit;cursor:pointer}button.quiet{background:#ccc;color:#000}button.link{background:none;color:#0067b8;padding:0;text-align:left}
ul{list-style:none;margin:0;padding:0}.asked{list-style:disc;padding-left:20px}.account{width:100%;display:grid;text-align:left;background:none;color:inherit;padding:12px 0;border-bottom:1px solid #eee}
[role=alert]{color:#e81123;overflow-wrap:anywhere}`;
