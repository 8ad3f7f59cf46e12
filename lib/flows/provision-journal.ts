import type { Failure } from '../domain/failure.ts';
import type { OrgUrl } from '../domain/org-url.ts';
import {
  type Made,
  type ProvisionAsk,
  type Provisioning,
  type ProvisionNote,
  type ProvisionStep,
  type ProvisionStepId,
  type RoleMark,
  type Waiting,
  withoutWaiting,
} from '../domain/provisioning.ts';
import { provisioningOf } from '../facts/provisioning.ts';

/** The journal of one run. Every change is stored, and awaited, before anything goes on. */
export type ProvisionJournal = {
  now: () => Provisioning;
  /** Did the browser refuse to store something? Then nothing more is asked for. */
  isFull: () => boolean;
  giveUp: () => Promise<void>;
  /** Notes what is asked for, made or found; undefined takes the note back. */
  mark: (made: { [K in keyof Omit<Made, 'roles'>]?: Made[K] | undefined }) => Promise<void>;
  markRole: (role: RoleMark) => Promise<void>;
  dropRole: (roleId: string) => Promise<void>;
  setState: (state: Provisioning['state']) => Promise<void>;
  choose: (ask: Partial<ProvisionAsk>) => Promise<void>;
  start: (id: ProvisionStepId) => Promise<void>;
  end: (id: ProvisionStepId, outcome: Ending) => Promise<void>;
  wait: (id: ProvisionStepId, waiting: Waiting | undefined) => Promise<void>;
};
export type Ending =
  | { outcome: 'passed' | 'remark'; notes: ProvisionNote[] }
  | { outcome: 'failed'; failure: Failure }
  | { outcome: 'skipped' | 'cancelled' };

/** Opens the journal of a run; `isWanted` ends its writing when everything is forgotten. */
export function openProvisionJournal(
  org: OrgUrl,
  entry: Provisioning,
  { nowMs, isWanted }: { nowMs: () => number; isWanted: () => boolean },
): ProvisionJournal {
  const startedAtMs = new Map<ProvisionStepId, number>();
  let isFull = false;
  const write = async (change: Partial<Provisioning>) => {
    const next = { ...entry, ...change };
    try {
      if (isWanted()) await provisioningOf(org).write(next);
    } catch (problem) {
      isFull = true;
      throw problem;
    }
    entry = next;
  };
  const put = (id: ProvisionStepId, change: (step: ProvisionStep) => ProvisionStep) =>
    write({ steps: entry.steps.map((step) => (step.id === id ? change(step) : step)) });
  const setRoles = (roles: RoleMark[]) => write({ made: { ...entry.made, roles } });
  const otherRoles = (roleId: string) => entry.made.roles.filter((role) => role.roleId !== roleId);

  return {
    now: () => entry,
    isFull: () => isFull,
    async giveUp() {
      const failure: Failure = { code: 'provisioning/not-noted' };
      const steps = entry.steps.map((step) =>
        step.outcome === 'running'
          ? { ...withoutWaiting(step), outcome: 'failed' as const, failure }
          : step,
      );
      const state = entry.state === 'undoing' ? 'undo-stopped' : 'stopped';
      await write({ steps, state }).catch(() => undefined); // Then the next worker tells of it.
    },
    mark: (made) => {
      const all = Object.entries({ ...entry.made, ...made });
      return write({ made: Object.fromEntries(all.filter(([, mark]) => mark)) as Made });
    },
    markRole: (role) => setRoles([...otherRoles(role.roleId), role]),
    dropRole: (roleId) => setRoles(otherRoles(roleId)),
    setState: (state) => write({ state }),
    choose: (ask) => write({ ask: { ...entry.ask, ...ask } }),
    start: (id) => {
      startedAtMs.set(id, nowMs());
      return put(id, () => ({ id, outcome: 'running', notes: [] }));
    },
    end: (id, ending) =>
      put(id, () => ({
        id,
        notes: [],
        ...ending,
        tookMs: Math.round(nowMs() - (startedAtMs.get(id) ?? nowMs())),
      })),
    wait: (id, waiting) =>
      put(id, (step) => ({ ...withoutWaiting(step), ...(waiting && { waiting }) })),
  };
}
