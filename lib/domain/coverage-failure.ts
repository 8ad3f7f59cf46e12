/** Failures of looking at everybody, and of writing into their Email 2. */
export type CoverageFailure =
  | { code: 'coverage/no-access'; host: string }
  | { code: 'coverage/on-premises'; host: string }
  | { code: 'coverage/no-addresses' }
  | { code: 'coverage/list-too-long'; most: number }
  | { code: 'coverage/paging-broken'; host: string }
  | { code: 'coverage/batch-refused'; host: string }
  | { code: 'coverage/lost' }
  | { code: 'coverage/interrupted' }
  | { code: 'coverage/write-refused'; privilege: string }
  | { code: 'coverage/email2-secured' };
