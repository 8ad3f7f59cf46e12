import { SCHEME_NAMES } from '../lib/domain/catalogue/words.ts';
import type { Failure } from '../lib/domain/failure.ts';
import { schemeInstead } from '../lib/domain/scheme-check.ts';
import { typeInto } from '../lib/ui/commands.ts';

/** One click to the scheme that this organisation takes; nothing where the scheme is not what is wrong. */
export function UseScheme({ failure }: { failure: Failure }) {
  const scheme = schemeInstead(failure);
  if (!scheme) return null;
  return (
    <button type="button" class="link" onClick={() => typeInto({ scheme })}>
      Use {SCHEME_NAMES[scheme]}
    </button>
  );
}
