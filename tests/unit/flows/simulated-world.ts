import { vi } from 'vitest';
import { browser } from 'wxt/browser';
import type { EntraUser } from '../../../lib/auth/entra-ask.ts';
import type { GetUserToken, UserTokenAsk } from '../../../lib/auth/user-token.ts';
import type { Ask } from '../../../lib/clients/egress.ts';
import type { DraftFields } from '../../../lib/domain/connection.ts';
import type { Failure } from '../../../lib/domain/failure.ts';
import type { Reply } from '../../../lib/domain/reply.ts';
import { bad } from '../../../lib/domain/result.ts';
import { createFlows, type Flows } from '../../../lib/flows/create-flows.ts';
import { giveUserToken } from '../../../lib/flows/sign-in.ts';
import type { World } from '../../../lib/flows/world.ts';
import type { AskOf, MessageType } from '../../../lib/messages/contract.ts';
import { createDatabase } from './simulated-database.ts';
import { createLocks } from './simulated-locks.ts';
import {
  CLIENT,
  createServer,
  ORG,
  type Question,
  questionOf,
  type Server,
} from './simulated-server.ts';
import type { Weather } from './weather.ts';

export const SECRET = 'CANARY-S-&<"\'%+/=é~8Q~abcdefghijklmnopqrstuvwx';
export const API_KEY = 'CANARY-K-0123456789abcdef';
export const WORKSPACE = ORG;
export const FIELDS: DraftFields = {
  organisationUrl: ORG,
  scheme: 'dataverse',
  clientId: CLIENT,
  username: '',
  impersonateUsers: false,
};
export const HOME = { id: 'ours', origin: 'chrome-extension://ours' };

type Area = 'local' | 'session';
type Items = Record<string, unknown>;
/** What the browser's storage really does, under whatever a life puts over it. */
const real = { local: { ...browser.storage.local }, session: { ...browser.storage.session } };

export type Kept = { local: Items; session: Items };
export const kept = async (): Promise<Kept> =>
  structuredClone({
    local: (await real.local.get(null)) as Items,
    session: (await real.session.get(null)) as Items,
  });
async function keepOnly({ local, session }: Kept) {
  await Promise.all([real.local.clear(), real.session.clear()]);
  await Promise.all([real.local.set(local), real.session.set(session)]);
}

export type LifeOptions = {
  /** The worker dies at its n-th step: each await of a port is two, before its effect and after. */
  diesAt?: number;
  /** Called at every such step, before anything of it happens. */
  onStep?: (step: number) => void;
  /** Should the browser fail to store this? */
  failsToStore?: (area: Area, keys: string[]) => boolean;
  /** How ids are made; short and in order when it is left out. */
  newId?: () => string;
  /** Should the browser fail to remove this? */
  failsToRemove?: (area: Area, key: string) => boolean;
  hasAccess?: (origin: string) => boolean;
  /** Is it seen that a policy closes this origin? Nothing is when it is left out. */
  closedByPolicy?: (origin: string) => { extensionId: string };
  /** Who has signed in with Microsoft, and what for; nobody when it is left out. */
  userToken?: GetUserToken;
  /** Microsoft's sign-in; nobody comes in when it is left out. */
  entra?: EntraUser;
  mayNotify?: boolean;
  /** Servers that the simulated one does not play: what they answer, undefined for what is not theirs. */
  elsewhere?: (ask: Ask) => Reply | undefined | Promise<Reply | undefined>;
  /** What may become of a request between worker and servers. */
  weather?: Weather;
  /** What the worker keeps in IndexedDB, where it keeps anything there. */
  database?: IDBFactory;
  /** Called when a wait begins, before time passes. */
  onWait?: (ms: number) => void;
  /** Called when it is over. */
  onWaited?: (ms: number) => void;
};

/** One worker from its start to its death. What it kept, and what the server has, outlives it. */
export type Life = {
  flows: Flows;
  world: World;
  /** Settles when the worker has died and everything it had sent has arrived. */
  over: Promise<void>;
  isOver: () => boolean;
  kill: () => void;
  steps: () => number;
  /** Sends a message as the popup would; gives up when the worker dies. */
  press: <T extends MessageType>(type: T, ask: AskOf<T>) => Promise<void>;
};

