import type { DraftFields } from '../../../lib/domain/connection.ts';
import { TENANTS } from '../../emulators/people.ts';
import type { WorldName } from '../../emulators/worlds.ts';
import { ONLINE, OWN } from './a-fault.ts';
import { changes, says } from './ways-to-fail.ts';
import type { Fault } from './wire.ts';

/** One row in which the test gets over the fault by itself. */
export type PassRow = {
  row: number;
  what: string;
  world?: WorldName;
  fields?: DraftFields;
  /** `jump` sets the clock while a request is on its way. */
  faults?: (jump: (ms: number) => void) => Fault[];
  /** How long it waited, in milliseconds, each time. */
  waits?: number[];
  remark?: string;
};

const DAY_MS = 24 * 60 * 60 * 1000;
const busy = (retryAfter: string) => (): Fault[] => [
  { at: 'whoami', times: 1, does: says(429, {}, { 'retry-after': retryAfter }) },
];

export const PASS_ROWS: PassRow[] = [
  ...[TENANTS.contoso, 'contoso.com'].map(
    (tenant): PassRow => ({
      ...{ row: 8, what: `no challenge, and ${tenant} was entered`, world: 'no-challenge' },
      fields: { ...ONLINE, tenant },
      remark: 'tenant-entered',
    }),
  ),
  { row: 18, what: 'a busy Entra', world: 'entra-throttled', waits: [7_000] },
  { row: 19, what: 'Entra failing twice', world: 'entra-5xx-twice', waits: [1_000, 3_000] },
  { row: 22, what: 'a token refused once', world: 'token-refused-once' },
  { row: 28, what: 'Retry-After abc', faults: busy('abc'), waits: [5_000] },
  { row: 28, what: 'Retry-After -5', faults: busy('-5'), waits: [5_000] },
  {
    ...{ row: 28, what: 'Retry-After as a date that is over', waits: [0] },
    faults: busy('Sun, 06 Nov 1994 08:49:37 GMT'),
  },
  {
    ...{ row: 31, what: 'a byte order mark' },
    faults: () => [{ at: 'whoami', service: 'first', does: changes((text) => `\ufeff${text}`) }],
  },
  { row: 33, what: 'one unreadable table', world: 'missing-privilege', remark: 'tables-refused' },
  {
    ...{ row: 39, what: 'clocks 10 minutes apart', fields: OWN },
    world: 'ifd-clock-skew',
    remark: 'clock-bridged',
  },
  { row: 41, what: 'an assertion over 64 kB', fields: OWN, world: 'ifd-large-assertion' },
  ...[DAY_MS, -DAY_MS].map(
    (byMs): PassRow => ({
      ...{ row: 68, what: `the clock jumps by ${byMs} ms` },
      faults: (jump) => [{ at: 'token', times: 1, meanwhile: () => jump(byMs) }],
    }),
  ),
];
