import type { Failure } from '../domain/failure.ts';
import type { FieldResult } from '../domain/form/form-field.ts';
import { isSecretField } from '../domain/form/form-fill.ts';
import { formFillOf } from '../facts/facts.ts';
import type { Sender } from '../messages/contract.ts';
import { changeFill } from './fill-form.ts';
import type { World } from './world.ts';

/**
 * Our script in the form's page told what became of its fields. It is believed only from the document that is being
 * filled, by the browser's own record of the sender, and only about the fields that were asked for.
 */
export async function noteFilled(
  world: World,
  sender: Sender,
  told: readonly FieldResult[],
): Promise<void> {
  const { tabId, frameId, documentId } = sender;
  if (tabId === undefined || frameId !== 0) return;
  const fill = await formFillOf(tabId).read();
  if (!fill || originOf(sender) !== fill.origin || documentId !== fill.documentId) return;
  await changeFill(world, tabId, fill.nonce, (now) => {
    const secret = told.find(({ field }) => isSecretField(field));
    if (secret && now.secret && isAwaited(now.secret))
      return { ...now, secret: { state: 'done', result: secret } };
    if (secret || !isAwaited(now)) return now;
    const { failure: _over, ...open } = now;
    const empty = now.results.filter(({ field }) => !told.some((one) => one.field === field));
    return { ...open, state: 'done', results: [...told, ...empty] };
  });
}

/** Under way, or given up for lost by a worker that could not know better. */
const isAwaited = (one: { state: string; failure?: Failure }) =>
  one.state === 'filling' || one.failure?.code === 'form/interrupted';

const originOf = ({ origin, url }: Sender) =>
  origin ?? (url !== undefined && URL.canParse(url) ? new URL(url).origin : undefined);
