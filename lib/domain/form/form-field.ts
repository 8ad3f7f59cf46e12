import type { Scheme } from '../connection.ts';

/** What the Add a Connector form of Mapsimise asks for, in the order in which it is filled. */
export const FORM_FIELDS = [
  'scheme',
  'organisationUrl',
  'clientId',
  'username',
  'impersonateUsers',
  'clientSecret',
  'password',
] as const;
export type FormField = (typeof FORM_FIELDS)[number];

/** The field that takes the secret of each scheme. It is filled by a click of its own. */
export const SECRET_FIELDS = { dataverse: 'clientSecret', ifd: 'password' } as const;
export type SecretField = (typeof SECRET_FIELDS)[Scheme];

/** Why a field that is there was given nothing. Each is a sentence on the screen (catalogue/form-words.ts). */
export const FIELD_REFUSALS = [
  'hidden',
  'transparent',
  'too-small',
  'off-screen',
  'covered',
  'disabled',
  'read-only',
  'several',
  'leaves-site',
  'other-kind',
  'no-choice',
  'would-submit',
  'not-kept',
  'empty',
] as const;
export type FieldRefusal = (typeof FIELD_REFUSALS)[number];

/** What became of one field. Names and outcomes only: no value is ever in it. */
export type FieldResult =
  | { field: FormField; outcome: 'filled' | 'not-found' }
  | { field: FormField; outcome: 'refused'; why: FieldRefusal };

/** What one field is to hold. */
export type FieldValue =
  | { field: 'scheme'; choice: Scheme }
  | { field: 'impersonateUsers'; isOn: boolean }
  | { field: Exclude<FormField, 'scheme' | 'impersonateUsers'>; text: string };

/** Dataverse is what the form begins with, so where it has no Scheme there is nothing to wait for, nor to tell. */
export const isDispensable = (value: FieldValue): boolean =>
  value.field === 'scheme' && value.choice === 'dataverse';

/** One question to our script in the page of the form. The nonce is what the first fill left there. */
export type FormAsk = { origin: string; nonce: string } & (
  | { deed: 'fill'; values: FieldValue[] }
  | { deed: 'check-secret'; field: SecretField }
  | { deed: 'fill-secret'; field: SecretField; secret: string }
);

/** The script's answer: is this the page that was filled, and would the secret's field take it? */
export type FormAnswer =
  | { is: 'ready' }
  | { is: 'elsewhere' }
  | { is: 'unfit'; result: FieldResult }
  | { is: 'done' };
