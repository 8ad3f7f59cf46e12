import type { ComponentChildren, RefObject } from 'preact';
import { useId } from 'preact/hooks';

type Message = { kind: 'error' | 'advice' | 'hint'; text: ComponentChildren };
type Common = {
  label: string;
  messages?: readonly Message[] | undefined;
  box?: RefObject<HTMLInputElement | null>;
};

function Messages({ id, messages }: { id: string; messages: readonly Message[] }) {
  return (
    <div id={id} class="messages">
      {messages.map(({ kind, text }) => (
        <p key={kind} class={`message is-${kind}`}>
          {text}
        </p>
      ))}
    </div>
  );
}

/** One line of text with its label, and whatever is to be said about it below. */
export function TextField(
  props: Common & {
    value: string;
    onType: (value: string) => void;
    placeholder?: string;
    list?: readonly string[];
  },
) {
  const { label, messages = [], value, onType, placeholder, list, box } = props;
  const id = useId();
  const isWrong = messages.some(({ kind }) => kind === 'error');
  return (
    <div class="field">
      <label for={id}>{label}</label>
      <input
        id={id}
        ref={box ?? null}
        type="text"
        value={value}
        placeholder={placeholder}
        list={list && `${id}-list`}
        autocomplete="off"
        autocapitalize="off"
        spellcheck={false}
        aria-invalid={isWrong}
        aria-describedby={`${id}-says`}
        onInput={(event) => onType(event.currentTarget.value)}
      />
      {list && (
        <datalist id={`${id}-list`}>
          {list.map((item) => (
            <option key={item} value={item} />
          ))}
        </datalist>
      )}
      <Messages id={`${id}-says`} messages={messages} />
    </div>
  );
}

/**
 * A secret's field. What is typed leaves it at once, upwards; a kept secret is never shown, not even its length.
 * There is no way to reveal it.
 */
export function SecretField(
  props: Common & { value: string; isKept: boolean; onType: (value: string) => void },
) {
  const { label, messages = [], value, isKept, onType, box } = props;
  const id = useId();
  return (
    <div class="field">
      <label for={id}>{label}</label>
      <input
        id={id}
        ref={box ?? null}
        type="password"
        value={value}
        placeholder={isKept ? 'Kept for this session, not shown' : ''}
        autocomplete="off"
        spellcheck={false}
        aria-invalid={messages.some(({ kind }) => kind === 'error')}
        aria-describedby={`${id}-says`}
        onInput={(event) => onType(event.currentTarget.value)}
      />
      <Messages id={`${id}-says`} messages={messages} />
    </div>
  );
}

export function Switch(props: {
  label: string;
  hint: string;
  isOn: boolean;
  onChange: (isOn: boolean) => void;
}) {
  const { label, hint, isOn, onChange } = props;
  const id = useId();
  return (
    <div class="switch-field">
      <button
        id={id}
        type="button"
        role="switch"
        class="switch"
        aria-checked={isOn}
        aria-labelledby={`${id}-label`}
        aria-describedby={`${id}-hint`}
        onClick={() => onChange(!isOn)}
      >
        <span class="knob" />
      </button>
      <div>
        <label id={`${id}-label`} for={id}>
          {label}
        </label>
        <p id={`${id}-hint`} class="message is-hint">
          {hint}
        </p>
      </div>
    </div>
  );
}
