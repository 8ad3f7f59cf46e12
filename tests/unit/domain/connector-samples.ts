import type { FailureCode, FailureOf } from '../../../lib/domain/failure.ts';

type Rooms = Extract<
  FailureCode,
  `connector/${string}` | `rotation/${string}` | `switch/${string}`
>;
const CLIENT = '3d2f1c6e-8b7a-4f5e-9c1d-0a2b4c6d8e0f';

/** What keeping a connector can fail with, and the names that each remedy must hold. */
export const CONNECTOR_SAMPLES: { [C in Rooms]: { failure: FailureOf<C>; names: string[] } } = {
  'connector/interrupted': { failure: { code: 'connector/interrupted' }, names: ['Save'] },
  'rotation/interrupted': { failure: { code: 'rotation/interrupted' }, names: ['Continue'] },
  'rotation/not-dataverse': {
    failure: { code: 'rotation/not-dataverse', name: 'Acme CRM' },
    names: ['Acme CRM'],
  },
  'rotation/application-unknown': {
    failure: { code: 'rotation/application-unknown', clientId: CLIENT },
    names: [CLIENT],
  },
  'rotation/own-application': {
    failure: { code: 'rotation/own-application', clientId: CLIENT },
    names: [CLIENT],
  },
  'rotation/unclear': { failure: { code: 'rotation/unclear' }, names: ['Continue'] },
  'rotation/not-verified': {
    failure: { code: 'rotation/not-verified', name: 'Acme CRM' },
    names: ['Acme CRM', 'Continue'],
  },
  'switch/interrupted': { failure: { code: 'switch/interrupted' }, names: ['Check again'] },
  'switch/not-retired': {
    failure: { code: 'switch/not-retired', name: 'Acme CRM' },
    names: ['Acme CRM'],
  },
  'switch/secret-gone': {
    failure: { code: 'switch/secret-gone' },
    names: ['Test Connection', 'Switch to Dataverse'],
  },
};
