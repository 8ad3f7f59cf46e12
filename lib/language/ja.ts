import type { Translation } from './messages.ts';

/** Every word of this language, by file. */
export const files = import.meta.glob<Translation>('./ja/*.json', {
  eager: true,
  import: 'default',
});
