import { ensureBuild } from '../e2e/harness/build.ts';
import { measurePopup } from './popup.ts';
import { formatTable, type Row } from './rows.ts';
import { measureSizes } from './sizes.ts';
import { measureTestConnection } from './test-connection.ts';
import { measureWorker } from './worker.ts';

/** `npm run bench`, or `npm run --silent bench -- --json` for `{ "rows": [...] }` and nothing else. */
async function main(): Promise<void> {
  ensureBuild();
  const rows: Row[] = [
    ...measureSizes(),
    ...(await measurePopup()),
    ...(await measureWorker()),
    ...(await measureTestConnection()),
  ];
  const isJson = process.argv.includes('--json');
  process.stdout.write(`${isJson ? JSON.stringify({ rows }, null, 2) : formatTable(rows)}\n`);
  process.exitCode = rows.every(({ ok }) => ok) ? 0 : 1;
}

await main();
