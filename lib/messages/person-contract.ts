import * as v from 'valibot';

const shortText = v.pipe(v.string(), v.maxLength(300));
const guid = v.pipe(v.string(), v.uuid());
const org = v.pipe(v.string(), v.nonEmpty(), v.maxLength(2_048));

/** What a page may ask about who signs in with Microsoft, and about the environments that person sees. */
export const PERSON = {
  /** Sign in with Microsoft, for the service named; `switch` chooses the account anew. Where: the page's host. */
  'sign-in.ask': {
    from: 'page',
    ask: v.strictObject({
      for: v.picklist(['graph', 'discovery', 'bap', 'dataverse']),
      host: v.exactOptional(shortText),
      org: v.exactOptional(org),
      tenantId: v.exactOptional(guid),
      switch: v.exactOptional(v.boolean()),
    }),
  },
  /** Let in again, unseen, whoever had signed in before the browser was closed. */
  'sign-in.resume': { from: 'page', ask: v.strictObject({}) },
  'sign-in.end': { from: 'page', ask: v.strictObject({}) },
  /** The Entra application that people sign in to, as typed. */
  'application.keep': { from: 'page', ask: v.strictObject({ entraApplication: shortText }) },
  /** List the environments of the cloud of this host; of the account's where none is given. */
  'environments.list': { from: 'page', ask: v.strictObject({ host: v.exactOptional(shortText) }) },
  /** Find the organisation of a maker page's environment. */
  'environment.resolve': {
    from: 'page',
    ask: v.strictObject({ environmentId: shortText, host: shortText }),
  },
  'environment.pick': { from: 'page', ask: v.strictObject({ org }) },
} as const;