export type Told = { id: string; title: string };
export type Universe = {
  clock: { nowMs: number };
  server: Server;
  alarms: Map<string, number>;
  /** What the toolbar button shows. */
  badge: { text: string; title: string };
  /** Every notification, oldest first. */
  told: Told[];
  /** Requests that were on their way at the same time, round by round. */
  rounds: Question[][];
  wake: (options?: LifeOptions) => Life;
  /** What it held in memory is gone. */
  closeBrowser: () => Promise<void>;
};

const needed = async () => bad<Failure>({ code: 'sign-in/needed' });
const NOBODY: EntraUser = {
  signIn: needed,
  token: needed,
  forget: async () => {},
  forgetFor: async () => {},
};

export const tick = () => new Promise<void>((resolve) => setImmediate(resolve));

/** An empty browser, and servers that nobody has asked yet. */
export async function createUniverse(from: Kept = { local: {}, session: {} }): Promise<Universe> {
  await keepOnly(from);
  const clock = { nowMs: Date.parse('2026-11-20T10:00:00Z') };
  const server = createServer(clock);
  const alarms = new Map<string, number>();
  const rounds: Question[][] = [];
  const badge = { text: '', title: '' };
  const told: Told[] = [];
  let queue: { ask: Ask; told: (reply: Reply) => void }[] = [];
  let ids = Object.keys(from.local).length * 1000;

  async function deliver() {
    const now = queue;
    queue = [];
    rounds.push(now.map(({ ask }) => questionOf(ask)));
    clock.nowMs += 10;
    for (const { ask, told } of now) {
      const reply = await server.answer(ask);
      told(ask.signal?.aborted ? { kind: 'stopped', host: new URL(ask.url).host } : reply);
    }
  }

  /** As the network: what is sent together arrives together; nothing sent after Cancel arrives at all. */
  const send = (ask: Ask) =>
    new Promise<Reply>((told) => {
      if (ask.signal?.aborted) return told({ kind: 'stopped', host: new URL(ask.url).host });
      queue.push({ ask, told });
      if (queue.length === 1) setImmediate(() => void deliver());
    });

  function wake(options: LifeOptions = {}): Life {
    let steps = 0;
    let isOver = false;
    let end = () => {};
    const died = new Promise<void>((resolve) => {
      end = resolve;
    });
    const isDeadNow = () => {
      if (!isOver && ++steps === options.diesAt) kill();
      if (!isOver) options.onStep?.(steps);
      return isOver;
    };
    const kill = () => {
      isOver = true;
      end();
    };
    /** A way out of the worker. Once the worker is dead it neither acts nor settles. */
    const port =
      <A extends unknown[], T>(work: (...args: A) => Promise<T> | T) =>
      (...args: A) =>
        new Promise<T>((resolve, reject) => {
          if (isDeadNow()) return;
          (async () => work(...args))().then(
            (value) => isDeadNow() || resolve(value),
            (error) => isDeadNow() || reject(error),
          );
        });

    const locks = createLocks();
    const mayStore = (area: Area, keys: string[]) => {
      if (options.failsToStore?.(area, keys)) throw new Error('QUOTA_BYTES quota exceeded');
    };
    for (const area of ['local', 'session'] as const)
      Object.assign(browser.storage[area], {
        get: port(async (keys: string) => structuredClone(await real[area].get(keys))),
        set: port((items: Items) => {
          mayStore(area, Object.keys(items));
          return real[area].set(items);
        }),
        remove: port((key: string) => {
          if (options.failsToRemove?.(area, key)) throw new Error('The storage refuses');
          return real[area].remove(key);
        }),
        clear: port(() => real[area].clear()),
      });
    const { database } = options;
    if (database)
      vi.stubGlobal('indexedDB', {
        open: openWhileAlive(database, isDeadNow),
        deleteDatabase: (name: string) => database.deleteDatabase(name),
      });
    else if (!('indexedDB' in globalThis)) vi.stubGlobal('indexedDB', createDatabase().indexedDB);
    const acquire = port(() => undefined);
    vi.stubGlobal('navigator', {
      locks: {
        request: async (name: string, work: () => Promise<unknown>) => {
          await acquire();
          return locks.request(name, {}, work);
        },
      },
    });

    const given = options.entra ?? NOBODY;
    const entra: EntraUser = {
      signIn: port(given.signIn),
      token: port(given.token),
      forget: port(given.forget),
      forgetFor: port(given.forgetFor),
    };
    const world: World = {
      send: port((ask: Ask) => {
        const deliver = async () => (await options.elsewhere?.(ask)) ?? send(ask);
        return options.weather ? options.weather(ask, deliver) : deliver();
      }),
      nowMs: () => clock.nowMs,
      wait: port(async (ms: number, signal?: AbortSignal) => {
        const dueMs = clock.nowMs + ms;
        options.onWait?.(ms);
        await tick();
        if (!signal?.aborted) clock.nowMs = Math.max(clock.nowMs, dueMs);
        options.onWaited?.(ms);
      }),
      newId: options.newId ?? (() => `id-${++ids}`),
      hasAccess: port((origin: string) => options.hasAccess?.(origin) ?? true),
      closedByPolicy: port((origin: string) => options.closedByPolicy?.(origin)),
      allowWithoutOrigin: port(() => {}),
      entra,
      userToken: port((ask: UserTokenAsk, through: EntraUser = entra) =>
        (options.userToken ?? giveUserToken({ entra: through }))(ask),
      ),
      urlOfTab: port(() => `${ORG}/main.aspx`),
      lookIntoTab: port(() => true),
      openPage: port(() => undefined),
      openForm: port(() => undefined),
      askForm: port(() => undefined),
      setAlarm: port((name: string, atMs: number) => void alarms.set(name, atMs)),
      languages: () => ['en-GB'],
      showBadge: port((text: string, title: string) => void Object.assign(badge, { text, title })),
      mayNotify: port(() => options.mayNotify ?? true),
      notify: port((id: string, words: { title: string }) => void told.push({ id, ...words })),
      clearAlarm: port((name: string) => void alarms.delete(name)),
      alone: async (name, work) => {
        await acquire();
        return locks.request(name, { ifAvailable: true }, async (lock) =>
          lock ? work() : undefined,
        );
      },
      inTurn: async (name, work) => {
        await acquire();
        return locks.request(name, {}, work);
      },
    };
    const flows = createFlows(world);
    // What a dying worker had sent still arrives, and nothing of it may run on into the next life.
    const over = died.then(tick).then(tick);
    return {
      flows,
      world,
      over,
      isOver: () => isOver,
      kill,
      steps: () => steps,
      press: (type, ask) => Promise.race([callHandler(flows, type, ask), over]),
    };
  }
  return {
    clock,
    server,
    alarms,
    badge,
    told,
    rounds,
    wake,
    closeBrowser: () => real.session.clear(),
  };
}

