import { deterministicGuid } from '../dataverse/guid.ts';
import { STAFF } from '../dataverse/staff-data.ts';
import type { Reply } from '../exchange.ts';
import type { Ask } from './ask.ts';
import { done, rightMissing } from './envelope.ts';
import { pageOf, readPage } from './paging.ts';

/** Assumed: the list of users is for administrators, as the contract's rights name no section. */
export function users({ request, account }: Ask): Reply {
  if (account.role !== 'Administrator') return rightMissing('View on Users');
  const asked = readPage(request, ['page', 'pageSize']);
  if ('kind' in asked) return asked;
  const everyone = STAFF.filter(({ email }) => email !== null).map((person) => ({
    UserId: deterministicGuid(`mapsimise ${person.userName}`),
    Email: person.email?.trim(),
    FullName: person.fullName,
    Active: !person.disabled,
  }));
  return done(pageOf(everyone, asked.page, asked.pageSize));
}
