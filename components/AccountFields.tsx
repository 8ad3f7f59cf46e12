import { type AccountAdvice, checkPassword, checkUsername } from '../lib/domain/account-check.ts';
import { describeAccountAdvice } from '../lib/domain/catalogue/account-advice.ts';
import { messages } from '../lib/language/messages.ts';
import { settleSecret, typeInto, typeSecret } from '../lib/ui/commands.ts';
import { useStore } from '../lib/ui/use-store.ts';
import type { Boxes } from './Credentials.tsx';
import { SecretField, TextField } from './fields.tsx';
import { useSecret } from './use-secret.ts';

const words = messages('components.AccountFields', {
  username: 'Username / Email',
  usernameExample: 'DOMAIN\\user, or user@contoso.com',
  password: 'Password',
});

/** The fields of the scheme Dynamics CRM / IFD. Nothing is trimmed: what is typed is what AD FS gets. */
export function AccountFields(props: { boxes: Boxes; isPressed: boolean; onEnter: () => void }) {
  const t = words.get();
  const { boxes, isPressed, onEnter } = props;
  const username = useStore((state) => state.fields.username);
  const isKept = useStore((state) => state.draft?.hasSecret === true);
  const { shown, typed, type, use, leave, remove } = useSecret(isKept, typeSecret, settleSecret);
  const enter = () => {
    use();
    onEnter();
  };
  const advice = typed || !isKept ? checkPassword(typed) : undefined;
  return (
    <>
      <TextField
        label={t.username}
        box={boxes.username}
        onEnter={onEnter}
        value={username}
        placeholder={t.usernameExample}
        onType={(next) => typeInto({ username: next })}
        messages={messagesOf(checkUsername(username), isPressed || username !== '')}
      />
      <SecretField
        label={t.password}
        box={boxes.secret}
        onEnter={enter}
        value={shown}
        isKept={isKept}
        onType={type}
        onLeave={leave}
        onRemove={remove}
        messages={messagesOf(advice, isPressed || typed !== '')}
      />
    </>
  );
}

function messagesOf(advice: AccountAdvice | undefined, isShown: boolean) {
  if (!advice || !isShown) return [];
  const kind = advice.blocks ? 'error' : 'advice';
  return [{ kind, text: describeAccountAdvice(advice) } as const];
}
