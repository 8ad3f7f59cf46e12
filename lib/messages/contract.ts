import * as v from 'valibot';
import { SCHEMES } from '../domain/connection.ts';
import { FIELD_REFUSALS, FORM_FIELDS } from '../domain/form/form-field.ts';
import { LANGUAGES } from '../language/languages.ts';
import { CONNECTORS } from './connector-contract.ts';
import { COVERAGE } from './coverage-contract.ts';
import { PERSON } from './person-contract.ts';
import { PROVISIONING_CONTRACT } from './provisioning-contract.ts';

/** What the page script may report: names only, short, and no URL. Which organisation it is, the browser says. */
const shortText = v.pipe(v.string(), v.maxLength(300));
const guid = v.pipe(v.string(), v.uuid());
const pageReport = v.strictObject({
  organisation: v.exactOptional(
    v.strictObject({
      organisationId: guid,
      friendlyName: shortText,
      uniqueName: shortText,
      version: shortText,
      environmentId: v.exactOptional(shortText),
      tenantId: v.exactOptional(shortText),
      organisationType: v.exactOptional(shortText),
      state: v.exactOptional(shortText),
    }),
  ),
  user: v.exactOptional(
    v.strictObject({ userId: guid, fullName: shortText, domainName: shortText }),
  ),
  apiVersion: v.exactOptional(v.pipe(v.string(), v.regex(/^v\d\.\d$/))),
  refusedStatus: v.exactOptional(v.pipe(v.number(), v.integer())),
});

const workspace = v.pipe(v.string(), v.nonEmpty(), v.maxLength(2_048));
const typed = v.pipe(v.string(), v.maxLength(20_000));
const connectorId = v.pipe(v.string(), v.regex(/^[A-Za-z0-9_-]{1,64}$/));
const handle = v.pipe(v.string(), v.maxLength(64));
const fields = v.strictObject({
  organisationUrl: typed,
  scheme: v.optional(v.picklist(SCHEMES), 'dataverse'),
  clientId: typed,
  username: v.optional(typed, ''),
  impersonateUsers: v.boolean(),
  impersonateAs: v.exactOptional(shortText),
  tenant: v.exactOptional(typed),
});
const draft = { workspace, fields, newSecret: v.exactOptional(typed) };
/** The stay in a field in which a kept secret is typed over: emptied again, the field gives that one back. */
const over = v.exactOptional(handle);

const tabId = v.pipe(v.number(), v.integer());
/** What our script in the form's page may report: names of fields and outcomes. No value has a place in it. */
export const fieldResult = v.variant('outcome', [
  v.strictObject({
    field: v.picklist(FORM_FIELDS),
    outcome: v.picklist(['filled', 'not-found']),
  }),
  v.strictObject({
    field: v.picklist(FORM_FIELDS),
    outcome: v.literal('refused'),
    why: v.picklist(FIELD_REFUSALS),
  }),
]);
const fieldResults = v.pipe(v.array(fieldResult), v.maxLength(FORM_FIELDS.length));

/**
 * Everything one context may ask of the background: who may ask it, and what the question looks like. Unknown
 * members are refused. Answers are acknowledgements only; results are facts.
 */
