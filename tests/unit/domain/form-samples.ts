import type { FailureCode, FailureOf } from '../../../lib/domain/failure.ts';

const SITE = 'contoso.eugb.mapsimise.com';
type FormCode = Extract<FailureCode, `form/${string}`>;

/** One of each failure of filling the form in Mapsimise, and the names that its remedy must hold. */
export const FORM_SAMPLES: { [C in FormCode]: { failure: FailureOf<C>; names: string[] } } = {
  'form/no-site': {
    failure: { code: 'form/no-site' },
    names: ['Mapsimise organisation', 'Region', 'Options'],
  },
  'form/no-draft': { failure: { code: 'form/no-draft' }, names: ['Set up connector'] },
  'form/other-page': {
    failure: { code: 'form/other-page', expected: SITE },
    names: [SITE, 'Connectors → Add a Connector → Microsoft Dynamics CRM'],
  },
  'form/unreachable': {
    failure: { code: 'form/unreachable', host: SITE },
    names: [SITE, 'Fill the form'],
  },
  'form/interrupted': {
    failure: { code: 'form/interrupted', host: SITE },
    names: ['Add a Connector', 'Fill the form'],
  },
  'form/page-changed': {
    failure: { code: 'form/page-changed', host: SITE },
    names: ['Fill the form', 'Fill the secret'],
  },
  'form/values-changed': {
    failure: { code: 'form/values-changed' },
    names: ['Fill the form', 'Fill the secret'],
  },
  'form/no-secret': {
    failure: { code: 'form/no-secret', scheme: 'dataverse' },
    names: ['Client Secret', 'Set up connector'],
  },
};
