import type { Scheme } from '../connection.ts';
import type { AccessMode, Column, MappingRemark, MappingResult, Verdict } from '../mapping.ts';
import { quote, sayList } from './phrases.ts';

const name = ({ label, logicalName }: Column) => `${label} (${logicalName})`;

/** The verdict: in a word, what it means for one's views, and the one thing to do next. */
export function describeVerdict(verdict: Verdict): {
  headline: string;
  means: string;
  next: string;
} {
  switch (verdict.verdict) {
    case 'by-username':
      return {
        headline: 'Mapped by Username (default)',
        means:
          'Mapsimise acts as you when Impersonate Users is on: views such as “My Active Contacts” show your rows.',
        next: 'There is nothing to do.',
      };
    case 'configured':
      return {
        headline: `Already configured: mapped by ${verdict.column.label}`,
        means: `Your organisation’s connector maps by ${name(verdict.column)}, and yours holds your Mapsimise email: “My Active Contacts” shows your rows.`,
        next: 'There is nothing to do.',
      };
    case 'in-column':
      return {
        headline: `Found in ${verdict.column.label}: needs a ticket`,
        means: `Your Username is another address, but ${name(verdict.column)} holds your Mapsimise email. Until Mapsimise maps by it, “My Active Contacts” does not show your rows.`,
        next: 'Copy the ticket and send it to Mapsimise Support, once for the whole organisation.',
      };
    case 'ambiguous':
      return {
        headline: `Ambiguous: ${verdict.count} users carry it`,
        means: `${name(verdict.column)} holds your Mapsimise email for ${verdict.count} users. Mapsimise cannot tell which of them is you, so “My Active Contacts” cannot show your rows.`,
        next: `Ask your administrator to leave the address in ${verdict.column.label} of one user only.`,
      };
    case 'another':
      return {
        headline: `Belongs to another user: ${verdict.fullName}`,
        means: `${name(verdict.column)} of ${verdict.fullName}${verdict.isDisabled ? ' (disabled)' : ''} holds your Mapsimise email. “My Active Contacts” would show that person’s rows, or none.`,
        next: `Ask your administrator to correct ${verdict.column.label} of ${verdict.fullName}.`,
      };
    case 'not-found':
      return {
        headline: 'Not found',
        means:
          'No user of this organisation carries your Mapsimise email, so Mapsimise cannot act as you: “My Active Contacts” stays empty or is refused.',
        next: 'Save your Mapsimise email to Email 2, then send the ticket to Mapsimise Support.',
      };
  }
}

const MODES: Record<AccessMode, string> = {
  administrative: 'Administrative: this user sees settings, but no records',
  read: 'Read: this user may look, but not change',
  support: 'Support User: an account of Microsoft’s support',
  'non-interactive': 'Non-interactive: an account for programs, not for people',
  'delegated-admin': 'Delegated Admin: a partner’s account',
};

/** What is peculiar about this user, each in a sentence. */
export function describeMappingRemark(remark: MappingRemark): string {
  switch (remark.remark) {
    case 'case-differs':
      return `${remark.column.label} writes the address with other capitals. Dataverse takes them for the same.`;
    case 'spaces-around':
      return `${remark.column.label} has spaces around the address. Dataverse ignores those behind it, but not those before: better remove them.`;
    case 'domain-user':
      return `Your Username ${quote(remark.value)} is a Windows name (DOMAIN\\user), which is never an e-mail address.`;
    case 'guest':
      return 'You are a guest (#EXT#): your Username is made by Entra and never equals your e-mail address.';
    case 'email-is-not-username':
      return `Your Username is ${quote(remark.value)}. It need not be your e-mail address, but only it maps by default.`;
    case 'configured-elsewhere':
      return `Your organisation’s connector maps by ${name(remark.column)}, where you hold another value. Ask your administrator to fill it in.`;
    case 'configured-unknown':
      return `Your organisation’s connector maps by the column ${remark.logicalName}, which you cannot see.`;
    case 'disabled':
      return 'Your CRM user is disabled. Mapsimise cannot act for a disabled user.';
    case 'access-mode':
      return `Your access mode is ${MODES[remark.mode]}.`;
    case 'unlicensed':
      return 'Your CRM user has no licence. Some views may be refused.';
    case 'no-entra-id':
      return 'Your CRM user has no Entra object id. Mapsimise can then only act for you by the id of your CRM user.';
    case 'secured-columns':
      return `Column security hides ${sayList(remark.columns.map(name))} from you: ${remark.columns.length > 1 ? 'they' : 'it'} may hold the address.`;
    case 'many-bearers':
      return 'Many users carry the address; only the first 25 were looked at.';
  }
}

/** Freshdesk's own path for a new ticket at Mapsimise's support portal; the path is assumed. */
export const NEW_TICKET = 'https://support.mapsimise.com/support/tickets/new';

/** The ticket for Mapsimise Support: what it needs to map by another column, and nothing else. */
export function writeTicket(
  column: Column,
  about: { organisation?: string | undefined; org: string; affectedUsers?: number },
): string {
  return [
    'Subject: Microsoft Dynamics CRM connector: map users by another field',
    '',
    'Please map the users of our Microsoft Dynamics CRM connector by this field of the CRM user record',
    'instead of Username (domainname).',
    '',
    `Mapsimise organisation: ${about.organisation || '(please fill in)'}`,
    `Organisation URL: ${about.org}`,
    `Field label: ${column.label}`,
    `Field logical name: ${column.logicalName}`,
    ...(about.affectedUsers === undefined ? [] : [`Users concerned: ${about.affectedUsers}`]),
  ].join('\n');
}

/** The column a ticket is about: the one found, or Email 2 once it is to be used. */
export function ticketColumn({ verdict, rows }: MappingResult, email2: string): Column | undefined {
  if (verdict.verdict === 'in-column') return verdict.column;
  if (verdict.verdict !== 'not-found') return undefined;
  return rows.find(({ column }) => column.logicalName === email2)?.column;
}

/** Beside the purchase with Impersonate Users on: which field maps, and whether a ticket must follow. */
export function describePurchaseMapping(
  verdict: Verdict | undefined,
  scheme: Scheme = 'dataverse',
): string {
  const username =
    scheme === 'ifd' ? 'domainname, which is DOMAIN\\user on your own server' : 'domainname';
  const start = `Impersonate Users is on. Users are mapped by Username (${username}).`;
  switch (verdict?.verdict) {
    case 'by-username':
      return `${start} That maps you.`;
    case 'in-column':
      return `${start} You are only found in ${name(verdict.column)}: a ticket to Mapsimise Support is needed after the purchase.`;
    case undefined:
      return `${start} Where that is not the Mapsimise email, a ticket is needed after the purchase: see My mapping.`;
    default:
      return `${start} That does not map you: see My mapping for what to do.`;
  }
}
