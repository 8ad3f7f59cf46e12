import { createStore } from 'zustand/vanilla';
import type { AccountLook } from '../domain/account.ts';
import {
  type Draft,
  type DraftFields,
  NOTHING_TYPED,
  type Workspace,
} from '../domain/connection.ts';
import type { SecretDate } from '../domain/connector-health.ts';
import type { CoverageRun } from '../domain/coverage-run.ts';
import type { Environment } from '../domain/environment.ts';
import type { EnvironmentList, Recent, Resolution } from '../domain/environment-list.ts';
import type { KnownOrganisation, TestRecord } from '../domain/history.ts';
import type { Many } from '../domain/many.ts';
import type { Mapping } from '../domain/mapping.ts';
import type { ConnectorList } from '../domain/mapsimise.ts';
import { NO_POLICY, type Policy } from '../domain/policy.ts';
import type { Preparation, Provisioning } from '../domain/provisioning.ts';
import type { Offer } from '../domain/purchase.ts';
import type { JournalEntry } from '../domain/registration.ts';
import type { TestReport } from '../domain/report.ts';
import type { Rotation, RotationPlan } from '../domain/rotation.ts';
import type { SharedByConnector } from '../domain/shared-credentials.ts';
import type { EntraApplication, LoginHint, SignIn } from '../domain/sign-in.ts';
import type { Switching } from '../domain/switching.ts';
import type { Where } from '../domain/where.ts';
import type { ConnectorDeed } from '../facts/connector-facts.ts';
import type { ApiKeyPlace, Settings } from '../facts/facts.ts';
import type { Language } from '../language/languages.ts';

export type Surface = 'popup' | 'tab';
export type Job = 'set-up' | 'mapping' | 'connectors' | 'coverage';

/** A mirror of the facts of one workspace, and what is being typed. The store invents nothing. */
export type AppState = {
  surface: Surface;
  where: Where;
  workspace: Workspace;
  /** The job that is open. The set-up is when the person left something in it. */
  job: Job | undefined;
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
  mapping?: Mapping | undefined;
  mapsimiseEmail?: string | undefined;
  journal?: JournalEntry[] | undefined;
  /** The look at everybody; `unread` until its screen has read what is known. */
  coverageRun?: CoverageRun | 'unread' | undefined;
  sharedCredentials?: SharedByConnector | undefined;
  /** Of the organisation that stands in the field. */
  provisioning?: Provisioning | undefined;
  preparation?: Preparation | undefined;
  settings?: Settings | undefined;
  /** What the company has decided, as it was when this page was opened. */
  policy: Policy;
  languageChoice?: Language | undefined;
  hasApiKey?: boolean | undefined;
  connectorList?: ConnectorList | undefined;
  connectorDeeds?: Record<string, ConnectorDeed> | undefined;
  testHistory?: TestRecord[] | undefined;
  knownOrganisations?: KnownOrganisation[] | undefined;
  secretDates?: SecretDate[] | undefined;
  rotations?: Record<string, Rotation> | undefined;
  switches?: Record<string, Switching> | undefined;
  severalEnvironments?: Many | undefined;
  rotationPlans?: Record<string, RotationPlan> | undefined;
  apiKeyPlace?: ApiKeyPlace | undefined;
  accountLook?: AccountLook | undefined;
  signIn?: SignIn | undefined;
  loginHint?: LoginHint | undefined;
  /** As typed in Options; `application` is what counts, whoever said it. */
  entraApplication?: string | undefined;
  application?: EntraApplication | undefined;
  environmentList?: EnvironmentList | undefined;
  recentEnvironments?: Recent[] | undefined;
  resolution?: Resolution | undefined;
};

export const store = createStore<AppState>(() => ({
  surface: 'popup',
  where: { at: 'elsewhere' },
  workspace: 'elsewhere',
  job: undefined,
  fields: NOTHING_TYPED,
  formTurn: 0,
  isSecretOnItsWay: false,
  policy: NO_POLICY,
}));
