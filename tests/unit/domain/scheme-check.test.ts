import { describe, expect, it } from 'vitest';
import { explain } from '../../../lib/domain/catalogue/explain.ts';
import type { Scheme } from '../../../lib/domain/connection.ts';
import { parseOrgUrl } from '../../../lib/domain/org-url.ts';
import { refusePlace, schemeInstead } from '../../../lib/domain/scheme-check.ts';

const ENV = '0f8fad5b-d9cb-469f-a165-70867728950e';
const place = (url: string) => {
  const parsed = parseOrgUrl(url);
  if (!parsed.ok) throw new Error(url);
  return parsed.value;
};

describe('a scheme and an organisation', () => {
  it.each<[Scheme, string, string | undefined, Scheme | undefined]>([
    ['dataverse', 'https://acme.crm4.dynamics.com', undefined, undefined],
    ['dataverse', 'https://acme.crm.microsoftdynamics.us', undefined, undefined],
    ['ifd', 'https://crm.contoso.local/Contoso', undefined, undefined],
    ['ifd', 'https://contoso.crm.contoso-ifd.com', undefined, undefined],
    ['ifd', 'https://acme.crm4.dynamics.com', 'ifd/online-organisation', 'dataverse'],
    ['ifd', 'https://acme.crm.dynamics.cn', 'ifd/online-organisation', 'dataverse'],
    ['dataverse', 'https://crm.contoso.local/Contoso', 'url/not-dataverse', 'ifd'],
    ['ifd', `https://make.powerapps.com/environments/${ENV}/home`, 'url/not-dataverse', undefined],
    [
      'dataverse',
      `https://make.powerapps.com/environments/${ENV}/home`,
      'url/not-dataverse',
      undefined,
    ],
  ])('%s at %s: %s, then %s', (scheme, url, code, instead) => {
    const failure = refusePlace(scheme, place(url));
    expect(failure?.code).toBe(code);
    expect(failure && schemeInstead(failure)).toBe(instead);
  });

  it('is told with its history, and with the way out', () => {
    const retired = refusePlace('ifd', place('https://acme.crm4.dynamics.com'));
    expect(retired && explain(retired).cause).toContain('4 April 2022');
    expect(retired && explain(retired).remedy).toContain('Dataverse');
    const own = refusePlace('dataverse', place('https://crm.contoso.local/Contoso'));
    expect(own && explain(own).remedy).toContain('Dynamics CRM / IFD');
  });
});
