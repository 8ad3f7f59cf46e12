import type { RefObject } from 'preact';
import { explain } from '../lib/domain/catalogue/explain.ts';
import { describeAdvice } from '../lib/domain/catalogue/words.ts';
import {
  type CredentialAdvice,
  checkClientId,
  checkClientSecret,
  tidyPaste,
} from '../lib/domain/credentials-check.ts';
import { parseOrgUrl } from '../lib/domain/org-url.ts';
import { typeInto, typeSecret } from '../lib/ui/commands.ts';
import type { AppState } from '../lib/ui/store.ts';
import { useStore } from '../lib/ui/use-store.ts';
import { SecretField, Switch, TextField } from './fields.tsx';
import { useSecret } from './use-secret.ts';

export type Boxes = Record<
  'organisationUrl' | 'clientId' | 'secret',
  RefObject<HTMLInputElement | null>
>;

/** The fields of the Dataverse scheme. Everything that can be said before a call is said as it is typed. */
export function Credentials(props: { boxes: Boxes; isPressed: boolean; onEnter: () => void }) {
  const { boxes, isPressed, onEnter } = props;
  const fields = useStore((state) => state.fields);
  const tenantId = useStore(tenantOf);
  const workspace = useStore((state) => state.workspace);
  const signedIn = useStore(({ environment }) => environment?.report?.user?.fullName);
  return (
    <div class="fields">
      <TextField
        label="Organisation URL"
        box={boxes.organisationUrl}
        onEnter={onEnter}
        value={fields.organisationUrl}
        placeholder="https://contoso.crm4.dynamics.com"
        onType={(organisationUrl) => typeInto({ organisationUrl })}
        messages={urlMessages(fields.organisationUrl, isPressed, workspace)}
      />
      <TextField
        label="Client Id"
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
      <Switch
        label="Impersonate Users"
        hint="Mapsimise reads as each of its users, not as the application: views such as My Active Contacts then show that person's rows."
        isOn={fields.impersonateUsers}
        onChange={(impersonateUsers) => typeInto({ impersonateUsers })}
      />
      {fields.impersonateUsers && (
        <TextField
          label="Test impersonation as"
          onEnter={onEnter}
          value={fields.impersonateAs ?? ''}
          placeholder={signedIn ?? 'somebody@contoso.com'}
          onType={(impersonateAs) => typeInto({ impersonateAs })}
          messages={[
            {
              kind: 'hint',
              text: signedIn
                ? `Empty: ${signedIn}, who is signed in on the page. Or search: a Username, a Primary Email, or how a name begins.`
                : 'Search: a Username, a Primary Email, or how a name begins.',
            },
          ]}
        />
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
  const { boxes, isPressed, onEnter, clientId } = props;
  const isKept = useStore((state) => state.draft?.hasSecret === true);
  const { shown, typed, type, leave } = useSecret(isKept, typeSecret);
  const advice = typed || !isKept ? checkClientSecret(typed, { clientId }) : undefined;
  return (
    <SecretField
      label="Client Secret"
      box={boxes.secret}
      onEnter={onEnter}
      value={shown}
      isKept={isKept}
      onType={type}
      onLeave={leave}
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
          Leave that out
        </button>
      )}
    </>
  );
  return [{ kind, text } as const];
}

function urlMessages(typed: string, isPressed: boolean, workspace: string) {
  if (typed === '' && !isPressed) return [];
  const place = parseOrgUrl(typed);
  if (place.ok && place.value.kind === 'dataverse') {
    const isOther = workspace !== 'elsewhere' && place.value.url !== workspace;
    const text = `This is not the organisation of the page you stand on (${workspace.slice('https://'.length)}).`;
    return isOther ? [{ kind: 'advice', text } as const] : [];
  }
  const { cause, remedy } = explain(
    place.ok
      ? { code: 'url/not-dataverse', kind: place.value.kind === 'maker' ? 'maker' : 'onprem' }
      : { code: 'url/refused', ...place.failure },
  );
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
          Use {suggestion}
        </button>
      )}
    </>
  );
  return [{ kind: 'error', text } as const];
}