export const CONTRACT = {
  /** The popup was opened over this tab: look which organisation it shows. */
  'page.look': { from: 'page', ask: v.strictObject({ tabId: v.pipe(v.number(), v.integer()) }) },
  /** Our script in a CRM page reports. Which organisation: the browser's own `sender.url`. */
  'org.seen': { from: 'content', ask: pageReport },
  /** The person typed. `newSecret` is absent when it did not change. */
  'draft.keep': { from: 'page', ask: v.strictObject({ ...draft, over }) },
  /** Disconnect: forget the draft, its secret and its test. */
  'draft.forget': { from: 'page', ask: v.strictObject({ workspace }) },
  'connection.test': { from: 'page', ask: v.strictObject(draft) },
  /** Send my password to this server: the AD FS that the last test named, and no other. */
  'sts.confirm': { from: 'page', ask: v.strictObject({ workspace, origin: shortText }) },
  'test.cancel': { from: 'page', ask: v.strictObject({ workspace }) },
  /** Ask Mapsimise again who we are and what it costs. */
  'offer.ask': { from: 'page', ask: v.strictObject({ workspace }) },
  /** Confirm Purchase of exactly the values that `handle` names. */
  'connector.register': { from: 'page', ask: v.strictObject({ workspace, handle }) },
  /** Check again whether an interrupted create made a connector. */
  'registration.check': { from: 'page', ask: v.strictObject({ key: handle }) },
  /** The person has read the outcome: put the entry away. An open one is never put away. */
  'registration.dismiss': { from: 'page', ask: v.strictObject({ key: handle }) },
  /** Does a connector's own account serve everybody? Set it so, or look how it is. */
  'shared-credentials.set': {
    from: 'page',
    ask: v.strictObject({ connectorId, isShared: v.boolean() }),
  },
  'shared-credentials.look': { from: 'page', ask: v.strictObject({ connectorId }) },
  /** Check: which column maps the person who is signed in on the page. */
  'mapping.find': { from: 'page', ask: v.strictObject({ org: workspace, email: shortText }) },
  /** Save, asked and confirmed: the address goes into the person's own Email 2. */
  'mapping.save': { from: 'page', ask: v.strictObject({ org: workspace }) },
  /** Fill in the Mapsimise email from Mapsimise itself, where there is a key and nothing was typed. */
  'mapping.suggest': { from: 'page', ask: v.strictObject({}) },
  /** Fill the form: everything of this draft but its secret, into the page that the toolbar was clicked on. */
  'form.fill': { from: 'page', ask: v.strictObject({ tabId, workspace }) },
  /** Fill the secret, the second click: into the same document, beside the same values. */
  'form-secret.fill': { from: 'page', ask: v.strictObject({ tabId }) },
  /** Our script in the form's page tells what became of each field. */
  'form.filled': { from: 'content', ask: v.strictObject({ results: fieldResults }) },
  'settings.keep': {
    from: 'page',
    ask: v.strictObject({ organisation: shortText, region: shortText }),
  },
  /** Speak this language; without one, the browser's own. */
  'language.choose': {
    from: 'page',
    ask: v.strictObject({ language: v.exactOptional(v.picklist(LANGUAGES)) }),
  },
  'api-key.keep': { from: 'page', ask: v.strictObject({ newKey: typed, over }) },
  /** Keep the API key on this device too, encrypted; or for the browser session only. */
  'api-key.place': { from: 'page', ask: v.strictObject({ onDevice: v.boolean() }) },
  /** Who am I in Mapsimise, with this key? */
  'account.ask': { from: 'page', ask: v.strictObject({}) },
  /** Is anybody still at work? It wakes a worker, which goes on with what its predecessor was cut off from. */
  'work.look': { from: 'page', ask: v.strictObject({}) },
  ...CONNECTORS,
  ...PERSON,
  ...PROVISIONING_CONTRACT,
  ...COVERAGE,
  'everything.forget': { from: 'page', ask: v.strictObject({}) },
} as const;

export type MessageType = keyof typeof CONTRACT;
/** Those about connectors that exist already. */
export type ConnectorMessage = keyof typeof CONNECTORS;
export type PersonMessage = keyof typeof PERSON;
export type AskOf<T extends MessageType> = v.InferOutput<(typeof CONTRACT)[T]['ask']>;

/** What the browser itself says of who sent a message. */
export type Sender = {
  id?: string;
  origin?: string;
  url?: string;
  tabId?: number;
  frameId?: number;
  documentId?: string;
};
export type Handlers = {
  [T in MessageType]: (ask: AskOf<T>, sender: Sender) => Promise<void>;
};

/** The acknowledgement: taken, or why not. Never a result, never a secret. */
export type Receipt = { taken: true } | { taken: false; why: 'stranger' | 'malformed' | 'bug' };
