import type { Months } from '../lib/domain/provisioning.ts';
import { messages } from '../lib/language/messages.ts';
import { sayAmount } from '../lib/language/say.ts';

const words = messages('components.SecretLifetime', { lifetime: 'Secret lifetime' });

const LIFETIMES: readonly Months[] = [6, 12, 24];

/** For how long a new secret is to be valid. */
export function SecretLifetime(props: { months: Months; onChoose: (months: Months) => void }) {
  const { months, onChoose } = props;
  return (
    <fieldset class="choices">
      <legend>{words.get().lifetime}</legend>
      {LIFETIMES.map((one) => (
        <label key={one}>
          <input type="radio" checked={months === one} onChange={() => onChoose(one)} />{' '}
          {sayAmount(one, 'month')}
        </label>
      ))}
    </fieldset>
  );
}
