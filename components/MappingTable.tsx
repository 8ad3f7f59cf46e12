import { useState } from 'preact/hooks';
import { isFound, LOOKED_AT_FIRST, type MappingRow } from '../lib/domain/mapping.ts';
import { params } from '../lib/language/forms.ts';
import { messages } from '../lib/language/messages.ts';

const words = messages('components.MappingTable', {
  title: 'Columns of your user record',
  field: 'Field',
  value: 'Value',
  result: 'Result',
  match: 'match',
  'no match': 'no match',
  several: params('several ({count})'),
  hidden: 'hidden',
  fewer: 'Show fewer columns',
  all: params('Show all {count} columns'),
});

/** A value that column security hides is not known to be another one. */
function resultOf({ column, value, match, count }: MappingRow): string {
  const t = words.get();
  if (match === 'several') return t.several({ count });
  return column.isSecured && value === '' ? t.hidden : t[match];
}

/**
 * Each column that could hold the address: what it is called, what is in it, and whether that is the address.
 * Where there is little room a row is two lines.
 */
export function MappingTable({ rows }: { rows: readonly MappingRow[] }) {
  const t = words.get();
  const [isWhole, setIsWhole] = useState(false);
  const telling = rows.filter(isTelling);
  const shown = [...(isWhole ? rows : telling)].sort(byMatch);
  return (
    <>
      <table class="mapping is-stacked">
        <caption class="unseen">{t.title}</caption>
        <thead>
          <tr>
            <th scope="col">{t.field}</th>
            <th scope="col">{t.value}</th>
            <th scope="col">{t.result}</th>
          </tr>
        </thead>
        <tbody>
          {shown.map(({ column, value, match, count }) => (
            <tr key={column.logicalName} data-match={match}>
              <th scope="row">
                {column.label}
                <span class="service">{column.logicalName}</span>
              </th>
              <td>{value || '–'}</td>
              <td>{resultOf({ column, value, match, count })}</td>
            </tr>
          ))}
        </tbody>
      </table>
      {telling.length < rows.length && (
        <div class="buttons">
          <button type="button" onClick={() => setIsWhole(!isWhole)}>
            {isWhole ? t.fewer : t.all({ count: rows.length })}
          </button>
        </div>
      )}
    </>
  );
}

/** Where the address stands comes first; the rest keeps its order. */
const byMatch = (one: MappingRow, other: MappingRow) =>
  Number(isFound(other)) - Number(isFound(one));

/** The columns where people look first, and all in which the address was found. */
const isTelling = (row: MappingRow) =>
  isFound(row) || row.column.isEmail || LOOKED_AT_FIRST.includes(row.column.logicalName);
