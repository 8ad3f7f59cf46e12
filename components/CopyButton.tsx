import { useState } from 'preact/hooks';
import { messages } from '../lib/language/messages.ts';

const words = messages('components.CopyButton', {
  refused: 'The browser did not let us copy. Click into this window and try again.',
});

/** Copies a text by a click, and says what came of it. */
export function CopyButton(props: { name: string; text: () => string; done: string }) {
  const { name, text, done } = props;
  const [said, setSaid] = useState('');
  const copy = async () => {
    try {
      await navigator.clipboard.writeText(text());
      setSaid(done);
    } catch {
      setSaid(words.get().refused);
    }
  };
  return (
    <p class="copy">
      <button type="button" onClick={() => void copy()}>
        {name}
      </button>{' '}
      <span role="status">{said}</span>
    </p>
  );
}
