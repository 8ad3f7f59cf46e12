import * as v from 'valibot';
import type { Workspace } from '../domain/connection.ts';
import type { CoverageRun } from '../domain/coverage-run.ts';
import { namesKept, openFact } from './fact.ts';

export const COVERAGE_RUN = 'coverage-run:';

/** The members without which a run of another version could not be shown; the others are believed. */
const run = v.custom<CoverageRun>((input) =>
  v.is(
    v.looseObject({
      id: v.string(),
      workspace: v.string(),
      org: v.string(),
      state: v.picklist(['running', 'done', 'cancelled', 'failed']),
      stage: v.picklist(['mapsimise-users', 'columns', 'crm-users', 'settling']),
      source: v.looseObject({ from: v.picklist(['mapsimise', 'list']) }),
      startedAtMs: v.number(),
      addresses: v.number(),
      crmUsers: v.number(),
      pages: v.number(),
      requests: v.number(),
      counts: v.looseObject({ username: v.number(), 'not-found': v.number() }),
      fields: v.array(v.looseObject({ field: v.string(), wouldCover: v.number() })),
    }),
    input,
  ),
);

/** The last look at everybody of this workspace. Kept on the device, so that a crash of the browser loses nothing. */
export const coverageRunOf = (workspace: Workspace) =>
  openFact<CoverageRun>('local', `${COVERAGE_RUN}${workspace}`, run);

/** The workspaces that have one. */
export const coverageWorkspaces = () => namesKept('local', COVERAGE_RUN) as Promise<Workspace[]>;
