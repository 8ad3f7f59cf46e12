import { mapsimiseUsers } from '../coverage/mapsimise-users.ts';
import type { Reply } from '../exchange.ts';
import type { Ask } from './ask.ts';
import { done, rightMissing } from './envelope.ts';
import { readPage } from './paging.ts';

/** Assumed: the list of users is for administrators, as the contract's rights name no section. */
export function users({ scene, request, account }: Ask): Reply {
  if (account.role !== 'Administrator') return rightMissing('View on Users');
  const asked = readPage(request, ['page', 'pageSize']);
  if ('kind' in asked) return asked;
  const { count, at } = mapsimiseUsers(scene.world);
  const first = (asked.page - 1) * asked.pageSize;
  const here = Math.max(0, Math.min(asked.pageSize, count - first));
  return done({
    Items: Array.from({ length: here }, (_, index) => at(first + index)),
    Page: asked.page,
    PageCount: Math.max(1, Math.ceil(count / asked.pageSize)),
  });
}
