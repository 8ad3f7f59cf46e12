import { expect, it } from 'vitest';
import {
  describeFieldResult,
  nameOfField,
  outcomeOfField,
} from '../../../lib/domain/catalogue/form-words.ts';
import { NOTHING_TYPED } from '../../../lib/domain/connection.ts';
import { FIELD_REFUSALS, FORM_FIELDS } from '../../../lib/domain/form/form-field.ts';
import { isSecretField, valuesOf } from '../../../lib/domain/form/form-fill.ts';
import { isSiteOrigin, siteOfSettings, siteOriginOf } from '../../../lib/domain/mapsimise.ts';

it('the values never hold a secret’s field, whatever the scheme', () => {
  for (const scheme of ['dataverse', 'ifd'] as const) {
    const { values, empty } = valuesOf({ ...NOTHING_TYPED, scheme });
    expect([...values, ...empty].filter(({ field }) => isSecretField(field))).toEqual([]);
  }
});

it.each<[string, string]>([
  ['https://acme.crm4.dynamics.com/main.aspx?appid=1', 'https://acme.crm4.dynamics.com'],
  ['acme.crm4.dynamics.com', 'https://acme.crm4.dynamics.com'],
  ['https://crm.contoso.com/Contoso/main.aspx', 'https://crm.contoso.com/Contoso'],
  [' not an address ', 'not an address'],
])('the address %s is filled in as %s', (organisationUrl, text) => {
  const { values } = valuesOf({ ...NOTHING_TYPED, organisationUrl });
  expect(values).toContainEqual({ field: 'organisationUrl', text });
});

it('a Client Id that was pasted with quotes goes in without them', () => {
  const clientId = '"3d2f1c6e-8b7a-4f5e-9c1d-0a2b4c6d8e0f"';
  const { values } = valuesOf({ ...NOTHING_TYPED, clientId });
  expect(values).toContainEqual({ field: 'clientId', text: clientId.slice(1, -1) });
});

it.each<[string, string, string | undefined]>([
  ['contoso', 'eugb', 'https://contoso.eugb.mapsimise.com'],
  ['https://contoso.useast.mapsimise.com/x', 'useast', 'https://contoso.useast.mapsimise.com'],
  ['contoso', '', undefined],
  ['', 'eugb', undefined],
  ['contoso', 'eugb.evil', undefined],
  ['contoso.evil.test/', 'eugb', undefined],
])('Options %s and %s name the site %s', (organisation, region, origin) => {
  const site = siteOfSettings({ organisation, region });
  expect(site && siteOriginOf(site)).toBe(origin);
  if (origin) expect(isSiteOrigin(origin)).toBe(true);
});

it.each([
  'https://api.eugb.mapsimise.com',
  'https://eugb.mapsimise.com',
  'https://contoso.eugb.mapsimise.com.evil.test',
  'https://contoso.eugb.mapsimise.com:8443',
  'http://contoso.eugb.mapsimise.com',
  'null',
])('%s is no organisation’s site', (origin) => {
  expect(isSiteOrigin(origin)).toBe(false);
});

it('every outcome has its word, and every reason its sentence', () => {
  for (const field of FORM_FIELDS) {
    expect(nameOfField(field)).toMatch(/^[A-Z]/);
    expect(outcomeOfField({ field, outcome: 'not-found' })).toBe('not found');
    expect(describeFieldResult({ field, outcome: 'not-found' })).toContain(nameOfField(field));
    expect(describeFieldResult({ field, outcome: 'filled' })).toBeUndefined();
  }
  const said = FIELD_REFUSALS.map((why) =>
    describeFieldResult({ field: 'clientId', outcome: 'refused', why }),
  );
  expect(new Set(said).size).toBe(FIELD_REFUSALS.length);
  for (const sentence of said) expect(sentence).toMatch(/^[A-Z][^.]+$/);
});
