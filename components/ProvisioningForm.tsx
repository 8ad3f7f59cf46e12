import { useRef, useState } from 'preact/hooks';
import { describeRole, LEAST_NEEDED } from '../lib/domain/catalogue/provisioning-words.ts';
import type { OrgUrl } from '../lib/domain/org-url.ts';
import type { ApplicationRef, Months, Preparation } from '../lib/domain/provisioning.ts';
import { startProvisioning } from '../lib/ui/provisioning-commands.ts';
import { useStore } from '../lib/ui/use-store.ts';
import { ChoiceField, TextField } from './fields.tsx';
import { ManualWay } from './ManualWay.tsx';

type Ready = Extract<Preparation, { state: 'ready' }>;
const LIFETIMES: readonly Months[] = [6, 12, 24];

/** What is chosen before anything is made. */
export function ProvisioningForm({ org, ready }: { org: OrgUrl; ready: Ready }) {
  const { place, username, roles, existing, suggestedRoleId, acting } = ready;
  const impersonates = useStore((state) => state.fields.impersonateUsers);
  const [name, setName] = useState(`Mapsimise – ${place.name}`);
  const [months, setMonths] = useState<Months>(12);
  const [roleId, setRoleId] = useState(suggestedRoleId ?? '');
  const [isPressed, setIsPressed] = useState(false);
  const roleBox = useRef<HTMLSelectElement>(null);
  const role = roles.find((one) => one.roleId === roleId);
  const start = (reuse?: ApplicationRef) => {
    setIsPressed(true);
    if (!role) return roleBox.current?.focus();
    startProvisioning(org, { name, months, roleId, ...(reuse && { applicationId: reuse.id }) });
  };
  return (
    <>
      <p>
        For <strong>{place.name}</strong> <span class="host">{new URL(org).host}</span>, in the name
        of <span class="host">{username}</span>, tenant <span class="host">{place.tenantId}</span>.
      </p>
      {existing.map((one) => (
        <Existing key={one.id} application={one} use={() => start(one)} />
      ))}
      <TextField label="Application name" value={name} onType={setName} />
      <ChoiceField
        label="Secret lifetime"
        value={String(months)}
        options={LIFETIMES.map((each) => ({ value: String(each), name: `${each} months` }))}
        onChoose={(value) => setMonths(Number(value) as Months)}
      />
      <ChoiceField
        label="Security role"
        box={roleBox}
        value={roleId}
        options={[
          ...(role ? [] : [{ value: '', name: 'Choose a security role' }]),
          ...roles.map((one) => ({ value: one.roleId, name: one.name })),
        ]}
        onChoose={setRoleId}
        messages={[
          ...(role ? [describeRole(role)] : []),
          ...(!role && isPressed
            ? [{ kind: 'error' as const, text: 'Choose the role that the application user gets.' }]
            : []),
        ]}
      />
      <p class="message is-hint">{LEAST_NEEDED}</p>
      {impersonates && (
        <p class="message is-hint">
          Impersonate Users is on, so the application user must be allowed to act for others:{' '}
          {acting
            ? `${acting.name} is added, the smallest role with that privilege.`
            : 'no role with that privilege was found yet.'}
        </p>
      )}
      <div class="buttons">
        <button type="button" class={existing.length > 0 ? '' : 'primary'} onClick={() => start()}>
          Create
        </button>
      </div>
      <p class="message is-hint">
        Makes an application, a client secret, its service principal and an application user. The
        secret goes straight into the field Client Secret and is never shown. Undo removes it all.
      </p>
      <ManualWay place={place} name={name} role={role?.name} />
    </>
  );
}

function Existing({ application, use }: { application: ApplicationRef; use: () => void }) {
  return (
    <div class="message is-advice">
      <p>
        {application.name} was made here for this organisation before (Client Id {application.appId}
        ). Used again, it gets one more secret; the others stay.
      </p>
      <p>
        <button type="button" class="primary" onClick={use}>
          Use existing application
        </button>
      </p>
    </div>
  );
}
