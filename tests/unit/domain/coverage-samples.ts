import type { FailureCode, FailureOf } from '../../../lib/domain/failure.ts';

type Coverage = Extract<FailureCode, `coverage/${string}`>;
const HOST = 'acme.crm4.dynamics.com';

/** The failures of Coverage, and the names that their remedies must hold. */
export const COVERAGE_SAMPLES: { [C in Coverage]: { failure: FailureOf<C>; names: string[] } } = {
  'coverage/no-access': { failure: { code: 'coverage/no-access', host: HOST }, names: [HOST] },
  'coverage/on-premises': {
    failure: { code: 'coverage/on-premises', host: HOST },
    names: ['My mapping'],
  },
  'coverage/no-addresses': { failure: { code: 'coverage/no-addresses' }, names: ['CSV'] },
  'coverage/list-too-long': {
    failure: { code: 'coverage/list-too-long', most: 200_000 },
    names: ['200,000'],
  },
  'coverage/paging-broken': {
    failure: { code: 'coverage/paging-broken', host: HOST },
    names: ['Continue'],
  },
  'coverage/batch-refused': {
    failure: { code: 'coverage/batch-refused', host: HOST },
    names: ['Continue'],
  },
  'coverage/lost': { failure: { code: 'coverage/lost' }, names: ['Start anew'] },
  'coverage/interrupted': { failure: { code: 'coverage/interrupted' }, names: ['Continue'] },
  'coverage/write-refused': {
    failure: { code: 'coverage/write-refused', privilege: 'prvWriteUser' },
    names: ['prvWriteUser'],
  },
  'coverage/email2-secured': {
    failure: { code: 'coverage/email2-secured' },
    names: ['Email 2'],
  },
};
