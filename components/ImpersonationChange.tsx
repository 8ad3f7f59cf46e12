import { useState } from 'preact/hooks';
import { nameOfColumn } from '../lib/domain/catalogue/connector-words.ts';
import { LOOKED_AT_FIRST, USERNAME } from '../lib/domain/mapping.ts';
import type { Connector } from '../lib/domain/mapsimise.ts';
import { messages } from '../lib/language/messages.ts';
import { changeImpersonation } from '../lib/ui/connector-commands.ts';
import { useStore } from '../lib/ui/use-store.ts';
import { FailureNotice } from './FailureNotice.tsx';
import { Switch, TextField } from './fields.tsx';
import { Ticket } from './Ticket.tsx';

const words = messages('components.ImpersonationChange', {
  title: 'Change Impersonate Users',
  impersonateUsers: 'Impersonate Users',
  hint: 'Mapsimise reads as each of its users, not as the application.',
  field: 'Impersonation field',
  noLogicalName: 'Enter the logical name, such as personalemailaddress.',
  fieldHint: 'Logical name of the column that holds the Mapsimise email. Empty: Username.',
  save: 'Save',
  saving: 'Saving…',
  saved: 'Saved on the connector.',
  noRight: 'Your role in Mapsimise lacks the right Edit on Connectors.',
});

const LOGICAL_NAME = /^[a-z][a-z0-9_]{0,127}$/;
/** Refusals that another try will not change: then Mapsimise Support does it. */
const FOR_SUPPORT: readonly string[] = ['mapsimise/refused', 'mapsimise/right-missing'];

/** Impersonate Users and its field, changed on the connector; where its API does not let us, the ticket. */
export function ImpersonationChange(props: { connector: Connector; org: string | undefined }) {
  const { connector, org } = props;
  const t = words.get();
  const deed = useStore(({ connectorDeeds }) => connectorDeeds?.[connector.id]);
  const rights = useStore(({ connectorList }) => connectorList?.account?.connectorRights);
  const [isOn, setIsOn] = useState(connector.impersonateUsers === true);
  const [typed, setTyped] = useState(connector.impersonationField ?? '');
  const field = typed.trim().toLowerCase();
  const isWrong = field !== '' && !LOGICAL_NAME.test(field);
  const mayEdit = rights?.includes('Edit') === true;
  const mine = deed?.deed === 'impersonation' ? deed : undefined;
  const save = () => {
    if (mayEdit && !isWrong && mine?.state !== 'saving')
      changeImpersonation(connector.id, isOn, field === USERNAME ? '' : field);
  };
  const needsTicket = mine?.failure && FOR_SUPPORT.includes(mine.failure.code) && mine.field;
  return (
    <details>
      <summary>{t.title}</summary>
      <div class="fields">
        <Switch label={t.impersonateUsers} hint={t.hint} isOn={isOn} onChange={setIsOn} />
        <TextField
          label={t.field}
          value={typed}
          placeholder={USERNAME}
          list={LOOKED_AT_FIRST}
          onType={setTyped}
          onEnter={save}
          messages={[
            isWrong
              ? { kind: 'error', text: t.noLogicalName }
              : { kind: 'hint', text: t.fieldHint },
          ]}
        />
        <div class="buttons">
          <button type="button" aria-disabled={!mayEdit || isWrong} onClick={save}>
            {t.save}
          </button>
          <span role="status">
            {mine?.state === 'saving' && t.saving}
            {mine?.state === 'saved' && t.saved}
            {!mayEdit && t.noRight}
          </span>
        </div>
        {mine?.failure && <FailureNotice failure={mine.failure} />}
        {(needsTicket || (!mayEdit && field !== '' && !isWrong)) && org && (
          <Ticket
            org={org}
            column={{
              logicalName: mine?.field ?? field,
              label: nameOfColumn(mine?.field ?? field),
              isEmail: false,
              isCustom: false,
              isSecured: false,
            }}
          />
        )}
      </div>
    </details>
  );
}
