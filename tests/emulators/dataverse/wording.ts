import type { World } from '../world.ts';

const LONG = 'Donaudampfschifffahrtselektrizitätenhauptbetriebswerkbauunterbeamtengesellschaft';
const HOSTILE = '<img src=x onerror=alert(1)>';

/** A name as the world has it: plain, hostile or very long. */
export function decorate(text: string, world: World): string {
  if (world.texts === 'hostile') return `${text} ${HOSTILE}`;
  if (world.texts === 'long') return `${text} ${LONG} ${LONG}`;
  return text;
}
