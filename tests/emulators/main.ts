import { fstatSync } from 'node:fs';
import { parseArgs } from 'node:util';
import { openEmulators } from './emulators.ts';
import { isWorldName, WORLDS } from './worlds.ts';

const { values } = parseArgs({
  options: {
    world: { type: 'string', default: 'happy' },
    port: { type: 'string', default: '0' },
    'control-port': { type: 'string', default: '0' },
    rtt: { type: 'string', default: '0' },
  },
});
if (!isWorldName(values.world)) {
  throw new Error(`--world is one of: ${Object.keys(WORLDS).join(', ')}`);
}

const running = await openEmulators({
  world: values.world,
  port: Number(values.port),
  controlPort: Number(values['control-port']),
  rttMs: Number(values.rtt),
});
const { port, controlPort, spki } = running;
process.stdout.write(`${JSON.stringify({ port, controlPort, spki })}\n`);

const stop = () => void running.close().then(() => process.exit(0));
process.once('SIGTERM', stop);
process.once('SIGINT', stop);
// A parent that dies closes the pipe; a terminal or /dev/null says nothing about anyone.
const stdin = fstatSync(0);
if (stdin.isFIFO() || stdin.isSocket()) process.stdin.once('end', stop).resume();
