import path from 'node:path';
import { IN_BROWSER, IN_UNIT, LONG, SABOTAGES } from './all.ts';
import { runBrowserSabotages } from './run-browser.ts';
import { runUnitSabotages, type Told } from './run-unit.ts';
import type { Sabotage } from './sabotage.ts';
import { noteShown } from './shown.ts';

/**
 * `npm run sabotage [row or words…]`: takes the defences of SECURITY.md's table away, one by one, and says which tests
 * noticed; all of them, or those of these rows, or in whose words these stand.
 */
const ROOT = path.resolve(import.meta.dirname, '../..');
const asked = process.argv.slice(2);
const isCalled = ({ row, takes }: Sabotage, name: string) =>
  name === String(row) || takes.includes(name);
const wanted = (one: Sabotage) => asked.length === 0 || asked.some((name) => isCalled(one, name));
const unknown = asked.filter((name) => !SABOTAGES.some((one) => isCalled(one, name)));
if (unknown.length > 0) throw new Error(`none is called so: ${unknown.join(', ')}`);
const long: Told[] = [];
let unseen = 0;

for (const [sabotages, tell] of [
  [IN_UNIT.filter(wanted), say],
  [LONG.filter(wanted), keep],
] as const)
  if (sabotages.length > 0) await runUnitSabotages(ROOT, sabotages, { isWhole: true, tell });
if (IN_BROWSER.some(wanted)) runBrowserSabotages(ROOT, IN_BROWSER.filter(wanted), keep);
process.stdout.write(unseen === 0 ? 'every one was noticed\n' : `${unseen} not noticed\n`);
process.exitCode = unseen > 0 ? 1 : 0;

/** Each result is kept at once: all of them take an hour. */
function keep(told: Told) {
  long.push(told);
  noteShown(long);
  say(told);
}

function say({ row, takes, verdicts }: Told) {
  for (const { outcome, file, title, why } of verdicts) {
    if (outcome !== 'red') unseen++;
    process.stdout.write(`${row}: ${takes}\n    ${outcome}: ${file} “${title}”\n`);
    if (why) process.stdout.write(`    ${why}\n`);
  }
}
