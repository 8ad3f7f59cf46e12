import { nameOfTable } from '../lib/domain/catalogue/phrases.ts';
import type { Note } from '../lib/domain/report.ts';
import { messages } from '../lib/language/messages.ts';
import { sayNumber } from '../lib/language/say.ts';

const words = messages('components.OwnRowsTable', {
  title: '“My” rows, asked as',
  table: 'Table',
  application: 'The application',
  refused: 'refused',
});

/** "My" rows for the application and for the person, side by side: impersonation as one can see it. */
export function OwnRowsTable({ note }: { note: Extract<Note, { note: 'impersonated' }> }) {
  const t = words.get();
  const say = (rows: number | undefined) => (rows === undefined ? t.refused : sayNumber(rows));
  return (
    <table class="mapping">
      <caption>{t.title}</caption>
      <thead>
        <tr>
          <th scope="col">{t.table}</th>
          <th scope="col">{t.application}</th>
          <th scope="col">{note.person}</th>
        </tr>
      </thead>
      <tbody>
        {note.own.map(({ table, application, person }) => (
          <tr key={table}>
            <th scope="row">{nameOfTable(table)}</th>
            <td>{say(application)}</td>
            <td>{say(person)}</td>
          </tr>
        ))}
      </tbody>
    </table>
  );
}
