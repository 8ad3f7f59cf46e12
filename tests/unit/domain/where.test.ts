import { expect, it } from 'vitest';
import { whereIs } from '../../../lib/domain/where.ts';
import { bestOfFive } from './an-answer.ts';

const ENV = '0f8fad5b-d9cb-469f-a165-70867728950e';

it.each<[string, string | undefined, object]>([
  [
    'a model-driven app',
    'https://acme.crm4.dynamics.com/main.aspx?appid=1',
    { at: 'organisation', org: 'https://acme.crm4.dynamics.com', scheme: 'dataverse' },
  ],
  [
    'the bare organisation',
    'https://acme.crm.dynamics.com',
    { at: 'organisation', host: 'acme.crm.dynamics.com' },
  ],
  [
    'the maker portal',
    `https://make.powerapps.com/environments/${ENV}/home`,
    { at: 'maker', environmentId: ENV },
  ],
  ['the maker portal without an environment', 'https://make.powerapps.com/', { at: 'elsewhere' }],
  [
    'an IFD organisation',
    'https://acme.contoso.com/main.aspx',
    { at: 'organisation', org: 'https://acme.contoso.com', scheme: 'ifd' },
  ],
  [
    'an on-premises organisation',
    'https://crm.contoso.com/Contoso/main.aspx',
    { at: 'organisation', org: 'https://crm.contoso.com/Contoso', scheme: 'ifd' },
  ],
  [
    'an on-premises page in small letters',
    'https://crm.contoso.com/c/xrmservices/2011/',
    { at: 'organisation', org: 'https://crm.contoso.com/c', scheme: 'ifd' },
  ],
  ['a news site', 'https://example.com/', { at: 'elsewhere' }],
  ['a news site with a CRM in its query', 'https://example.com/?u=/main.aspx', { at: 'elsewhere' }],
  ['a page deep below', 'https://example.com/a/b/main.aspx', { at: 'elsewhere' }],
  ['a page that only begins so', 'https://example.com/main.aspxx.html', { at: 'elsewhere' }],
  ['a look-alike', 'https://acme.crm4.dynamics.com.evil.com/main.aspx', { at: 'elsewhere' }],
  [
    'a look-alike in the path',
    'https://evil.com/acme.crm4.dynamics.com/main.aspx',
    { at: 'elsewhere' },
  ],
  ['userinfo', 'https://acme.crm4.dynamics.com@evil.com/main.aspx', { at: 'elsewhere' }],
  [
    'http on-premises',
    'http://crm.contoso.com/Contoso/main.aspx',
    { at: 'onprem-http', host: 'crm.contoso.com', suggestion: 'https://crm.contoso.com/Contoso' },
  ],
  ['a news site by http', 'http://example.com/news', { at: 'elsewhere' }],
  ['an address in the intranet', 'https://192.168.0.1/Contoso/main.aspx', { at: 'elsewhere' }],
  [
    'an organisation in Mapsimise',
    'https://contoso.eugb.mapsimise.com/connectors/add?type=1#x',
    { at: 'mapsimise', origin: 'https://contoso.eugb.mapsimise.com' },
  ],
  [
    'the same in capitals and with its port',
    'https://Contoso.EUGB.Mapsimise.com:443/',
    { at: 'mapsimise', origin: 'https://contoso.eugb.mapsimise.com' },
  ],
  ...[
    'https://contoso.eugb.mapsimise.com.evil.test/',
    'https://contoso.eugb.mapsimise.com:8443/',
    'http://contoso.eugb.mapsimise.com/',
    'https://contoso.eugb.mapsimise.com./',
    'https://contoso-eugb-mapsimise.com/',
    'https://contoso.eugb.notmapsimise.com/',
    'https://a.contoso.eugb.mapsimise.com/',
    'https://eugb.mapsimise.com/',
    'https://www.mapsimise.com/',
    'https://api.eugb.mapsimise.com/docs/',
    'https://contoso@contoso.eugb.mapsimise.com.evil.test/',
  ].map((address): [string, string, object] => [
    `no organisation in Mapsimise: ${address}`,
    address,
    { at: 'mapsimise-not' },
  ]),
  ['Mapsimise in a path', 'https://evil.test/contoso.eugb.mapsimise.com', { at: 'elsewhere' }],
  [
    'Mapsimise as a user name',
    'https://contoso.eugb.mapsimise.com@evil.test/',
    { at: 'elsewhere' },
  ],
  ['a page of the browser', 'chrome://extensions/', { at: 'elsewhere' }],
  ['an empty tab', 'about:blank', { at: 'elsewhere' }],
  ['a page of ours', 'chrome-extension://abc/setup.html', { at: 'elsewhere' }],
  ['a script', 'javascript:alert(1)', { at: 'elsewhere' }],
  ['a tab that the browser does not tell', undefined, { at: 'elsewhere' }],
  ['nothing', '', { at: 'elsewhere' }],
])('%s', (_what, address, where) => {
  expect(whereIs(address)).toMatchObject(where);
});

it.each<[string, string]>([
  ['slashes', `https://example.com${'/'.repeat(100_000)}`],
  ['letters', `https://example.com/${'a'.repeat(100_000)}`],
  ['short of the parser’s limit', `https://example.com/${'a/'.repeat(1_000)}`],
])('an address of 100 kB of %s takes less than 10 ms', (_bait, address) => {
  expect(bestOfFive(() => whereIs(address))).toBeLessThan(10);
});
