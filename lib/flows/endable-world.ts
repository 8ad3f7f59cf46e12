import type { Reply } from '../domain/reply.ts';
import type { World } from './world.ts';

/** Everything was forgotten: whatever was under way ends here, as if its worker had died. */
export class Forgotten extends Error {}

/** A world that can be ended for all that is under way in it, and then goes on for what begins later. */
export type EndableWorld = {
  world: World;
  /** Runs a deed in it; one that was ended settles quietly, one that comes while others are being ended waits. */
  run: (deed: () => Promise<void> | void) => Promise<void>;
  /** Ends every deed under way, waits until none moves any more, and only then does this. */
  endAll: (afterwards: () => Promise<void>) => Promise<void>;
};

/**
 * Puts a door before every way out of the worker. While everything is forgotten they are shut: what is asked then, or
 * was asked and is not answered, comes to nothing. So no deed can write after the clearing what it read before it.
 */
export function openEndableWorld(real: World): EndableWorld {
  const running = new Set<Promise<unknown>>();
  const cutOff = new Set<() => void>();
  let ending: Promise<void> | undefined;

  const way =
    <A extends unknown[], T>(ask: (...args: A) => Promise<T>) =>
    (...args: A): Promise<T> =>
      new Promise((resolve, reject) => {
        const end = () => reject(new Forgotten());
        if (ending) return end();
        cutOff.add(end);
        ask(...args)
          .then(resolve, reject)
          .finally(() => cutOff.delete(end));
      });
  // A request is cut off as Cancel does it, with a value: many are asked at once, and not each is awaited at once.
  const send: World['send'] = (ask) => {
    return way(real.send)(ask).catch((gone): Reply => {
      if (!(gone instanceof Forgotten)) throw gone;
      return { kind: 'stopped', host: URL.canParse(ask.url) ? new URL(ask.url).host : '' };
    });
  };
  // Whoever has the lock is told at the next way out, and whoever waits for it when it is their turn.
  const ifOpen =
    <T>(work: () => Promise<T>) =>
    async (): Promise<T> => {
      if (ending) throw new Forgotten();
      return work();
    };
  const entra: World['entra'] = {
    signIn: way(real.entra.signIn),
    token: way(real.entra.token),
    forget: way(real.entra.forget),
    forgetFor: way(real.entra.forgetFor),
  };
  const ways: Omit<World, 'nowMs' | 'newId' | 'languages'> = {
    send,
    wait: way(real.wait),
    hasAccess: way(real.hasAccess),
    allowWithoutOrigin: way(real.allowWithoutOrigin),
    entra,
    closedByPolicy: way(real.closedByPolicy),
    // Not cut off itself: what it notes of who came in belongs to the deed that asked, and is waited for.
    userToken: (ask) => real.userToken(ask, entra),
    urlOfTab: way(real.urlOfTab),
    lookIntoTab: way(real.lookIntoTab),
    openPage: way(async (org) => {
      const line = await real.openPage(org);
      return line && way(line);
    }),
    openForm: way(real.openForm),
    askForm: way(real.askForm),
    setAlarm: way(real.setAlarm),
    clearAlarm: way(real.clearAlarm),
    showBadge: way(real.showBadge),
    mayNotify: way(real.mayNotify),
    notify: way(real.notify),
    alone: (name, work) => real.alone(name, ifOpen(work)),
    inTurn: (name, work) => real.inTurn(name, ifOpen(work)),
  };
  const world: World = { ...real, ...ways };

  async function run(deed: () => Promise<void> | void): Promise<void> {
    while (ending) await ending;
    const turn = (async () => deed())();
    running.add(turn);
    try {
      await turn;
    } catch (gone) {
      if (!(gone instanceof Forgotten)) throw gone;
    } finally {
      running.delete(turn);
    }
  }

  async function endAll(afterwards: () => Promise<void>): Promise<void> {
    while (ending) await ending;
    const turn = Promise.resolve().then(async () => {
      for (const end of cutOff) end();
      await Promise.allSettled(running);
      await afterwards();
    });
    const over = () => {
      ending = undefined;
    };
    ending = turn.then(over, over);
    return turn;
  }
  return { world, run, endAll };
}
