import { explain } from '../lib/domain/catalogue/explain.ts';
import type { DraftFields } from '../lib/domain/connection.ts';
import type { Failure } from '../lib/domain/failure.ts';
import { parseOrgUrl } from '../lib/domain/org-url.ts';
import { refusePlace } from '../lib/domain/scheme-check.ts';
import { params } from '../lib/language/forms.ts';
import { messages } from '../lib/language/messages.ts';
import { typeInto } from '../lib/ui/commands.ts';
import { UseScheme } from './UseScheme.tsx';

const words = messages('components.url-messages', {
  otherPage: params('This is not the organisation of the page you stand on ({host}).'),
  use: params('Use {address}'),
});

/** What is said beside Organisation URL while it is typed: why it cannot be used, and the one click that mends it. */
export function urlMessages(fields: DraftFields, isPressed: boolean, workspace: string) {
  const typed = fields.organisationUrl;
  if (typed === '' && !isPressed) return [];
  const place = parseOrgUrl(typed);
  const failure: Failure | undefined = place.ok
    ? refusePlace(fields.scheme, place.value)
    : { code: 'url/refused', ...place.failure };
  if (!failure) {
    const isOther = workspace !== 'elsewhere' && place.ok && place.value.url !== workspace;
    const text = words.get().otherPage({ host: workspace.slice('https://'.length) });
    return isOther ? [{ kind: 'advice', text } as const] : [];
  }
  const { cause, remedy } = explain(failure);
  const suggestion = place.ok ? undefined : place.failure.suggestion;
  const text = (
    <>
      {cause} {remedy}{' '}
      {suggestion && (
        <button
          type="button"
          class="link"
          onClick={() => typeInto({ organisationUrl: suggestion })}
        >
          {words.get().use({ address: suggestion })}
        </button>
      )}
      <UseScheme failure={failure} />
    </>
  );
  return [{ kind: 'error', text } as const];
}
