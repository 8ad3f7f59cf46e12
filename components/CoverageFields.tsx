import { sayShare } from '../lib/domain/catalogue/coverage-words.ts';
import { type CoverageRun, columnOfField } from '../lib/domain/coverage-run.ts';
import { USERNAME } from '../lib/domain/mapping.ts';
import { params } from '../lib/language/forms.ts';
import { messages } from '../lib/language/messages.ts';
import { sayNumber } from '../lib/language/say.ts';
import { Ticket } from './Ticket.tsx';

const words = messages('components.CoverageFields', {
  title: 'Which one field would cover most?',
  usernameIsBest: params('Username, the default: it maps {covered} of {all}. No ticket is needed.'),
  best: params(
    '{label} ({field}): it would map {covered} of {all}; Username maps {now}. Mapsimise maps by one field for all, so Mapsimise Support must be told.',
  ),
  none: 'No field of the CRM users carries any of these addresses.',
  caption: 'Fields, and how many users each would map',
  field: 'Field',
  wouldMap: 'Would map',
  mapsNow: 'Found there',
});

/** Mapsimise maps by one field for the whole organisation: which would serve most, and the ticket for it. */
export function CoverageFields({ run }: { run: CoverageRun }) {
  const t = words.get();
  const fields = run.fields.filter(({ wouldCover, count }) => wouldCover > 0 || count > 0);
  const [best] = fields;
  const username = fields.find(({ field }) => field === USERNAME);
  const isUsernameBest = username !== undefined && username.wouldCover === best?.wouldCover;
  const covered = best?.wouldCover ?? 0;
  const facts = { covered, all: run.addresses };
  return (
    <section class="card" aria-label={t.title}>
      <h3>{t.title}</h3>
      {!best && <p>{t.none}</p>}
      {best && isUsernameBest && <p>{t.usernameIsBest(facts)}</p>}
      {best && !isUsernameBest && (
        <>
          <p>
            {t.best({
              ...facts,
              label: best.label,
              field: best.field,
              now: username?.wouldCover ?? 0,
            })}
          </p>
          <Ticket column={columnOfField(best)} org={run.org} affectedUsers={covered} />
        </>
      )}
      {fields.length > 0 && (
        <table class="bars">
          <caption class="unseen">{t.caption}</caption>
          <thead>
            <tr>
              <th scope="col">{t.field}</th>
              <th scope="col">{t.wouldMap}</th>
              <th scope="col">{t.mapsNow}</th>
            </tr>
          </thead>
          <tbody>
            {fields.map(({ field, label, count, wouldCover }) => (
              <tr key={field}>
                <th scope="row">
                  {label}
                  <span class="service">{field}</span>
                  <span class="stack" aria-hidden="true">
                    <span class="bar" style={{ width: sayWidth(wouldCover, run.addresses) }} />
                  </span>
                </th>
                <td>
                  {sayNumber(wouldCover)}
                  <span class="service">{sayShare(wouldCover, run.addresses)}</span>
                </td>
                <td>{sayNumber(count)}</td>
              </tr>
            ))}
          </tbody>
        </table>
      )}
    </section>
  );
}

const sayWidth = (part: number, whole: number) => `${whole === 0 ? 0 : (100 * part) / whole}%`;
