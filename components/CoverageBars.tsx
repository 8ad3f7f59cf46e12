import { describeCoverage, sayShare } from '../lib/domain/catalogue/coverage-words.ts';
import { COVERAGE_VERDICTS } from '../lib/domain/coverage.ts';
import type { CoverageRun } from '../lib/domain/coverage-run.ts';
import { messages } from '../lib/language/messages.ts';
import { sayNumber } from '../lib/language/say.ts';

const words = messages('components.CoverageBars', {
  caption: 'Users by result',
  result: 'Result',
  users: 'Users',
  share: 'Share',
});

/** The picture: how many have which verdict. The table is its own text: the bars only repeat its numbers. */
export function CoverageBars({ run }: { run: CoverageRun }) {
  const t = words.get();
  const shown = COVERAGE_VERDICTS.filter((verdict) => run.counts[verdict] > 0);
  return (
    <>
      <div class="stack" aria-hidden="true">
        {shown.map((verdict) => (
          <span
            key={verdict}
            class={`bar is-${verdict}`}
            style={{ flexGrow: String(run.counts[verdict]) }}
          />
        ))}
      </div>
      <table class="bars">
        <caption class="unseen">{t.caption}</caption>
        <thead class="unseen">
          <tr>
            <th scope="col">{t.result}</th>
            <th scope="col">{t.users}</th>
            <th scope="col">{t.share}</th>
          </tr>
        </thead>
        <tbody>
          {COVERAGE_VERDICTS.map((verdict) => {
            const { name, means } = describeCoverage(verdict);
            const count = run.counts[verdict];
            return (
              <tr key={verdict} class={count === 0 ? 'is-none' : ''}>
                <th scope="row">
                  <span class={`key is-${verdict}`} />
                  {name}
                  {count > 0 && <span class="service means">{means}</span>}
                </th>
                <td>{sayNumber(count)}</td>
                <td>{sayShare(count, run.addresses)}</td>
              </tr>
            );
          })}
        </tbody>
      </table>
    </>
  );
}
