import { useRef, useState } from 'preact/hooks';
import { describeRole, sayLeastNeeded } from '../lib/domain/catalogue/provisioning-words.ts';
import type { OrgUrl } from '../lib/domain/org-url.ts';
import type { ApplicationRef, Months, Preparation } from '../lib/domain/provisioning.ts';
import { count, params } from '../lib/language/forms.ts';
import { messages } from '../lib/language/messages.ts';
import { sayAmount } from '../lib/language/say.ts';
import { startProvisioning } from '../lib/ui/provisioning-commands.ts';
import { useStore } from '../lib/ui/use-store.ts';
import { ChoiceField, TextField } from './fields.tsx';
import { ManualWay } from './ManualWay.tsx';
import { Sentence } from './Sentence.tsx';

const words = messages('components.ProvisioningForm', {
  where: 'For {name} {host}, in the name of {username}, tenant {tenant}.',
  name: 'Application name',
  lifetime: 'Secret lifetime',
  role: 'Security role',
  chooseRole: 'Choose a security role',
  noRole: 'Choose the role that the application user gets.',
  rolesLeftOut: count({
    one: '{count} more security role is not offered: only the first {shown} by name are looked into. It can be given to the application user later, in the Power Platform admin center.',
    other:
      '{count} more security roles are not offered: only the first {shown} by name are looked into. They can be given to the application user later, in the Power Platform admin center.',
  }),
  actingRole: params(
    'Impersonate Users is on, so the application user must be allowed to act for others: {role} is added, the smallest role with that privilege.',
  ),
  noActingRole:
    'Impersonate Users is on, so the application user must be allowed to act for others: no role with that privilege was found yet.',
  create: 'Create',
  what: 'Makes an application, a client secret, its service principal and an application user. The secret goes straight into the field Client Secret and is never shown. Undo removes it all.',
  existing: params(
    '{name} was made here for this organisation before (Client Id {clientId}). Used again, it gets one more secret; the others stay.',
  ),
  useExisting: 'Use existing application',
});

type Ready = Extract<Preparation, { state: 'ready' }>;
const LIFETIMES: readonly Months[] = [6, 12, 24];

/** What is chosen before anything is made. */
export function ProvisioningForm({ org, ready }: { org: OrgUrl; ready: Ready }) {
  const t = words.get();
  const { place, username, roles, rolesLeftOut, existing, suggestedRoleId, acting } = ready;
  const impersonates = useStore((state) => state.fields.impersonateUsers);
  const [name, setName] = useState(`Mapsimise – ${place.name}`);
  const [months, setMonths] = useState<Months>(12);
  const [roleId, setRoleId] = useState(suggestedRoleId ?? '');
  const [isPressed, setIsPressed] = useState(false);
  const roleBox = useRef<HTMLSelectElement>(null);
  const role = roles.find((one) => one.roleId === roleId);
  const leftOut = rolesLeftOut
    ? [{ kind: 'hint', text: t.rolesLeftOut(rolesLeftOut, { shown: roles.length }) } as const]
    : [];
  const start = (reuse?: ApplicationRef) => {
    setIsPressed(true);
    if (!role) return roleBox.current?.focus();
    startProvisioning(org, { name, months, roleId, ...(reuse && { applicationId: reuse.id }) });
  };
  return (
    <>
      <p>
        <Sentence
          text={t.where}
          parts={{
            name: <strong>{place.name}</strong>,
            host: <span class="host">{new URL(org).host}</span>,
            username: <span class="host">{username}</span>,
            tenant: <span class="host">{place.tenantId}</span>,
          }}
        />
      </p>
      {existing.map((one) => (
        <Existing key={one.id} application={one} use={() => start(one)} />
      ))}
      <TextField label={t.name} value={name} onType={setName} />
      <ChoiceField
        label={t.lifetime}
        value={String(months)}
        options={LIFETIMES.map((each) => ({
          value: String(each),
          name: sayAmount(each, 'month'),
        }))}
        onChoose={(value) => setMonths(Number(value) as Months)}
      />
      <ChoiceField
        label={t.role}
        box={roleBox}
        value={roleId}
        options={[
          ...(role ? [] : [{ value: '', name: t.chooseRole }]),
          ...roles.map((one) => ({ value: one.roleId, name: one.name })),
        ]}
        onChoose={setRoleId}
        messages={[
          ...(role ? [describeRole(role)] : []),
          ...leftOut,
          ...(!role && isPressed ? [{ kind: 'error' as const, text: t.noRole }] : []),
        ]}
      />
      <p class="message is-hint">{sayLeastNeeded()}</p>
      {impersonates && (
        <p class="message is-hint">
          {acting ? t.actingRole({ role: acting.name }) : t.noActingRole}
        </p>
      )}
      <div class="buttons">
        <button type="button" class={existing.length > 0 ? '' : 'primary'} onClick={() => start()}>
          {t.create}
        </button>
      </div>
      <p class="message is-hint">{t.what}</p>
      <ManualWay place={place} name={name} role={role?.name} />
    </>
  );
}

function Existing({ application, use }: { application: ApplicationRef; use: () => void }) {
  const t = words.get();
  return (
    <div class="message is-advice">
      <p>{t.existing({ name: application.name, clientId: application.appId })}</p>
      <p>
        <button type="button" class="primary" onClick={use}>
          {t.useExisting}
        </button>
      </p>
    </div>
  );
}
