import { createStore } from 'zustand/vanilla';
import type { Draft, DraftFields, Workspace } from '../domain/connection.ts';
import type { Environment } from '../domain/environment.ts';
import type { Offer } from '../domain/purchase.ts';
import type { JournalEntry } from '../domain/registration.ts';
import type { TestReport } from '../domain/report.ts';
import type { Where } from '../domain/where.ts';
import type { Settings } from '../facts/facts.ts';

export type Surface = 'popup' | 'tab';

/** A mirror of the facts of one workspace, and what is being typed. The store invents nothing. */
export type AppState = {
  surface: Surface;
  where: Where;
  workspace: Workspace;
  /** Is the set-up open? It is when the person opened it, or left something in it. */
  isSetUpOpen: boolean;
  /** What stands in the fields now. Ahead of `draft` by the time of one message. */
  fields: DraftFields;
  /** Counts how often the fields were emptied: what a field holds by itself ends then. */
  formTurn: number;
  /** A typed secret is on its way to the background. */
  isSecretOnItsWay: boolean;
  environment?: Environment | undefined;
  draft?: Draft | undefined;
  report?: TestReport | undefined;
  offer?: Offer | undefined;
  journal?: JournalEntry[] | undefined;
  settings?: Settings | undefined;
  hasApiKey?: boolean | undefined;
};

export const store = createStore<AppState>(() => ({
  surface: 'popup',
  where: { at: 'elsewhere' },
  workspace: 'elsewhere',
  isSetUpOpen: false,
  fields: { organisationUrl: '', clientId: '', impersonateUsers: false },
  formTurn: 0,
  isSecretOnItsWay: false,
}));
