import { scrub } from '../domain/redact.ts';

/**
 * The only way to the console, and only for bugs: expected failures are facts on the screen. Takes names and an
 * Error's own words, which are scrubbed; never a message, a reply or a secret.
 */
export function logBug(where: string, bug: unknown): void {
  const words = bug instanceof Error ? `${bug.name}: ${bug.message}` : typeof bug;
  // biome-ignore lint/suspicious/noConsole: this is the log
  console.error(`Mapsimise Connect: bug in ${where}: ${scrub(words)}`);
}
