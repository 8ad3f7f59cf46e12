import { messages } from '../lib/language/messages.ts';
import type { CsvSource } from '../lib/ui/write-csv.ts';

const words = messages('components.undo-file', {
  userId: 'CRM user id',
  user: 'CRM user',
  before: 'Email 2 before',
  after: 'Email 2 after',
});

export type UndoLine = { userId: string; userName: string; old: string; email: string };

/** What was in Email 2, and what came there: by it everything can be put back, by hand or by an import. */
export function undoFile(lines: readonly UndoLine[]): CsvSource {
  const t = words.get();
  return {
    head: [t.userId, t.user, t.before, t.after],
    count: lines.length,
    readCells: async (from, to) =>
      lines
        .slice(from, to)
        .map(({ userId, userName, old, email }) => [userId, userName, old, email]),
  };
}
