import * as v from 'valibot';
import type { Failure } from '../domain/failure.ts';
import { SECRET_FIELDS } from '../domain/form/form-field.ts';
import type { FormFill, SecretFill } from '../domain/form/form-fill.ts';
import { draftOf, formFillOf } from '../facts/facts.ts';
import { readSecret } from '../facts/secrets.ts';
import { fieldResult } from '../messages/contract.ts';
import { changeFill, placeOf } from './fill-form.ts';
import { noteHandedOut, noteUse } from './keep-draft.ts';
import type { World } from './world.ts';

/** What comes out of a page is parsed like anything foreign. */
const unfitAnswer = v.strictObject({ is: v.literal('unfit'), result: fieldResult });

/**
 * Fill the secret: the second deliberate click. The secret leaves the background only when everything was asked
 * without it before: the tab is where Options say, its document is the one that was filled (the browser's id and the
 * nonce that was left there), the values are the same, and there is exactly one visible field for it.
 */
export async function fillFormSecret(world: World, tabId: number): Promise<void> {
  const fill = await formFillOf(tabId).read();
  if (fill?.state !== 'done') return;
  const { workspace, nonce, scheme } = fill;
  const say = (secret: SecretFill) =>
    changeFill(world, tabId, nonce, (now) => ({ ...now, secret }));
  await say({ state: 'filling', startedAtMs: world.nowMs() });
  const failure = await whyNotNow(world, tabId, fill);
  if (failure) return say(failure);
  const secret = await readSecret(`draft:${workspace}`);
  if (!secret) return say(failed({ code: 'form/no-secret', scheme }));
  // The last look before the secret leaves: the browser's own record of where this tab is now.
  if ((await placeOf(world, tabId)).failure) return say(changed(fill));
  await noteUse(world);
  await noteHandedOut(world, workspace);
  const answer = await world.askForm(formOf(tabId, fill), {
    deed: 'fill-secret',
    origin: fill.origin,
    nonce,
    field: SECRET_FIELDS[scheme],
    secret,
  });
  if (answer?.is !== 'done') await say(changed(fill));
}

async function whyNotNow(
  world: World,
  tabId: number,
  fill: FormFill,
): Promise<SecretFill | undefined> {
  const { failure, origin } = await placeOf(world, tabId);
  if (failure) return failed(failure);
  if (origin !== fill.origin) return changed(fill);
  const draft = await draftOf(fill.workspace).read();
  if (!draft) return failed({ code: 'form/no-draft' });
  if (draft.handle !== fill.handle) return failed({ code: 'form/values-changed' });
  if (!draft.hasSecret) return failed({ code: 'form/no-secret', scheme: fill.scheme });
  const { nonce } = fill;
  const field = SECRET_FIELDS[fill.scheme];
  const answer = await world.askForm(formOf(tabId, fill), {
    deed: 'check-secret',
    origin,
    nonce,
    field,
  });
  if (answer?.is === 'ready') return undefined;
  const unfit = v.safeParse(unfitAnswer, answer);
  return unfit.success ? { state: 'done', result: unfit.output.result } : changed(fill);
}

const formOf = (tabId: number, { documentId }: FormFill) => ({
  tabId,
  ...(documentId !== undefined && { documentId }),
});
const failed = (failure: Failure): SecretFill => ({ state: 'failed', failure });
const changed = ({ origin }: FormFill) =>
  failed({ code: 'form/page-changed', host: new URL(origin).host });
