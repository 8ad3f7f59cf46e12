import type { RefObject } from 'preact';
import { SECRET_NAMES } from '../lib/domain/catalogue/purchase-words.ts';
import { describeAdvice } from '../lib/domain/catalogue/words.ts';
import {
  type CredentialAdvice,
  checkClientId,
  checkClientSecret,
  tidyPaste,
} from '../lib/domain/credentials-check.ts';
import { params } from '../lib/language/forms.ts';
import { messages } from '../lib/language/messages.ts';
import { settleSecret, typeInto, typeSecret } from '../lib/ui/commands.ts';
import type { AppState } from '../lib/ui/store.ts';
import { useStore } from '../lib/ui/use-store.ts';
import { AccountFields } from './AccountFields.tsx';
import { SecretField, Switch, TextField } from './fields.tsx';
import { SchemeChoice } from './SchemeChoice.tsx';
import { TenantField } from './TenantField.tsx';
import { urlMessages } from './url-messages.tsx';
import { useSecret } from './use-secret.ts';

const words = messages('components.Credentials', {
  organisationUrl: 'Organisation URL',
  impersonateUsers: 'Impersonate Users',
  impersonateHint:
    'Mapsimise reads as each of its users, not as the application: views such as My Active Contacts then show that person’s rows.',
  impersonateHintIfd:
    'Mapsimise reads as each of its users (CallerId), not as this account. On your own server a Username is DOMAIN\\user and never an e-mail address, so another field must hold the Mapsimise email: see My mapping.',
  testAs: 'Test impersonation as',
  testAsSignedIn: params(
    'Empty: {person}, who is signed in on the page. Or search: a Username, a Primary Email, or how a name begins.',
  ),
  testAsHint: 'Search: a Username, a Primary Email, or how a name begins.',
  clientId: 'Client Id',
  clientSecret: 'Client Secret',
  created: 'created, not shown',
  wiped: params(
    'The {secret} was wiped when the scheme was changed: a secret belongs to the scheme it was typed for. Nothing else that you typed is lost.',
  ),
  takenBack: params(
    'The {secret} was wiped because access to {host} was taken back in the browser. Enter it again to go on; nothing else that you typed is lost.',
  ),
  leaveOut: 'Leave that out',
});

export type Boxes = Record<
  'organisationUrl' | 'clientId' | 'username' | 'secret',
  RefObject<HTMLInputElement | null>
>;

/** The fields of the chosen scheme. Everything that can be said before a call is said as it is typed. */
export function Credentials(props: { boxes: Boxes; isPressed: boolean; onEnter: () => void }) {
  const t = words.get();
  const { boxes, isPressed, onEnter } = props;
  const fields = useStore((state) => state.fields);
  const workspace = useStore((state) => state.workspace);
  const signedIn = useStore(({ environment }) => environment?.report?.user?.fullName);
  return (
    <div class="fields">
      <TextField
        label={t.organisationUrl}
        box={boxes.organisationUrl}
        onEnter={onEnter}
        value={fields.organisationUrl}
        placeholder={
          fields.scheme === 'ifd'
            ? 'https://crm.contoso.com/Contoso'
            : 'https://contoso.crm4.dynamics.com'
        }
        onType={(organisationUrl) => typeInto({ organisationUrl })}
        messages={urlMessages(fields, isPressed, workspace)}
      />
      {fields.scheme === 'ifd' ? <AccountFields {...props} /> : <ApplicationFields {...props} />}
      <LostSecret />
      <Switch
        label={t.impersonateUsers}
        hint={fields.scheme === 'ifd' ? t.impersonateHintIfd : t.impersonateHint}
        isOn={fields.impersonateUsers}
        onChange={(impersonateUsers) => typeInto({ impersonateUsers })}
      />
      {fields.impersonateUsers && (
        <TextField
          label={t.testAs}
          onEnter={onEnter}
          value={fields.impersonateAs ?? ''}
          placeholder={signedIn ?? 'somebody@contoso.com'}
          onType={(impersonateAs) => typeInto({ impersonateAs })}
          messages={[
            {
              kind: 'hint',
              text: signedIn ? t.testAsSignedIn({ person: signedIn }) : t.testAsHint,
            },
          ]}
        />
      )}
      <SchemeChoice />
    </div>
  );
}

