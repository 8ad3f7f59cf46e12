import { whereIsOrganisation } from '../domain/where.ts';
import { extensionVersion, openOptions, openOurPage } from '../platform/tabs.ts';

/** The ways out of a page of ours. The full tab is told the organisation only, not the rest of the address. */
export function doorsFrom(url: string | undefined) {
  const where = whereIsOrganisation(url);
  const page = where.at === 'organisation' ? `?page=${encodeURIComponent(where.org)}` : '';
  return {
    openTab: () => void openOurPage(`setup.html${page}`),
    openOptions: () => void openOptions(),
    version: extensionVersion(),
  };
}
