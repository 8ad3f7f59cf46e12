/** What Options tell of this browser: what is stored in it, and which keys open the popup. */
export { countStored, type StoredCount, type StoredPlace } from '../facts/stored.ts';
export { openingKeys, shortcutsPage } from '../platform/shortcut.ts';
