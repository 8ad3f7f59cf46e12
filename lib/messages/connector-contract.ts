import * as v from 'valibot';
import { MOST_AT_ONCE } from '../domain/many.ts';

const id = v.pipe(v.string(), v.regex(/^[A-Za-z0-9_-]{1,64}$/));
const one = v.strictObject({ connectorId: id });
/** Logical name of a column. Source: Dataverse names columns by lower-case letters, digits and underscores. */
const column = v.pipe(v.string(), v.regex(/^[a-z][a-z0-9_]{0,127}$/));

/** What a page may ask about connectors that exist already. */
export const CONNECTORS = {
  /** Read the connectors of the Mapsimise organisation. */
  'connectors.list': { from: 'page', ask: v.strictObject({}) },
  /** Test again: its values go into the set-up of its organisation. */
  'connector.retest': { from: 'page', ask: one },
  /** Forget what is known of it here; nothing is asked of Mapsimise. */
  'connector.forget': { from: 'page', ask: one },
  /** Impersonate Users and its field, on the connector itself. No field: Username. */
  'connector.impersonate': {
    from: 'page',
    ask: v.strictObject({ connectorId: id, isOn: v.boolean(), field: v.exactOptional(column) }),
  },
  /** Until when its secret is valid, as the person says: a day, as YYYY-MM-DD. */
  'secret-date.keep': {
    from: 'page',
    ask: v.strictObject({ connectorId: id, day: v.pipe(v.string(), v.isoDate()) }),
  },
  /** Notifications were turned on: tell what is due. */
  'expiry.watch': { from: 'page', ask: v.strictObject({}) },
  /** Rotate secret was opened: look, change nothing. */
  'rotation.plan': { from: 'page', ask: one },
  /** Rotate now: `oldKeyIds` name secrets of the plan that are given up. */
  'rotation.start': {
    from: 'page',
    ask: v.strictObject({
      connectorId: id,
      months: v.picklist([6, 12, 24]),
      oldKeyIds: v.pipe(v.array(v.pipe(v.string(), v.uuid())), v.maxLength(1)),
    }),
  },
  'rotation.continue': { from: 'page', ask: one },
  'rotation.dismiss': { from: 'page', ask: one },
  /** Switch to Dataverse: the connector takes the values of this workspace that `handle` names. */
  'connector.switch': {
    from: 'page',
    ask: v.strictObject({
      connectorId: id,
      workspace: v.pipe(v.string(), v.nonEmpty(), v.maxLength(2_048)),
      handle: v.pipe(v.string(), v.maxLength(64)),
    }),
  },
  'switch.check': { from: 'page', ask: one },
  'switch.dismiss': { from: 'page', ask: one },
  /** Several environments with one application: test all of them. `newSecret` is absent when it did not change. */
  'many.test': {
    from: 'page',
    ask: v.strictObject({
      environments: v.pipe(
        v.array(
          v.strictObject({
            org: v.pipe(v.string(), v.nonEmpty(), v.maxLength(2_048)),
            name: v.pipe(v.string(), v.maxLength(300)),
          }),
        ),
        v.maxLength(MOST_AT_ONCE),
      ),
      clientId: v.pipe(v.string(), v.maxLength(300)),
      impersonateUsers: v.boolean(),
      newSecret: v.exactOptional(v.pipe(v.string(), v.maxLength(20_000))),
    }),
  },
  /** Confirm Purchase of all that passed; what is open is checked. */
  'many.buy': { from: 'page', ask: v.strictObject({}) },
  'many.dismiss': { from: 'page', ask: v.strictObject({}) },
  'secret-date.forget': { from: 'page', ask: one },
} as const;
