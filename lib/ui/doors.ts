import type { Where } from '../domain/where.ts';
import { extensionVersion, openOptions, openOurPage } from '../platform/tabs.ts';
import { store } from './store.ts';

/** The ways out of a page of ours. The full tab is told where the person stands (not the rest of the address) and at what. */
export function doors() {
  return {
    openTab: () => void openOurPage(`setup.html${placeNow()}`),
    openOptions: () => void openOptions(),
    version: extensionVersion(),
  };
}

function placeNow(): string {
  const { where, job } = store.getState();
  const query = new URLSearchParams();
  const page = pageOf(where);
  if (page) query.set('page', page);
  // The set-up opens by itself there.
  if (job && job !== 'set-up') query.set('job', job);
  return query.size > 0 ? `?${query}` : '';
}

function pageOf(where: Where): string | undefined {
  if (where.at === 'organisation') return where.org;
  if (where.at !== 'maker') return undefined;
  const { host, environmentId, tenantId } = where;
  const query = tenantId ? `?tenantId=${tenantId}` : '';
  return `https://${host}/environments/${environmentId}${query}`;
}
