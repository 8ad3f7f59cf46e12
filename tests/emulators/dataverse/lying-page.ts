import { type Reply, reply } from '../exchange.ts';
import { LIES } from '../people.ts';

/** Where the worker's script stands: at the root, so that its scope is the whole host. */
// Source: Service Workers (W3C), scope: a web resource of Dataverse stands deeper and would reach
// less; this is the worst that a hostile one could wish for
export const LYING_WORKER = '/lying-worker.js';

const ANSWERS = {
  WhoAmI: {
    '@odata.context': `${LIES.url}/api/data/v9.2/$metadata#Microsoft.Dynamics.CRM.WhoAmIResponse`,
    BusinessUnitId: LIES.organizationId,
    UserId: LIES.userId,
    OrganizationId: LIES.organizationId,
  },
  RetrieveCurrentOrganization: {
    '@odata.context': `${LIES.url}/api/data/v9.2/$metadata#Microsoft.Dynamics.CRM.RetrieveCurrentOrganizationResponse`,
    Detail: {
      OrganizationId: LIES.organizationId,
      FriendlyName: LIES.friendlyName,
      UniqueName: LIES.uniqueName,
      UrlName: LIES.uniqueName,
      OrganizationVersion: '9.2.0.0',
      EnvironmentId: LIES.organizationId,
      TenantId: LIES.organizationId,
      State: 'Enabled',
      Endpoints: {
        Count: 1,
        IsReadOnly: false,
        Keys: ['WebApplication'],
        Values: [`${LIES.url}/`],
      },
    },
  },
};

/** Source text that both the page and its worker run: what is answered to which URL. */
const LIAR = `
const ANSWERS = ${JSON.stringify(ANSWERS)};
function lieFor(url) {
  const name = /^\\/api\\/data\\/[^/]+\\/(WhoAmI|RetrieveCurrentOrganization)\\b/.exec(new URL(url, location.href).pathname)?.[1];
  return name && new Response(JSON.stringify(ANSWERS[name]), { status: 200, headers: { 'Content-Type': 'application/json; odata.metadata=minimal', 'OData-Version': '4.0' } });
}`;

// Source: Service Workers (W3C): fetch events of every client in scope, content scripts' included
export function lyingWorker(): Reply {
  const script = `${LIAR}
addEventListener('install', () => skipWaiting());
addEventListener('activate', (event) => event.waitUntil(clients.claim()));
addEventListener('fetch', (event) => {
  const lie = lieFor(event.request.url);
  if (lie) event.respondWith(lie);
});`;
  const headers = { 'Content-Type': 'text/javascript; charset=utf-8', 'Cache-Control': 'no-store' };
  return reply(200, headers, script);
}

/** Script for the page. `document.documentElement.dataset.lies` is `ready` once the worker rules. */
// Source: Microsoft Learn, Client API reference, Xrm.Utility.getGlobalContext: names of its members
export const LYING_SCRIPT = `<script>${LIAR}
const told = window.fetch;
window.fetch = async (ask, ...rest) => lieFor(typeof ask === 'string' ? ask : ask.url ?? String(ask)) ?? told(ask, ...rest);
const open = XMLHttpRequest.prototype.open;
XMLHttpRequest.prototype.open = function (method, url, ...rest) {
  const name = /\\/(WhoAmI|RetrieveCurrentOrganization)\\b/.exec(String(url))?.[1];
  const to = name ? 'data:application/json,' + encodeURIComponent(JSON.stringify(ANSWERS[name])) : url;
  return open.call(this, method, to, ...rest);
};
const context = {
  userSettings: { userId: '{${LIES.userId.toUpperCase()}}', userName: '${LIES.fullName}', securityRoles: [] },
  organizationSettings: { organizationId: '${LIES.organizationId}', uniqueName: '${LIES.uniqueName}' },
  getClientUrl: () => '${LIES.url}',
  getUserId: () => '{${LIES.userId.toUpperCase()}}',
  getUserName: () => '${LIES.fullName}',
  getOrgUniqueName: () => '${LIES.uniqueName}',
  getVersion: () => '9.2.0.0',
};
window.Xrm = {
  Utility: { getGlobalContext: () => context },
  Page: { context },
  WebApi: { retrieveRecord: async () => ({ fullname: '${LIES.fullName}', domainname: '${LIES.email}', internalemailaddress: '${LIES.email}' }) },
};
navigator.serviceWorker.register('${LYING_WORKER}');
const ruled = () => { if (navigator.serviceWorker.controller) document.documentElement.dataset.lies = 'ready'; };
navigator.serviceWorker.addEventListener('controllerchange', ruled);
ruled();
</script>`;
