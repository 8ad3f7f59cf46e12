import type { ComponentChildren, ComponentProps, RefObject } from 'preact';
import { useId } from 'preact/hooks';
import { params } from '../lib/language/forms.ts';
import { messages } from '../lib/language/messages.ts';

const words = messages('components.fields', {
  kept: 'Kept for this session, not shown',
  remove: params('Remove {label}'),
});

type Message = { kind: 'error' | 'advice' | 'hint'; text: ComponentChildren };
type Common = {
  label: string;
  messages?: readonly Message[] | undefined;
  box?: RefObject<HTMLInputElement | null>;
};

function Messages({ id, messages }: { id: string; messages: readonly Message[] }) {
  return (
    <div id={id} class="messages" aria-live="polite">
      {messages.map(({ kind, text }) => (
        <p key={kind} class={`message is-${kind}`}>
          {text}
        </p>
      ))}
    </div>
  );
}

/** A label, its box, and whatever is to be said about it below. The ids tie them together for screen readers. */
function Field(
  props: Common & {
    input: ComponentProps<'input'>;
    value: string;
    children?: ComponentChildren;
  } & {
    onType: (value: string) => void;
  },
) {
  const { label, messages = [], box, input, value, onType, children } = props;
  const id = useId();
  return (
    <div class="field">
      <label for={id}>{label}</label>
      <input
        {...input}
        id={id}
        ref={box ?? null}
        value={value}
        autocomplete="off"
        spellcheck={false}
        aria-invalid={messages.some(({ kind }) => kind === 'error')}
        aria-describedby={`${id}-says`}
        onInput={(event) => onType(event.currentTarget.value)}
      />
      {children}
      <Messages id={`${id}-says`} messages={messages} />
    </div>
  );
}

/** One line of text; with a list, the known values are offered and any other may be typed. */
export function TextField(
  props: Common & {
    value: string;
    onType: (value: string) => void;
    placeholder?: string;
    type?: 'text' | 'date';
    list?: readonly string[];
    /** It can be read, not changed; its messages say why. */
    isLocked?: boolean;
    onEnter?: () => void;
    onLeave?: () => void;
  },
) {
  const { placeholder, type = 'text', list, isLocked = false, onEnter, onLeave, ...field } = props;
  const listId = useId();
  const input: ComponentProps<'input'> = {
    type,
    placeholder,
    autocapitalize: 'off',
    readOnly: isLocked,
    ...(list && { list: listId }),
    onBlur: () => onLeave?.(),
    onKeyDown: (event) => event.key === 'Enter' && onEnter?.(),
  };
  return (
    <Field {...field} input={input}>
      {list && (
        <datalist id={listId}>
          {list.map((item) => (
            <option key={item} value={item} />
          ))}
        </datalist>
      )}
    </Field>
  );
}

/**
 * A secret's field. What is typed leaves it at once, upwards; a kept secret is never shown, not even its length.
 * There is no way to reveal it. Whoever empties the field again keeps what was kept; to remove it has a button.
 */
export function SecretField(
  props: Common & {
    value: string;
    isKept: boolean;
    /** What an empty field says while a secret is kept. */
    keptText?: string | undefined;
    onType: (value: string) => void;
    onEnter?: () => void;
    onLeave: () => void;
    onRemove?: () => void;
  },
) {
  const { isKept, keptText, onEnter, onLeave, onRemove, ...field } = props;
  const input: ComponentProps<'input'> = {
    type: 'password',
    placeholder: isKept ? (keptText ?? words.get().kept) : '',
    onBlur: onLeave,
    onKeyDown: (event) => event.key === 'Enter' && onEnter?.(),
  };
  return (
    <Field {...field} input={input}>
      {isKept && onRemove && (
        <button type="button" class="link" onClick={onRemove}>
          {words.get().remove({ label: field.label })}
        </button>
      )}
    </Field>
  );
}

/** One of a few, or of many that are known by name. */
export function ChoiceField(props: {
  label: string;
  value: string;
  options: readonly { value: string; name: string }[];
  onChoose: (value: string) => void;
  messages?: readonly Message[] | undefined;
  box?: RefObject<HTMLSelectElement | null>;
}) {
  const { label, value, options, onChoose, messages = [], box } = props;
  const id = useId();
  return (
    <div class="field">
      <label for={id}>{label}</label>
      <select
        id={id}
        ref={box ?? null}
        value={value}
        aria-invalid={messages.some(({ kind }) => kind === 'error')}
        aria-describedby={`${id}-says`}
        onChange={(event) => onChoose(event.currentTarget.value)}
      >
        {options.map((option) => (
          <option key={option.value} value={option.value}>
            {option.name}
          </option>
        ))}
      </select>
      <Messages id={`${id}-says`} messages={messages} />
    </div>
  );
}

export function Switch(props: {
  label: string;
  hint: string;
  isOn: boolean;
  /** What it says is being asked for or set: pressed meanwhile, nothing happens. */
  isBusy?: boolean;
  onChange: (isOn: boolean) => void;
}) {
  const { label, hint, isOn, isBusy = false, onChange } = props;
  const id = useId();
  return (
    <div class="switch-field">
      <button
        id={id}
        type="button"
        role="switch"
        class="switch"
        aria-checked={isOn}
        aria-disabled={isBusy}
        aria-labelledby={`${id}-label`}
        aria-describedby={`${id}-hint`}
        onClick={() => isBusy || onChange(!isOn)}
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
