import 'fake-indexeddb/auto';
import { expect, it } from 'vitest';
import { firstUsersPage, MOST_PAGES } from '../../../lib/clients/dataverse/user-pages.ts';
import { createTally } from '../../../lib/domain/coverage-tally.ts';
import type { OrgUrl } from '../../../lib/domain/org-url.ts';
import { good } from '../../../lib/domain/result.ts';
import { scanUsers } from '../../../lib/flows/coverage-scan.ts';
import type { CoverageStageOf } from '../../../lib/flows/coverage-stage.ts';

const ORG = 'https://acme.crm4.dynamics.com' as OrgUrl;

/** A run that has read so many pages, of an organisation whose pages lead to each other for ever. */
function openEndless(pages: number) {
  const asked: string[] = [];
  const page = (url: string) => {
    asked.push(url);
    return good({
      value: [],
      '@odata.nextLink': `${firstUsersPage(ORG, [])}&turn=${asked.length % 2}`,
    });
  };
  const line = { page };
  const stage = {
    ...{ org: ORG, runId: 'r', signal: new AbortController().signal },
    board: { note: async () => {} },
    asking: { read: async (_schema: unknown, ask: (one: typeof line) => unknown) => ask(line) },
    checkpoint: { isRead: false, pages, crmUsers: 0, usable: 0, usableMapped: 0 },
  } as unknown as CoverageStageOf;
  return { stage, asked };
}

it('pages that lead round in a circle come to an end, and that is said', async () => {
  const { stage, asked } = openEndless(MOST_PAGES - 3);
  const read = await scanUsers(stage, {
    columns: [],
    find: () => undefined,
    tally: createTally(0, []),
  });
  expect(read).toEqual({
    ok: false,
    failure: { code: 'coverage/paging-broken', host: 'acme.crm4.dynamics.com' },
  });
  expect(asked).toHaveLength(4);
  expect(stage.checkpoint.pages).toBe(MOST_PAGES);
});
