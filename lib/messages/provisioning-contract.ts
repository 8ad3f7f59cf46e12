import * as v from 'valibot';

const place = v.pipe(v.string(), v.nonEmpty(), v.maxLength(2_048));
const org = v.strictObject({ org: place });
const guid = v.pipe(v.string(), v.uuid());

/** What a page of ours may ask about "Create these for me". No secret goes this way, and none comes back. */
export const PROVISIONING_CONTRACT = {
  /** It was opened: find out who may do it, and what can be chosen. Nothing is created. */
  'provisioning.prepare': { from: 'page', ask: org },
  /** Is anybody still at work on the run? It wakes a worker, which tells when its predecessor was cut off. */
  'provisioning.look': { from: 'page', ask: org },
  /** Create. `applicationId`: Use existing application. */
  'provisioning.start': {
    from: 'page',
    ask: v.strictObject({
      workspace: place,
      org: place,
      name: v.pipe(v.string(), v.maxLength(300)),
      months: v.picklist([6, 12, 24]),
      roleId: guid,
      applicationId: v.exactOptional(guid),
    }),
  },
  'provisioning.continue': { from: 'page', ask: org },
  'provisioning.cancel': { from: 'page', ask: org },
  /** Remove them, asked and confirmed: exactly what this run made. */
  'provisioning.undo': { from: 'page', ask: org },
  /** The person has read the outcome: put it away. A run that is not finished is never put away. */
  'provisioning.dismiss': { from: 'page', ask: org },
} as const;
