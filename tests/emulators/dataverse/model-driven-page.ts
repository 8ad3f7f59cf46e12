import { escapeHtml } from '../exchange.ts';
import { ADELE } from '../people.ts';
import type { Database } from './database.ts';

/** A page that looks like Sales Hub in a browser tab, with Adele's accounts; `script` is all it does. */
export function modelDrivenPage(
  database: Database,
  script: string,
  product: 'Power Apps' | 'Dynamics 365' = 'Power Apps',
): string {
  const { organisation, rows, users, friendlyName } = database;
  const adele = users.find(({ person }) => person.fullName === ADELE.fullName);
  const own = rows.account.filter((row) => row._ownerid_value === adele?.id);
  const cells = own
    .map((row) => {
      const [name, phone, city, country] = [
        row.name,
        '---',
        row.address1_city,
        row.address1_country,
      ].map((text) => escapeHtml(String(text)));
      return `<tr><td><span class="box"></span></td><td class="link">${name}</td><td>${phone}</td><td>${city}</td><td>${country}</td></tr>`;
    })
    .join('');
  const nav = NAVIGATION.map(([group, items]) => {
    const links = items
      .map((item) => `<a${item === 'Accounts' ? ' class="here"' : ''}>${item}</a>`)
      .join('');
    return `<section><h2>${group}</h2>${links}</section>`;
  }).join('');
  return `<!doctype html>
<html lang="en"><head><meta charset="utf-8"><title>Accounts My Active Accounts - Dynamics 365</title>
<link rel="icon" href="data:,"><style>${STYLE}</style>${script}</head>
<body>
<header><span class="waffle">${'<i></i>'.repeat(9)}</span><b>${product}</b><span class="bar"></span><span>Sales Hub</span>
<input aria-label="Search" placeholder="Search" disabled><span class="env">${escapeHtml(friendlyName)}<small>${organisation.type === 'CustomerTest' ? 'SANDBOX' : ''}</small></span><span class="who" title="${escapeHtml(ADELE.fullName)}">AV</span></header>
<div class="body"><nav><a>Home</a><a>Recent</a><a>Pinned</a>${nav}<footer><span>S</span>Sales</footer></nav>
<main><div class="commands"><span>Show Chart</span><span>+ New</span><span>Delete</span><span>Refresh</span><span>Visualize this view</span><span>Email a Link</span><span>Excel Templates</span></div>
<div class="sheet"><h1>My Active Accounts <small>&#9662;</small></h1>
<table><thead><tr><th></th><th>Account Name &#8593;</th><th>Main Phone</th><th>Address 1: City</th><th>Address 1: Country/Region</th></tr></thead><tbody>${cells}</tbody></table>
<p class="count">Rows: ${own.length}</p></div></main></div>
</body></html>`;
}

const NAVIGATION: readonly [string, readonly string[]][] = [
  ['My Work', ['Sales accelerator', 'Dashboards', 'Activities']],
  ['Customers', ['Accounts', 'Contacts']],
  ['Sales', ['Leads', 'Opportunities', 'Competitors']],
];

const STYLE = `
*{box-sizing:border-box}html,body{margin:0;height:100%;font:14px "Segoe UI",system-ui,sans-serif;color:#242424;background:#efefef}
header{display:flex;align-items:center;gap:12px;height:48px;padding:0 16px;color:#fff;background:#742774;position:relative}
header b{font-size:16px;font-weight:600}header .bar{width:1px;height:20px;background:#ffffff66}
.waffle{display:grid;grid-template-columns:repeat(3,4px);gap:3px;margin-right:6px}.waffle i{width:4px;height:4px;background:#fff}
header input{margin:0 auto;width:420px;height:32px;border:0;border-radius:4px;padding:0 12px;background:#fff;font:inherit}
.env{text-align:right;max-width:320px;overflow:hidden;text-overflow:ellipsis;white-space:nowrap}.env small{display:block;font-size:10px}
.who{width:32px;height:32px;border-radius:50%;background:#e3b8e3;color:#3b1a3b;display:grid;place-items:center;font-weight:600}
.body{display:flex;height:calc(100% - 48px)}
nav{position:relative;width:210px;padding:8px 0 52px;background:#fff;border-right:1px solid #e1dfdd;overflow:hidden}
nav a{display:block;padding:8px 20px;border-left:3px solid transparent}nav a.here{background:#f3eaf3;border-color:#742774;font-weight:600}
nav h2{margin:12px 20px 4px;font-size:14px;font-weight:600}nav footer{position:absolute;bottom:0;left:0;right:0;padding:12px 20px;border-top:1px solid #e1dfdd;background:#fff;display:flex;gap:10px;align-items:center}
nav footer span{width:24px;height:24px;display:grid;place-items:center;background:#038387;color:#fff;font-size:12px}
main{flex:1;min-width:0;padding:8px 12px}
.commands,.sheet{background:#fff;border-radius:4px;box-shadow:0 1px 3px #0002}
.commands{display:flex;gap:22px;padding:10px 16px;margin-bottom:8px;white-space:nowrap;overflow:hidden}
.sheet{padding:14px 16px}h1{margin:0 0 12px;font-size:18px;font-weight:600}
table{width:100%;border-collapse:collapse}th,td{padding:10px 8px;text-align:left;border-bottom:1px solid #edebe9;font-weight:400}th{font-weight:600;font-size:13px}
.box{display:block;width:16px;height:16px;border:1px solid #8a8886;border-radius:2px}.link{color:#115ea3}.count{color:#616161;margin:10px 0 0}`;
