import type { Column, MappingResult } from '../mapping.ts';

/** Freshdesk's own path for a new ticket at Mapsimise's support portal; the path is assumed. */
export const NEW_TICKET = 'https://support.mapsimise.com/support/tickets/new';

/** The ticket for Mapsimise Support: what it needs to map by another column, and nothing else. In English, as its readers. */
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
