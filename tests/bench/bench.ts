import { parseArgs } from 'node:util';
import { ensureBuild } from '../e2e/harness/build.ts';
import { compareRows, machineName, readBaseline, saveBaseline } from './baseline.ts';
import { measureCoverage } from './coverage.ts';
import { measureCrmPage } from './crm-page.ts';
import { measureMapping } from './mapping.ts';
import { measurePopup } from './popup.ts';
import type { Row } from './rows.ts';
import { measureSizes } from './sizes.ts';
import { formatTable, type Section } from './table.ts';
import { measureIfdTest, measureTestConnection } from './test-connection.ts';
import { measureWorker } from './worker.ts';

const SECTIONS: Readonly<Record<string, () => Row[] | Promise<Row[]>>> = {
  sizes: measureSizes,
  popup: measurePopup,
  page: measureCrmPage,
  worker: measureWorker,
  test: measureTestConnection,
  ifd: measureIfdTest,
  mapping: measureMapping,
  coverage: measureCoverage,
};

/**
 * `npm run bench -- [--only popup,coverage] [--json] [--compare] [--save]`. With `--json` standard output is
 * `{ "machine", "sections": [{ "name", "rows" }] }` and nothing else. Ends with 1 when a budget is missed.
 */
async function main(): Promise<void> {
  const { values: ask } = parseArgs({
    options: {
      only: { type: 'string' },
      json: { type: 'boolean', default: false },
      compare: { type: 'boolean', default: false },
      save: { type: 'boolean', default: false },
    },
  });
  const names = ask.only?.split(',') ?? Object.keys(SECTIONS);
  const unknown = names.filter((name) => !Object.hasOwn(SECTIONS, name));
  if (unknown.length > 0) {
    throw new Error(`--only takes ${Object.keys(SECTIONS).join(', ')}; not ${unknown.join(', ')}`);
  }
  ensureBuild();
  const sections: Section[] = [];
  for (const name of names) {
    process.stderr.write(`${name} …\n`);
    sections.push({ name, rows: (await SECTIONS[name]?.()) ?? [] });
  }
  const rows = sections.flatMap((section) => section.rows);
  const compared = ask.compare ? compareRows(rows, readBaseline().values) : undefined;
  const told = ask.json
    ? JSON.stringify({ machine: machineName(), sections }, null, 2)
    : formatTable(sections, compared);
  process.stdout.write(`${told}\n`);
  if (ask.save) saveBaseline(rows);
  process.exitCode = rows.every(({ ok }) => ok) ? 0 : 1;
}

await main();
