import { createRef } from 'preact';
import { useRef, useState } from 'preact/hooks';
import type { Failure } from '../lib/domain/failure.ts';
import { isAboutEntered, parseTenant } from '../lib/domain/tenant.ts';
import { params } from '../lib/language/forms.ts';
import { messages } from '../lib/language/messages.ts';
import { typeInto } from '../lib/ui/commands.ts';
import type { AppState } from '../lib/ui/store.ts';
import { useStore } from '../lib/ui/use-store.ts';
import { TextField } from './fields.tsx';

const words = messages('components.TenantField', {
  tenant: 'Tenant',
  hint: 'Only for an organisation that does not name its tenant: the tenant’s id, or one of its domains (Microsoft Entra admin center → Overview).',
  malformed: params('This is neither an id, such as {id}, nor a domain, such as {domain}.'),
  enter: 'Enter the tenant',
});

/** There is one on a screen; what sends the person there finds it here. */
export const tenantBox = createRef<HTMLInputElement>();

/** Asked for only where an organisation names no tenant; once it is there it stays, so that it can be emptied. */
export function TenantField(props: { isPressed: boolean; onEnter: () => void }) {
  const { isPressed, onEnter } = props;
  const t = words.get();
  const tenant = useStore((state) => state.fields.tenant ?? '');
  const isAsked = useStore(isTenantAsked);
  const isShown = useRef(false);
  // The beginning of a domain is none yet: that it is none is said when it was left, or is to be used.
  const [isTyping, setIsTyping] = useState(false);
  isShown.current ||= isAsked || tenant !== '';
  if (!isShown.current) return null;
  const example = '00001111-aaaa-2222-bbbb-3333cccc4444';
  const isWrong = parseTenant(tenant).kind === 'malformed' && (isPressed || !isTyping);
  return (
    <TextField
      label={t.tenant}
      box={tenantBox}
      onEnter={onEnter}
      value={tenant}
      placeholder="contoso.onmicrosoft.com"
      onType={(next) => {
        setIsTyping(true);
        typeInto({ tenant: next });
      }}
      onLeave={() => setIsTyping(false)}
      messages={[
        isWrong
          ? { kind: 'error', text: t.malformed({ id: example, domain: 'contoso.com' }) }
          : { kind: 'hint', text: t.hint },
      ]}
    />
  );
}

/** From the step that asks for it to its field. */
export function EnterTenant({ failure }: { failure: Failure }) {
  if (!isAboutEntered(failure)) return null;
  return (
    <button type="button" class="link" onClick={() => tenantBox.current?.focus()}>
      {words.get().enter}
    </button>
  );
}

/** By a test, or by a preparation of Create-for-me. */
function isTenantAsked({ report, preparation }: AppState): boolean {
  const failures = report?.steps.map(({ failure }) => failure) ?? [];
  if (preparation?.state === 'refused') failures.push(preparation.failure);
  return failures.some((failure) => failure !== undefined && isAboutEntered(failure));
}