/** To open a database are two steps of a life. Once the worker is dead, nobody hears that it is open, nor is it. */
function openWhileAlive(database: IDBFactory, isDeadNow: () => boolean) {
  return (name: string, version?: number) => {
    const request = database.open(name, version);
    const wasDead = isDeadNow();
    request.addEventListener('success', (event) => {
      if (!wasDead && !isDeadNow()) return;
      event.stopImmediatePropagation();
      request.result.close();
    });
    return request;
  };
}

function callHandler<T extends MessageType>(flows: Flows, type: T, ask: AskOf<T>): Promise<void> {
  return flows.handlers[type](ask, { ...HOME, url: `${HOME.origin}/popup.html` });
}

/** Options are filled in, the values typed. */
export async function setUp(life: Life): Promise<void> {
  await life.press('settings.keep', { organisation: 'contoso', region: 'eugb' });
  await life.press('api-key.keep', { newKey: API_KEY });
  await life.press('draft.keep', { workspace: WORKSPACE, fields: FIELDS, newSecret: SECRET });
}

export const testNow = (life: Life) =>
  life.press('connection.test', { workspace: WORKSPACE, fields: FIELDS });

export type Entry = {
  key: string;
  state: string;
  connectorId?: string;
  failure?: { code: string };
};
export async function journalNow(): Promise<Entry[]> {
  return ((await kept()).local['journal:v1'] ?? []) as Entry[];
}
export async function factNow<T>(area: Area, name: string): Promise<T | undefined> {
  return (await kept())[area][name] as T | undefined;
}
