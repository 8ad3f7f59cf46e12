import type { Failure } from '../domain/failure.ts';
import type { ProvisionNote, ProvisionStepId } from '../domain/provisioning.ts';
import type { Result } from '../domain/result.ts';
import { proveSignIn, proveUser } from './prove-application.ts';
import { ensureActing, ensureRole, ensureUser } from './provision-dataverse.ts';
import { ensureApplication, ensureServicePrincipal, type Stage } from './provision-entra.ts';
import { ensureSecret } from './provision-secret.ts';
import { sweepDoubles } from './sweep-doubles.ts';

/** The steps in their order. Stops at the first that fails, or when it is cancelled. */
export async function goThrough(given: Stage): Promise<boolean> {
  const { journal, signal } = given;
  const step = async <T>(
    id: ProvisionStepId,
    work: (stage: Stage) => Promise<Result<T, Failure>>,
    notes: (value: T) => ProvisionNote[],
  ) => {
    await journal.start(id);
    const done = await work({ ...given, step: id });
    if (done.ok) await journal.end(id, { outcome: 'passed', notes: notes(done.value) });
    else if (signal.aborted) await journal.end(id, { outcome: 'cancelled' });
    else await journal.end(id, { outcome: 'failed', failure: done.failure });
    return done.ok && !signal.aborted ? done : undefined;
  };
  const application = await step('application', ensureApplication, (found) => [
    {
      note: journal.now().ask.reuse ? 'application-found' : 'application-made',
      name: found.name,
      clientId: found.appId,
    },
  ]);
  if (!application) return false;
  const app = application.value;
  const secret = await step(
    'secret',
    (stage) => ensureSecret(stage, app),
    (made) =>
      made === 'in-use'
        ? [{ note: 'secret-in-use' }]
        : [{ note: 'secret-made', expiresAtMs: made.expiresAtMs }],
  );
  if (!secret) return false;
  const isInUse = secret.value === 'in-use';
  const principal = await step(
    'service-principal',
    async (stage) => {
      const found = await ensureServicePrincipal(stage, app);
      if (!found.ok || isInUse) return found;
      const proved = await proveSignIn(stage, app);
      return proved.ok ? found : proved;
    },
    (state): ProvisionNote[] =>
      isInUse ? [{ note: state }] : [{ note: state }, { note: 'signs-in' }],
  );
  if (!principal) return false;
  const user = await step(
    'user',
    async (stage) => {
      const found = await ensureUser(stage, app);
      if (!found.ok || isInUse) return found;
      const proved = await proveUser(stage, app);
      return proved.ok ? found : proved;
    },
    ({ notes }) => notes,
  );
  if (!user) return false;
  const { id } = user.value;
  const { role } = journal.now().ask;
  if (
    !(await step(
      'role',
      (stage) => ensureRole(stage, id, role),
      (note) => [note],
    ))
  )
    return false;
  if (!journal.now().impersonates) await journal.end('act-on-behalf', { outcome: 'skipped' });
  else if (
    !(await step(
      'act-on-behalf',
      (stage) => ensureActing(stage, id),
      (note) => [note],
    ))
  )
    return false;
  return sweepDoubles({ ...given, step: 'act-on-behalf' }, app);
}
