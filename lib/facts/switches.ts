import * as v from 'valibot';
import type { Switching } from '../domain/switching.ts';
import { openFact } from './fact.ts';

const text = v.string();
const switching = v.looseObject({
  v: v.literal(1),
  connectorId: text,
  workspace: text,
  handle: text,
  org: text,
  clientId: text,
  accountId: text,
  before: v.looseObject({ name: text, isImpersonating: v.boolean(), isShared: v.boolean() }),
  state: v.picklist(['sending', 'unclear', 'switched', 'failed']),
});

/** Switches to Dataverse by connector. Kept on the device: they must outlive a crash of the browser. Never a secret. */
export const switches = openFact<Record<string, Switching>>(
  'local',
  'switches:v1',
  v.pipe(
    v.record(text, v.unknown()),
    v.transform(
      (all) =>
        Object.fromEntries(Object.entries(all).filter(([, one]) => v.is(switching, one))) as Record<
          string,
          Switching
        >,
    ),
  ),
);
