import { expect, it } from 'vitest';
import { FORM_FIELDS, type FormField } from '../../../lib/domain/form/form-field.ts';
import {
  fieldOfLabel,
  isSchemeText,
  normaliseLabel,
  WORDINGS,
} from '../../../lib/domain/form/wordings.ts';
import { bestOfFive } from './an-answer.ts';

it.each<[string, FormField | undefined]>([
  ['Organisation URL', 'organisationUrl'],
  ['organisation url:', 'organisationUrl'],
  ['  Client\u00a0Id * ', 'clientId'],
  ['CLIENT ID*', 'clientId'],
  ['Client\n      Secret :', 'clientSecret'],
  ['Client\u200bId', undefined],
  ['\u202bClient Secret\u202c', 'clientSecret'],
  ['Impersonate Users', 'impersonateUsers'],
  ['Scheme', 'scheme'],
  ['Username / Email', 'username'],
  ['Password', 'password'],
  ['Organisations-URL', 'organisationUrl'],
  ['Client-ID', 'clientId'],
  ['Anwendungs-ID:', 'clientId'],
  ['Client-ID / Anwendungs-ID', 'clientId'],
  ['Client\u2011ID', 'clientId'],
  ['Geheimer Clientschlüssel', 'clientSecret'],
  ['Geheimer Clientschlu\u0308ssel', 'clientSecret'],
  ['Benutzer imitieren', 'impersonateUsers'],
  ['Identität der Benutzer annehmen', 'impersonateUsers'],
  ['Benutzer imitieren / Identität der Benutzer annehmen', 'impersonateUsers'],
  ['URL de l’organisation\u00a0:', 'organisationUrl'],
  ['ID client', 'clientId'],
  ['Secret client', 'clientSecret'],
  ["Emprunter l'identité des utilisateurs", 'impersonateUsers'],
  ['Client', undefined],
  ['Client Id of another application', undefined],
  ['My Client Secret', undefined],
  ['Client Secret Id', undefined],
  ['Confirm Password', undefined],
  ['ID de cliente', undefined],
  ['', undefined],
  ['__proto__', undefined],
  ['constructor', undefined],
])('the label “%s” names %s', (label, field) => {
  expect(fieldOfLabel(label)).toBe(field);
});

it('no wording names two fields, and every field has words in every language', () => {
  const all = FORM_FIELDS.flatMap((field) => Object.values(WORDINGS[field]).flat());
  expect(new Set(all.map(normaliseLabel)).size).toBe(all.length);
  for (const field of FORM_FIELDS)
    for (const words of Object.values(WORDINGS[field])) expect(words.length).toBeGreaterThan(0);
});

it('a choice is known by its product name', () => {
  expect(isSchemeText(' dynamics crm / ifd ', 'ifd')).toBe(true);
  expect(isSchemeText('Dataverse', 'ifd')).toBe(false);
  expect(isSchemeText('Dataverse (preview)', 'dataverse')).toBe(false);
});

it('a label of 100 kB is none, and that takes less than 10 ms', () => {
  for (const bait of [' ', '*', 'client id ', '\u00a0:'])
    expect(bestOfFive(() => expect(normaliseLabel(bait.repeat(50_000))).toBe(''))).toBeLessThan(10);
});
