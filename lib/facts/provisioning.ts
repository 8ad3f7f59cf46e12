import * as v from 'valibot';
import type { OrgUrl } from '../domain/org-url.ts';
import {
  PROVISION_STEPS,
  type Preparation,
  type Provisioning,
  waitingSteps,
} from '../domain/provisioning.ts';
import { openFact } from './fact.ts';

const step = v.looseObject({
  id: v.picklist(PROVISION_STEPS),
  outcome: v.string(),
  notes: v.array(v.looseObject({ note: v.string() })),
});
const entry = v.looseObject({
  v: v.literal(1),
  runId: v.string(),
  workspace: v.string(),
  place: v.looseObject({
    org: v.string(),
    tenantId: v.string(),
    organisationId: v.string(),
    name: v.string(),
  }),
  ask: v.looseObject({
    name: v.string(),
    months: v.picklist([6, 12, 24]),
    role: v.looseObject({ roleId: v.string(), name: v.string() }),
  }),
  impersonates: v.boolean(),
  startedAtMs: v.number(),
  state: v.picklist(['running', 'stopped', 'done', 'undoing', 'undo-stopped', 'undone']),
  // The steps are only shown: where they cannot be, the run itself is known all the same.
  steps: v.fallback(v.array(step), waitingSteps),
  made: v.looseObject({ roles: v.array(v.looseObject({ roleId: v.string() })) }),
});

/**
 * The run of "Create these for me" for one organisation: what is shown of it, and its journal. Kept on the device: it
 * must outlive a crash of the browser. No secret is in it, and no hash of one.
 */
export const provisioningOf = (org: OrgUrl) =>
  openFact<Provisioning>(
    'local',
    `${PROVISIONING}${org}`,
    v.pipe(
      entry,
      v.transform((all) => all as unknown as Provisioning),
    ),
  );
export const PROVISIONING = 'provisioning:';

/** What was found out before anything was made. Browser session. */
export const preparationOf = (org: OrgUrl) =>
  openFact<Preparation>('session', `${PREPARATION}${org}`);
export const PREPARATION = 'preparation:';
