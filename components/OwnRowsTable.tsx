import type { Note } from '../lib/domain/report.ts';
import { TABLES } from '../lib/domain/tables.ts';

/** "My" rows for the application and for the person, side by side: impersonation as one can see it. */
export function OwnRowsTable({ note }: { note: Extract<Note, { note: 'impersonated' }> }) {
  return (
    <table class="mapping">
      <caption>“My” rows, asked as</caption>
      <thead>
        <tr>
          <th scope="col">Table</th>
          <th scope="col">The application</th>
          <th scope="col">{note.person}</th>
        </tr>
      </thead>
      <tbody>
        {note.own.map(({ table, application, person }) => (
          <tr key={table}>
            <th scope="row">{TABLES[table].label}</th>
            <td>{application ?? 'refused'}</td>
            <td>{person ?? 'refused'}</td>
          </tr>
        ))}
      </tbody>
    </table>
  );
}
