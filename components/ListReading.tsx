import { describeList, describeProblem } from '../lib/domain/catalogue/coverage-words.ts';
import type { ListReading as Reading } from '../lib/domain/coverage-run.ts';
import { params } from '../lib/language/forms.ts';
import { messages } from '../lib/language/messages.ts';
import { sayList } from '../lib/language/say.ts';

const words = messages('components.ListReading', {
  list: params('How the list was read: {facts}'),
  column: params('Column “{header}” was taken.'),
  more: params('Only the first {amount} are named here.'),
});

/** How a pasted or dropped list was understood: what was left out, by line. */
export function ListReading({ list }: { list: Reading }) {
  const t = words.get();
  const { header, problems, junk, duplicates } = list;
  return (
    <details>
      <summary>{t.list({ facts: sayList(describeList(list)) })}</summary>
      {header && <p class="message is-hint">{t.column({ header })}</p>}
      {problems.length > 0 && (
        <ul class="remarks">
          {problems.map((problem) => (
            <li key={problem.line}>{describeProblem(problem)}</li>
          ))}
        </ul>
      )}
      {problems.length < junk + duplicates && (
        <p class="message is-hint">{t.more({ amount: problems.length })}</p>
      )}
    </details>
  );
}