/** The fields of the Dataverse scheme. */
function ApplicationFields(props: { boxes: Boxes; isPressed: boolean; onEnter: () => void }) {
  const { boxes, isPressed, onEnter } = props;
  const fields = useStore((state) => state.fields);
  const tenantId = useStore(tenantOf);
  return (
    <>
      <TextField
        label={words.get().clientId}
        box={boxes.clientId}
        onEnter={onEnter}
        value={fields.clientId}
        placeholder="00000000-0000-0000-0000-000000000000"
        onType={(clientId) => typeInto({ clientId })}
        messages={messagesOf(
          checkClientId(fields.clientId, { tenantId }),
          isPressed || fields.clientId !== '',
          () => typeInto({ clientId: tidyPaste(fields.clientId).text }),
        )}
      />
      <ClientSecret {...props} clientId={fields.clientId} />
      <TenantField isPressed={isPressed} onEnter={onEnter} />
    </>
  );
}

/** A change of scheme took the secret of the other one away, or a lost access this one; nothing else that was typed is lost. */
function LostSecret() {
  const t = words.get();
  const lost = useStore(({ draft }) => draft?.secretLostWith);
  const host = useStore(({ draft }) => draft?.lostHost);
  const scheme = useStore(({ fields }) => fields.scheme);
  return (
    <div role="status">
      {lost && <p class="message is-advice">{t.wiped({ secret: SECRET_NAMES[lost] })}</p>}
      {host && (
        <p class="message is-advice">{t.takenBack({ secret: SECRET_NAMES[scheme], host })}</p>
      )}
    </div>
  );
}

/**
 * What is typed goes up at once. It stands in the field only while it is being typed: when the focus leaves, the field
 * is emptied, and what was remarked on it stays.
 */
function ClientSecret(props: {
  boxes: Boxes;
  isPressed: boolean;
  onEnter: () => void;
  clientId: string;
}) {
  const t = words.get();
  const { boxes, isPressed, onEnter, clientId } = props;
  const isKept = useStore((state) => state.draft?.hasSecret === true);
  const isCreated = useStore(({ draft }) => draft?.secretFrom === 'created');
  const { shown, typed, type, use, leave, remove } = useSecret(isKept, typeSecret, settleSecret);
  const enter = () => {
    use();
    onEnter();
  };
  const advice = typed || !isKept ? checkClientSecret(typed, { clientId }) : undefined;
  return (
    <SecretField
      label={t.clientSecret}
      box={boxes.secret}
      onEnter={enter}
      value={shown}
      isKept={isKept}
      keptText={isCreated ? t.created : undefined}
      onType={type}
      onLeave={leave}
      onRemove={remove}
      messages={messagesOf(advice, isPressed || typed !== '', () => type(tidyPaste(typed).text))}
    />
  );
}

/** The organisation's tenant: as a test found it, else as the page reports it. For advice only. */
function tenantOf({ report, environment }: AppState): string | undefined {
  for (const note of report?.steps.flatMap((step) => step.notes) ?? [])
    if (note.note === 'tenant') return note.tenantId;
  return environment?.report?.organisation?.tenantId;
}

function messagesOf(advice: CredentialAdvice | undefined, isShown: boolean, tidy: () => void) {
  if (!advice || !isShown) return [];
  const kind = advice.blocks && advice.code !== 'client-id/pasted-along' ? 'error' : 'advice';
  const text = (
    <>
      {describeAdvice(advice)}{' '}
      {'removed' in advice && (
        <button type="button" class="link" onClick={tidy}>
          {words.get().leaveOut}
        </button>
      )}
    </>
  );
  return [{ kind, text } as const];
}
