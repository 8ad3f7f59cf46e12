import type { FailureCode } from '../../../lib/domain/failure.ts';
import type { RegistrationState } from '../../../lib/domain/registration.ts';
import { MAPSIMISE, ORGANISATIONS } from '../../emulators/people.ts';
import type { WorldName } from '../../emulators/worlds.ts';
import {
  asPage,
  changes,
  hangsUp,
  redirects,
  says,
  staysSilent,
  WIFI_PAGE,
} from './ways-to-fail.ts';
import type { Fault } from './wire.ts';

/** One row in which Confirm Purchase meets a fault; the test has passed and the price is known. */
export type RegisterRow = {
  row: number;
  what: string;
  world?: WorldName;
  faults?: (jump: (ms: number) => void) => Fault[];
  storageFails?: true;
  /** What the journal says after the first press; absent where nothing may be sent at all. */
  state?: RegistrationState;
  code?: FailureCode;
  says?: (string | RegExp)[];
  /** Connectors of this organisation after the first press, and after one Retry with the fault gone. */
  first: number;
  retried: number;
  /** How many creates may have left after the first press. */
  creates: number;
};

const HOUR_MS = 60 * 60 * 1000;
const broken = { Status: -1, ResponseText: 'reference ABCD1234' };
const create = (fault: Omit<Fault, 'at'>) => (): Fault[] => [{ at: 'create', times: 1, ...fault }];
const afterCommit = (what: string, row: number, does: NonNullable<Fault['does']>): RegisterRow => ({
  ...{ row, what, state: 'verified', first: 1, retried: 1, creates: 1 },
  faults: create({ service: 'first', does }),
});
const before = (
  what: string,
  row: number,
  does: NonNullable<Fault['does']>,
  rest: Partial<RegisterRow>,
) => ({
  ...{ row, what, first: 0, retried: 1, creates: 1 },
  faults: create({ does }),
  ...rest,
});
/** Nothing leaves: what exists is not known, or is in the way. */
const nothingSent = (what: string, row: number, rest: Partial<RegisterRow>): RegisterRow => ({
  ...{ row, what, first: 0, retried: 1, creates: 0 },
  ...rest,
});

const someoneElse = changes((text) => {
  const answer = JSON.parse(text);
  const [first = {}] = answer.Data.Items;
  const OrganisationUrl = `${ORGANISATIONS.contoso.url.toUpperCase()}/`;
  answer.Data.Items = [{ ...first, Id: 'someone-elses', Name: 'Theirs', OrganisationUrl }];
  return JSON.stringify(answer);
});
const hidden = changes((text) => {
  const answer = JSON.parse(text);
  return JSON.stringify({ ...answer, Data: { ...answer.Data, Items: [] } });
});

export const REGISTER_ROWS: RegisterRow[] = [
  nothingSent('the key has expired meanwhile', 42, {
    ...{ state: 'failed', code: 'mapsimise/key-refused', says: [/API key/] },
    faults: () => [{ at: 'me', times: 1, does: says(401, { Status: 0 }) }],
  }),
  nothingSent('a sign-in page in place of an answer', 42, {
    ...{
      state: 'failed',
      code: 'mapsimise/session-ended',
      says: [/sign in/i, /test result is kept/],
    },
    faults: () => [{ at: 'me', times: 1, does: says(200, WIFI_PAGE, asPage) }],
  }),
  nothingSent('no right to create', 43, {
    ...{ world: 'no-create-right', code: 'mapsimise/right-missing', retried: 0 },
    says: [/Create/, /Nothing was bought/],
  }),
  nothingSent('the organisation has a connector', 44, {
    ...{ world: 'already-registered', first: 1, retried: 1 },
  }),
  nothingSent('somebody else was faster', 44, {
    ...{ state: 'failed', code: 'mapsimise/already-registered', says: ['Theirs'], retried: 0 },
    faults: () => [{ at: 'list', service: 'first', does: someoneElse }],
  }),
  nothingSent('the list fails', 45, {
    ...{ state: 'failed', code: 'mapsimise/broken', says: [/try again/i] },
    faults: () => [{ at: 'list', times: 1, does: says(500, broken) }],
  }),
  nothingSent('the list does not come', 45, {
    ...{ state: 'failed', code: 'net/no-reply', says: [MAPSIMISE.apiHost] },
    faults: () => [{ at: 'list', times: 1, does: staysSilent }],
  }),
  nothingSent('page 3 of the list fails', 46, {
    ...{ world: 'list-fails-page-3', code: 'mapsimise/list-incomplete', retried: 0 },
    says: [/Page 3/, /Nothing was bought/],
  }),
  nothingSent('a match on page 7', 46, {
    ...{ world: 'already-registered-page-7', first: 1, retried: 1 },
  }),
  nothingSent('nothing can be stored', 47, {
    ...{ storageFails: true, code: 'storage/failed', says: [/nothing was sent/i] },
  }),
  before('a reset before the commit', 48, hangsUp, {
    state: 'absent',
    code: 'registration/absent',
  }),
  afterCommit('a reset after the commit', 49, hangsUp),
  {
    ...{ row: 50, what: 'the commit comes after the time-out', state: 'verified' },
    ...{ first: 1, retried: 1, creates: 1 },
    faults: create({ service: 'late', does: staysSilent }),
  },
  ...[500, 502, 503, 504].map((status) =>
    afterCommit(`${status} after the commit`, 51, says(status, broken)),
  ),
  afterCommit('HTML after the commit', 52, says(200, WIFI_PAGE, asPage)),
  afterCommit('half of an answer', 52, says(200, '{"Status":1,"Data":{"Id":"')),
  afterCommit('a redirect after the commit', 52, redirects),
  afterCommit('409 after the commit', 53, says(409, { Status: 0, ResponseText: 'There is one.' })),
  before('409, and nothing is there', 53, says(409, { Status: 0 }), { state: 'absent' }),
  ...[400, 422].map((status) =>
    before(`${status}`, 54, says(status, { Status: 0, ResponseText: 'The name is too long.' }), {
      state: 'failed',
      code: 'mapsimise/refused',
      says: ['The name is too long.'],
    }),
  ),
  before('429', 55, says(429, { Status: 0 }, { 'retry-after': '7' }), { state: 'absent' }),
  {
    ...{ row: 60, what: 'a second machine at the same time', world: 'second-machine' },
    ...{ state: 'conflict', code: 'registration/conflict', first: 2, retried: 2, creates: 1 },
    says: [/Keep only one/],
  },
  {
    ...{ row: 63, what: 'eight hours of sleep before the create: the list is asked anew' },
    ...{ state: 'failed', code: 'mapsimise/already-registered', says: ['Theirs'] },
    ...{ first: 0, retried: 0, creates: 0 },
    faults: (jump) => [
      { at: 'list', times: 1, meanwhile: () => jump(8 * HOUR_MS) },
      { at: 'list', service: 'first', does: someoneElse },
    ],
  },
  {
    ...{ row: 64, what: 'the name comes back trimmed', state: 'verified' },
    ...{ first: 1, retried: 1, creates: 1 },
    faults: () => [
      {
        at: 'read',
        service: 'first',
        does: changes((text) => text.replace('"Contoso"', '"Conto"')),
      },
    ],
  },
  {
    ...{ row: 65, what: 'not visible at once', state: 'verified' },
    ...{ first: 1, retried: 1, creates: 1 },
    faults: () => [
      { at: 'read', times: 1, does: says(404, { Status: 0 }) },
      { at: 'list', times: 1 },
      { at: 'list', times: 2, service: 'first', does: hidden },
    ],
  },
];
