import { count, params } from '../../language/forms.ts';
import { messages } from '../../language/messages.ts';
import type { Column, MappingRemark, Verdict } from '../mapping.ts';
import { quote, sayList } from './phrases.ts';

export { describePurchaseMapping } from './purchase-mapping.ts';
export { NEW_TICKET, ticketColumn, writeTicket } from './ticket.ts';

const nameOf = ({ label, logicalName }: Column) => `${label} (${logicalName})`;

const words = messages('catalogue.verdicts', {
  nothingToDo: 'There is nothing to do.',
  byUsername: 'Mapped by Username (default)',
  byUsernameMeans:
    'Mapsimise acts as you when Impersonate Users is on: views such as “My Active Contacts” show your rows.',
  configured: params('Already configured: mapped by {label}'),
  configuredMeans: params(
    'Your organisation’s connector maps by {column}, and yours holds your Mapsimise email: “My Active Contacts” shows your rows.',
  ),
  inColumn: params('Found in {label}: needs a ticket'),
  inColumnMeans: params(
    'Your Username is another address, but {column} holds your Mapsimise email. Until Mapsimise maps by it, “My Active Contacts” does not show your rows.',
  ),
  inColumnNext:
    'Copy the ticket and send it to Mapsimise Support, once for the whole organisation.',
  ambiguous: count({
    one: 'Ambiguous: {count} user carries it',
    other: 'Ambiguous: {count} users carry it',
  }),
  ambiguousMeans: count({
    one: '{column} holds your Mapsimise email for {count} user. Mapsimise cannot tell which of them is you, so “My Active Contacts” cannot show your rows.',
    other:
      '{column} holds your Mapsimise email for {count} users. Mapsimise cannot tell which of them is you, so “My Active Contacts” cannot show your rows.',
  }),
  ambiguousNext: params('Ask your administrator to leave the address in {label} of one user only.'),
  another: params('Belongs to another user: {fullName}'),
  anotherMeans: params(
    '{column} of {fullName} holds your Mapsimise email. “My Active Contacts” would show that person’s rows, or none.',
  ),
  anotherMeansDisabled: params(
    '{column} of {fullName} (disabled) holds your Mapsimise email. “My Active Contacts” would show that person’s rows, or none.',
  ),
  anotherNext: params('Ask your administrator to correct {label} of {fullName}.'),
  notFound: 'Not found',
  notFoundMeans:
    'No user of this organisation carries your Mapsimise email, so Mapsimise cannot act as you: “My Active Contacts” stays empty or is refused.',
  notFoundNext: 'Save your Mapsimise email to Email 2, then send the ticket to Mapsimise Support.',
});

/** The verdict: in a word, what it means for one's views, and the one thing to do next. */
export function describeVerdict(verdict: Verdict): {
  headline: string;
  means: string;
  next: string;
} {
  const t = words.get();
  if (verdict.verdict === 'by-username')
    return { headline: t.byUsername, means: t.byUsernameMeans, next: t.nothingToDo };
  if (verdict.verdict === 'not-found')
    return { headline: t.notFound, means: t.notFoundMeans, next: t.notFoundNext };
  const column = nameOf(verdict.column);
  const { label } = verdict.column;
  switch (verdict.verdict) {
    case 'configured':
      return {
        headline: t.configured({ label }),
        means: t.configuredMeans({ column }),
        next: t.nothingToDo,
      };
    case 'in-column':
      return {
        headline: t.inColumn({ label }),
        means: t.inColumnMeans({ column }),
        next: t.inColumnNext,
      };
    case 'ambiguous':
      return {
        headline: t.ambiguous(verdict.count),
        means: t.ambiguousMeans(verdict.count, { column }),
        next: t.ambiguousNext({ label }),
      };
    case 'another': {
      const { fullName, isDisabled } = verdict;
      const means = isDisabled ? t.anotherMeansDisabled : t.anotherMeans;
      return {
        headline: t.another({ fullName }),
        means: means({ column, fullName }),
        next: t.anotherNext({ label, fullName }),
      };
    }
  }
}

const modes = messages('catalogue.access-modes', {
  administrative: 'Your access mode is Administrative: this user sees settings, but no records.',
  read: 'Your access mode is Read: this user may look, but not change.',
  support: 'Your access mode is Support User: an account of Microsoft’s support.',
  'non-interactive':
    'Your access mode is Non-interactive: an account for programs, not for people.',
  'delegated-admin': 'Your access mode is Delegated Admin: a partner’s account.',
});

const remarks = messages('catalogue.mapping-remarks', {
  caseDiffers: params(
    '{label} writes the address with other capitals. Dataverse takes them for the same.',
  ),
  spacesAround: params(
    '{label} has spaces around the address. Dataverse ignores those behind it, but not those before: better remove them.',
  ),
  domainUser: params(
    'Your Username {value} is a Windows name (DOMAIN\\user), which is never an e-mail address.',
  ),
  guest:
    'You are a guest (#EXT#): your Username is made by Entra and never equals your e-mail address.',
  emailIsNotUsername: params(
    'Your Username is {value}. It need not be your e-mail address, but only it maps by default.',
  ),
  configuredElsewhere: params(
    'Your organisation’s connector maps by {column}, where you hold another value. Ask your administrator to fill it in.',
  ),
  configuredUnknown: params(
    'Your organisation’s connector maps by the column {logicalName}, which you cannot see.',
  ),
  disabled: 'Your CRM user is disabled. Mapsimise cannot act for a disabled user.',
  unlicensed: 'Your CRM user has no licence. Some views may be refused.',
  noEntraId:
    'Your CRM user has no Entra object id. Mapsimise can then only act for you by the id of your CRM user.',
  securedColumn: params('Column security hides {columns} from you: it may hold the address.'),
  securedColumns: params('Column security hides {columns} from you: they may hold the address.'),
  manyBearers: 'Many users carry the address; only the first 25 were looked at.',
});

/** What is peculiar about this user, each in a sentence. */
export function describeMappingRemark(remark: MappingRemark): string {
  const t = remarks.get();
  switch (remark.remark) {
    case 'case-differs':
      return t.caseDiffers({ label: remark.column.label });
    case 'spaces-around':
      return t.spacesAround({ label: remark.column.label });
    case 'domain-user':
      return t.domainUser({ value: quote(remark.value) });
    case 'guest':
      return t.guest;
    case 'email-is-not-username':
      return t.emailIsNotUsername({ value: quote(remark.value) });
    case 'configured-elsewhere':
      return t.configuredElsewhere({ column: nameOf(remark.column) });
    case 'configured-unknown':
      return t.configuredUnknown(remark);
    case 'disabled':
      return t.disabled;
    case 'access-mode':
      return modes.get()[remark.mode];
    case 'unlicensed':
      return t.unlicensed;
    case 'no-entra-id':
      return t.noEntraId;
    case 'secured-columns': {
      const columns = sayList(remark.columns.map(nameOf));
      return (remark.columns.length > 1 ? t.securedColumns : t.securedColumn)({ columns });
    }
    case 'many-bearers':
      return t.manyBearers;
  }
}
