import type { EntraUser } from '../auth/entra-ask.ts';
import type { GetUserToken, UserTokenAsk } from '../auth/user-token.ts';
import type { Send } from '../clients/egress.ts';
import type { FormAnswer, FormAsk } from '../domain/form/form-field.ts';
import type { OrgUrl } from '../domain/org-url.ts';
import type { PageAsk } from '../domain/page-ask.ts';
import type { Reply } from '../domain/reply.ts';

/** Everything outside that the flows touch, so that a test can put a simulated one in its place. */
export type World = {
  send: Send;
  /** Milliseconds since the epoch. */
  nowMs: () => number;
  /** Resolves after `ms`, or at once when the signal is aborted. */
  wait: (ms: number, signal?: AbortSignal) => Promise<void>;
  newId: () => string;
  /** The languages that the person reads, most wanted first (BCP 47). */
  languages: () => readonly string[];
  /** May we read answers of this https origin: by grant, or because the clicked tab shows it? */
  hasAccess: (origin: string) => Promise<boolean>;
  /** Where the company's browser policy is seen to keep extensions from this origin: the id it would allow. */
  closedByPolicy: (origin: string) => Promise<{ extensionId: string } | undefined>;
  /** Sets the rule that takes the Origin header off our own token requests. */
  allowWithoutOrigin: () => Promise<void>;
  /** Microsoft's sign-in of people. */
  entra: EntraUser;
  /** A token of the person who signed in with Microsoft, got without asking anybody; `through` stands for `entra`. */
  userToken: (ask: UserTokenAsk, through?: EntraUser) => ReturnType<GetUserToken>;
  /** The address of a tab that the person clicked on; undefined where the browser does not tell. */
  urlOfTab: (tabId: number) => Promise<string | undefined>;
  /** Runs the page script in a tab; false when the browser does not let us. */
  lookIntoTab: (tabId: number) => Promise<boolean>;
  /** Opens a line through a clicked page of this organisation; undefined where there is no such page. */
  openPage: (org: OrgUrl) => Promise<((ask: PageAsk) => Promise<Reply>) | undefined>;
  /** Puts our script into the form's page, top frame; undefined where the browser does not let us. */
  openForm: (tabId: number) => Promise<OpenForm | undefined>;
  /** Asks that script, in exactly that document; undefined where it is not there any more. */
  askForm: (form: OpenForm, ask: FormAsk) => Promise<FormAnswer | undefined>;
  /** Wakes the background at a time (epoch milliseconds) even if it sleeps; the same name replaces. */
  setAlarm: (name: AlarmName, atMs: number) => Promise<void>;
  clearAlarm: (name: AlarmName) => Promise<void>;
  /** What the toolbar button shows: a short text ('' for none), and what it says when the pointer rests on it. */
  showBadge: (text: string, title: string) => Promise<void>;
  /** Does the person want to be told by notifications? */
  mayNotify: () => Promise<boolean>;
  /** Tells the person; the same id replaces. */
  notify: (id: string, words: { title: string; text: string }) => Promise<void>;
  /** Runs `work` alone under this name; undefined when somebody else is at it. */
  alone: <T>(name: string, work: () => Promise<T>) => Promise<T | undefined>;
  /** Runs `work` after everything that was asked before under this name. */
  inTurn: <T>(name: string, work: () => Promise<T>) => Promise<T>;
};

/** A document with our script in it, by the browser's own name where it gives one. */
export type OpenForm = { tabId: number; documentId?: string };

export type AlarmName =
  | 'secrets-idle'
  | 'access-taken-back'
  | 'registration-check'
  | 'expiry-watch'
  | 'coverage-run';
