import { SCHEME_NAMES } from '../lib/domain/catalogue/words.ts';
import type { Failure } from '../lib/domain/failure.ts';
import { schemeInstead } from '../lib/domain/scheme-check.ts';
import { params } from '../lib/language/forms.ts';
import { messages } from '../lib/language/messages.ts';
import { typeInto } from '../lib/ui/commands.ts';

const words = messages('components.UseScheme', { use: params('Use {scheme}') });

/** One click to the scheme that this organisation takes; nothing where the scheme is not what is wrong. */
export function UseScheme({ failure }: { failure: Failure }) {
  const scheme = schemeInstead(failure);
  if (!scheme) return null;
  return (
    <button type="button" class="link" onClick={() => typeInto({ scheme })}>
      {words.get().use({ scheme: SCHEME_NAMES[scheme] })}
    </button>
  );
}
