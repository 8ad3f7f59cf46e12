import {
  applicationAnswer,
  applicationById,
  applicationsAnswer,
  applicationsOf,
  isOfRun,
  isOurs,
  newApplication,
  servicePrincipalAnswer,
  servicePrincipalsAnswer,
  servicePrincipalsOf,
} from '../clients/graph/applications.ts';
import { CHANGE_APPLICATION } from '../domain/diagnose/graph.ts';
import type { Failure } from '../domain/failure.ts';
import { isSameGuid } from '../domain/guid.ts';
import type { ApplicationRef } from '../domain/provisioning.ts';
import { bad, good, type Result } from '../domain/result.ts';
import { readEntraApplication } from '../facts/person.ts';
import { ensure, type Patient, patiently } from './provision-patience.ts';
import type { Lines } from './provision-run.ts';

export type Stage = Patient & { lines: Lines };

const CREATE = { needs: 'create', what: 'application' } as const;
const refOf = ({
  id,
  appId,
  displayName,
}: {
  id: string;
  appId: string;
  displayName: string | null;
}) => ({
  id,
  appId,
  name: displayName || appId,
});

/** The application: the one that was chosen, or a new one of ours, recognised by its tags. */
export async function ensureApplication(stage: Stage): Promise<Result<ApplicationRef, Failure>> {
  const { journal, lines } = stage;
  const { made, ask, place, runId } = journal.now();
  const known = ask.reuse ?? (made.application?.state === 'made' ? made.application : undefined);
  if (known) {
    const row = await patiently(
      stage,
      () =>
        lines.graph(
          CHANGE_APPLICATION,
          (line) => line.get(applicationById(known.id)),
          applicationAnswer,
        ),
      { settles: !ask.reuse },
    );
    if (!row.ok) return row;
    const own = (await readEntraApplication())?.clientId;
    if (!isOurs(row.value) || isSameGuid(own, row.value.appId))
      return bad({ code: 'provisioning/own-application', name: known.name });
    const ref = refOf(row.value);
    await journal.mark({ application: { state: ask.reuse ? 'found' : 'made', ...ref } });
    return good(ref);
  }
  const { name } = ask;
  const { organisationId } = place;
  const found = await ensure<ApplicationRef>(stage, {
    async look() {
      const rows = await patiently(stage, () => applicationsOfRun(stage));
      return rows.ok ? good(rows.value[0]) : rows;
    },
    askedAtMs: () => askedAtMs(journal.now().made.application),
    noteAsked: () => journal.mark({ application: { state: 'asked', atMs: stage.world.nowMs() } }),
    noteRefused: () => journal.mark({ application: undefined }),
    async ask() {
      const body = newApplication({ name, organisationId, runId });
      const row = await lines.graph(
        CREATE,
        (line) => line.post('applications', body),
        applicationAnswer,
      );
      return row.ok ? good(refOf(row.value)) : row;
    },
  });
  if (found.ok) await journal.mark({ application: { state: 'made', ...found.value } });
  return found;
}

/** The applications that carry the mark of this run: none, one, or two where the browser sent a request again. */
export async function applicationsOfRun({
  lines,
  journal,
}: Stage): Promise<Result<ApplicationRef[], Failure>> {
  const { place, runId } = journal.now();
  const rows = await lines.graph(
    CHANGE_APPLICATION,
    (line) => line.get(applicationsOf(place.organisationId)),
    applicationsAnswer,
  );
  if (!rows.ok) return rows;
  const own = rows.value.value.filter((row) => isOurs(row) && isOfRun(row, runId)).map(refOf);
  return good(own.toSorted((a, b) => a.id.localeCompare(b.id)));
}

export const askedAtMs = (mark: { state: string; atMs?: number } | undefined) =>
  mark?.state === 'asked' ? mark.atMs : undefined;

/** The service principal: the application as this tenant knows it. There can be only one. */
export async function ensureServicePrincipal(stage: Stage, { appId }: ApplicationRef) {
  const { journal, lines, world } = stage;
  const about = { needs: 'change', what: 'service-principal' } as const;
  const wasAsked = journal.now().made.servicePrincipal;
  const found = await ensure<{ id: string }>(stage, {
    async look() {
      const rows = await patiently(stage, () => servicePrincipalsFor(stage, appId));
      return rows.ok ? good(rows.value[0]) : rows;
    },
    askedAtMs: () => askedAtMs(journal.now().made.servicePrincipal),
    noteAsked: () => journal.mark({ servicePrincipal: { state: 'asked', atMs: world.nowMs() } }),
    noteRefused: () => journal.mark({ servicePrincipal: undefined }),
    ask: () =>
      lines.graph(
        about,
        (line) => line.post('servicePrincipals', { appId }),
        servicePrincipalAnswer,
      ),
  });
  if (!found.ok) return found;
  const isOwn = wasAsked?.state !== 'found' && journal.now().made.servicePrincipal !== undefined;
  const state = isOwn ? ('made' as const) : ('found' as const);
  await journal.mark({ servicePrincipal: { state, id: found.value.id } });
  return good(state);
}

export async function servicePrincipalsFor({ lines }: Stage, appId: string) {
  const about = { needs: 'change', what: 'service-principal' } as const;
  const rows = await lines.graph(
    about,
    (line) => line.get(servicePrincipalsOf(appId)),
    servicePrincipalsAnswer,
  );
  return rows.ok ? good(rows.value.value) : rows;
}
