import { extensionVersion, openOptions, openOurPage } from '../platform/tabs.ts';
import { store } from './store.ts';

/** The ways out of a page of ours. The full tab is told where the person stands, not the rest of the address. */
export function doors() {
  return {
    openTab: () => void openOurPage(`setup.html${placeNow()}`),
    openOptions: () => void openOptions(),
    version: extensionVersion(),
  };
}

function placeNow(): string {
  const { where } = store.getState();
  if (where.at === 'organisation') return `?page=${encodeURIComponent(where.org)}`;
  if (where.at !== 'maker') return '';
  const { host, environmentId, tenantId } = where;
  const query = tenantId ? `?tenantId=${tenantId}` : '';
  return `?page=${encodeURIComponent(`https://${host}/environments/${environmentId}${query}`)}`;
}
