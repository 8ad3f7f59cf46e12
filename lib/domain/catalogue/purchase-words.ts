import { params } from '../../language/forms.ts';
import { messages } from '../../language/messages.ts';
import type { Scheme } from '../connection.ts';
import type { LockReason } from '../purchase.ts';
import type { JournalEntry } from '../registration.ts';
import { nameOfSecret, quote, sayList } from './phrases.ts';

/** What the secret of each scheme is called on the screen. */
export const SECRET_NAMES: Readonly<Record<Scheme, string>> = {
  get dataverse() {
    return nameOfSecret('dataverse');
  },
  get ifd() {
    return nameOfSecret('ifd');
  },
};

const locks = messages('catalogue.locks', {
  'not-tested': 'Locked until the test has passed. Press Test Connection.',
  'test-running': 'Locked until the test has passed. It is running.',
  'test-failed': 'Locked because the test failed. Mend what it names, then press Test Connection.',
  'test-cancelled': 'Locked because the test was cancelled. Press Test Connection again.',
  'values-changed':
    'Locked because the values were changed after the test. Press Test Connection again.',
  'secret-gone': params(
    'Locked because the {secret} is no longer kept. Enter it, then press Test Connection.',
  ),
  'offer-asking': 'Locked until Mapsimise names its price. It is being asked.',
  'offer-refused': 'Locked because Mapsimise made no offer. Mend what it names, then ask again.',
  'quote-expired': 'Locked because the price has expired. Ask for a new one.',
  'already-registered': params(
    'Locked because this organisation has a connector already: {name}. Use that one.',
  ),
  'under-way': 'Locked while the connector is being created.',
  'in-doubt': 'Locked because an earlier purchase is still open. Settle that one first.',
  done: 'Locked because the connector was created. Nothing is left to buy.',
});

/** The sentence beside Confirm Purchase: why it is locked, and what opens it. */
export function describeLock(lock: LockReason): string {
  const t = locks.get();
  switch (lock.lock) {
    case 'secret-gone':
      return t['secret-gone']({ secret: nameOfSecret(lock.scheme) });
    case 'already-registered':
      return t['already-registered']({ name: quote(lock.name) });
    default:
      return t[lock.lock];
  }
}

const words = messages('catalogue.purchase-words', {
  creating: 'Creating the connector…',
  creatingDetail: params('{name} for {org}, bought by {accountName}. You may close this window.'),
  checking: 'Checking whether it was created…',
  checkingDetail: 'Mapsimise is asked several times over half a minute.',
  unclear: 'It is not known whether the connector was created',
  unclearDetail:
    'The order was sent, but no clear answer came. Press Check again: it only looks, and buys nothing.',
  notCreated: 'The connector was not created',
  absentDetail: 'Mapsimise does not have it. Press Confirm Purchase to try again.',
  failedDetail: params('Nothing was bought for {org}.'),
  conflict: 'There are several connectors for this organisation',
  conflictDetail: params('Their ids: {ids}. Keep only one; none is removed from here.'),
  conflictDetailUnnamed: 'Their ids are not known. Keep only one; none is removed from here.',
  created: 'The connector was created',
  createdDetail: params('{name} (id {id}) is being read back to make sure.'),
  ready: 'The connector is ready',
  readyDetail: params('{name} (id {id}) reads {org}.'),
  readyDetailDiffers: params(
    '{name} (id {id}) reads {org}. Mapsimise stored another {fields} than was sent.',
  ),
  notKnown: 'not known',
  organisationUrl: 'Organisation URL',
  nameField: 'name',
});

/** What is known of one create. `entry.failure` is told apart from this, where there is one. */
export function describeRegistration(entry: JournalEntry): { headline: string; detail: string } {
  const t = words.get();
  const { org, accountName } = entry;
  const facts = { name: quote(entry.name), org, id: entry.connectorId || t.notKnown };
  switch (entry.state) {
    case 'prepared':
    case 'posting':
      return { headline: t.creating, detail: t.creatingDetail({ ...facts, accountName }) };
    case 'checking':
      return { headline: t.checking, detail: t.checkingDetail };
    case 'unclear':
      return { headline: t.unclear, detail: t.unclearDetail };
    case 'absent':
      return { headline: t.notCreated, detail: t.absentDetail };
    case 'conflict':
      return { headline: t.conflict, detail: sayConflict(entry) };
    case 'created':
      return { headline: t.created, detail: t.createdDetail(facts) };
    case 'verified': {
      const fields = sayDifferences(entry);
      const detail = fields ? t.readyDetailDiffers({ ...facts, fields }) : t.readyDetail(facts);
      return { headline: t.ready, detail };
    }
    case 'failed':
      return { headline: t.notCreated, detail: t.failedDetail({ org }) };
  }
}

function sayConflict({ failure }: JournalEntry): string {
  const t = words.get();
  const ids = failure?.code === 'registration/conflict' ? failure.ids : [];
  return ids.length > 0 ? t.conflictDetail({ ids: sayList(ids) }) : t.conflictDetailUnnamed;
}

/** The fields of a connector that Mapsimise stored otherwise: as the server names them, by what people call them. */
function sayDifferences({ differs = [] }: JournalEntry): string {
  const t = words.get();
  const nameOf = (field: string) =>
    field === 'OrganisationUrl' ? t.organisationUrl : field === 'Name' ? t.nameField : field;
  return sayList(differs.map(nameOf));
}
