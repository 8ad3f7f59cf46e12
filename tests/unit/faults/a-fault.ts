import { vi } from 'vitest';
import { send } from '../../../lib/clients/egress.ts';
import type { DraftFields } from '../../../lib/domain/connection.ts';
import type { TestReport } from '../../../lib/domain/report.ts';
import { type Control, controlOf } from '../../emulators/control.ts';
import { openEmulators } from '../../emulators/emulators.ts';
import { ACCOUNTS, CRM_SERVER, STS } from '../../emulators/on-premises/people.ts';
import { API_KEYS, CLIENT_ID, ORGANISATIONS, SECRET } from '../../emulators/people.ts';
import type { WorldName } from '../../emulators/worlds.ts';
import {
  createUniverse,
  factNow,
  type Life,
  type LifeOptions,
  type Universe,
} from '../flows/simulated-world.ts';
import { ENDLESS } from './ways-to-fail.ts';
import { type Fault, openWire, type Wire } from './wire.ts';

export const ONLINE: DraftFields = {
  organisationUrl: ORGANISATIONS.contoso.url,
  scheme: 'dataverse',
  clientId: CLIENT_ID,
  username: '',
  impersonateUsers: false,
};
export const OWN: DraftFields = {
  ...ONLINE,
  organisationUrl: CRM_SERVER.internal.url,
  scheme: 'ifd',
  clientId: '',
  username: ACCOUNTS.service.domainName,
};
/** A test waits 20 s at most; here a request that would wait for ever waits this much less. */
const HURRY = 100;

export type Outside = { wire: Wire; control: Control; close: () => Promise<void> };

/** The emulators in this process, so that they share the simulated clock, and the wire to them. */
export async function openOutside(): Promise<Outside> {
  const emulators = await openEmulators({ world: 'happy', port: 0, controlPort: 0, rttMs: 0 });
  const wire = await openWire(emulators.port);
  return {
    wire,
    control: controlOf(emulators.controlPort),
    async close() {
      await wire.close();
      await emulators.close();
    },
  };
}

export type Run = Universe & {
  life: Life;
  fields: DraftFields;
  secret: string;
  waits: number[];
  test: () => Promise<TestReport | undefined>;
};
type Beginning = { world?: WorldName; fields?: DraftFields; secret?: string; life?: LifeOptions };

/** A browser with everything typed, in a world where nothing is armed yet. */
export async function enter(outside: Outside, beginning: Beginning = {}): Promise<Run> {
  const { wire, control } = outside;
  const fields = beginning.fields ?? ONLINE;
  const isOwn = fields.scheme === 'ifd';
  const secret = beginning.secret ?? (isOwn ? ACCOUNTS.service.password : SECRET);
  wire.faults = [];
  await control.setWorld(isOwn ? 'ifd' : (beginning.world ?? 'happy'));
  const universe = await createUniverse();
  const { clock, server } = universe;
  vi.restoreAllMocks();
  clock.nowMs = Date.now();
  vi.spyOn(Date, 'now').mockImplementation(() => clock.nowMs);
  vi.stubGlobal('fetch', wire.fetch);
  const timeout = AbortSignal.timeout.bind(AbortSignal);
  let isHurried = false;
  vi.spyOn(AbortSignal, 'timeout').mockImplementation((ms) => timeout(isHurried ? ms / HURRY : ms));
  server.answer = (ask) => {
    // The clock of a request is started before it leaves, so it is set right here.
    const does = wire.faultOn(ask)?.does;
    isHurried = does !== undefined && ENDLESS.includes(does);
    return send(ask);
  };
  const waits: number[] = [];
  const life = universe.wake({
    ...beginning.life,
    onWait: (ms) => void waits.push(ms),
    // Mapsimise takes no key as short as the simulated ones.
    newId: () => crypto.randomUUID(),
  });
  const workspace = fields.organisationUrl;
  await life.press('settings.keep', { organisation: 'contoso', region: 'eugb' });
  await life.press('api-key.keep', { newKey: API_KEYS.administrator });
  await life.press('draft.keep', { workspace, fields, newSecret: secret });
  const test = async () => {
    await life.press('connection.test', { workspace, fields });
    return factNow<TestReport>('session', `report:${workspace}`);
  };
  if (isOwn) {
    await test();
    await life.press('sts.confirm', { workspace, origin: `https://${STS.host}` });
    await control.setWorld(beginning.world ?? 'ifd');
  }
  wire.sent.length = 0;
  return { ...universe, life, fields, secret, waits, test };
}

export const keptOf = async ({ fields }: Run) => ({
  draft: await factNow<DraftFields & { hasSecret: boolean }>(
    'local',
    `draft:${fields.organisationUrl}`,
  ),
  secret: await factNow<string>('session', `secret:draft:${fields.organisationUrl}`),
});

export const arm = ({ wire }: Outside, faults: readonly Fault[] = []) => {
  wire.faults = faults.map((fault) => ({ ...fault }));
};
