import { useEffect, useRef, useState } from 'preact/hooks';
import { checkUsername } from '../lib/domain/account-check.ts';
import { checkClientId } from '../lib/domain/credentials-check.ts';
import { parseOrgUrl } from '../lib/domain/org-url.ts';
import { entryOf, isUnderWay } from '../lib/domain/registration.ts';
import { parseTenant } from '../lib/domain/tenant.ts';
import { messages } from '../lib/language/messages.ts';
import { askOffer, cancelTest, disconnect, testConnection } from '../lib/ui/commands.ts';
import type { AppState } from '../lib/ui/store.ts';
import { useStore } from '../lib/ui/use-store.ts';
import type { Doors } from './App.tsx';
import { ConfirmPurchase } from './ConfirmPurchase.tsx';
import { ConnectionTest, TestNews } from './ConnectionTest.tsx';
import { CreateForMe } from './CreateForMe.tsx';
import { type Boxes, Credentials } from './Credentials.tsx';
import { FillInMapsimise } from './FillInMapsimise.tsx';
import { Registration } from './Registration.tsx';
import { isSwitching, SwitchConnector } from './SwitchConnector.tsx';
import { tenantBox } from './TenantField.tsx';

const words = messages('components.SetUp', {
  test: 'Test Connection',
  cancel: 'Cancel',
  disconnect: 'Disconnect',
  disconnectHint: 'Forgets what was typed here, the secret and the results',
  disconnectFailed:
    'The browser has not forgotten everything. Close all its windows: that empties its memory.',
});

/** Setting up a connector: credentials, test, purchase, and what became of it. */
export function SetUp({ doors }: { doors: Doors }) {
  const t = words.get();
  const report = useStore((state) => state.report);
  const draft = useStore((state) => state.draft);
  const entry = useStore(entryNow);
  const formTurn = useStore((state) => state.formTurn);
  const isSwitched = useStore(isSwitching);
  const isSecretOnItsWay = useStore((state) => state.isSecretOnItsWay);
  const [isPressed, setIsPressed] = useState(false);
  // What the browser did not let go is said of these very values, not of the next that are shown.
  const turn = useStore((state) => `${state.workspace} ${state.formTurn}`);
  const [turnLeft, setTurnLeft] = useState('');
  const boxes: Boxes = {
    organisationUrl: useRef<HTMLInputElement>(null),
    clientId: useRef<HTMLInputElement>(null),
    username: useRef<HTMLInputElement>(null),
    secret: useRef<HTMLInputElement>(null),
  };
  const fields = useStore((state) => state.fields);
  const isRunning = report?.state === 'running';
  useOfferForPass();
  useEffect(() => setIsPressed(false), [formTurn]);

  const test = () => {
    setIsPressed(true);
    const missing = firstMissing(fields, isSecretOnItsWay || draft?.hasSecret === true);
    const isTenantWrong =
      fields.scheme === 'dataverse' && parseTenant(fields.tenant ?? '').kind === 'malformed';
    if (missing) boxes[missing].current?.focus();
    else if (isTenantWrong) tenantBox.current?.focus();
    else testConnection();
  };
  if (entry && (entry.state === 'verified' || isUnderWay(entry)))
    return <Registration entry={entry} />;
  return (
    <div class="set-up">
      {entry && <Registration entry={entry} />}
      <Credentials key={formTurn} boxes={boxes} isPressed={isPressed} onEnter={test} />
      {fields.scheme === 'dataverse' && <CreateForMe doors={doors} />}
      <div class="buttons">
        <button type="button" class={report?.state === 'passed' ? '' : 'primary'} onClick={test}>
          {t.test}
        </button>
        {isRunning && (
          <button type="button" onClick={cancelTest}>
            {t.cancel}
          </button>
        )}
        {draft && (
          <button
            type="button"
            class="quiet-text"
            title={t.disconnectHint}
            onClick={() => void disconnect().then((isDone) => setTurnLeft(isDone ? '' : turn))}
          >
            {t.disconnect}
          </button>
        )}
      </div>
      <div role="alert">
        {turnLeft === turn && <p class="message is-error">{t.disconnectFailed}</p>}
      </div>
      <TestNews report={report} />
      {report && (
        <ConnectionTest
          report={report}
          isOutdated={report.handle !== draft?.handle && !isRunning}
          version={doors.version}
          openTab={doors.openTab}
        />
      )}
      <SwitchConnector />
      {!isSwitched && <ConfirmPurchase entry={entry} doors={doors} />}
      {!isSwitched && <FillInMapsimise doors={doors} />}
    </div>
  );
}

const entryNow = ({ journal, workspace, report }: AppState) =>
  entryOf(journal, workspace, report?.proof?.org);

/** The first field whose content cannot be sent at all. */
function firstMissing(fields: AppState['fields'], hasSecret: boolean): keyof Boxes | undefined {
  if (!parseOrgUrl(fields.organisationUrl).ok) return 'organisationUrl';
  if (fields.scheme === 'ifd') {
    if (checkUsername(fields.username)?.blocks) return 'username';
    return hasSecret ? undefined : 'secret';
  }
  const advice = checkClientId(fields.clientId);
  if (advice?.blocks && advice.code !== 'client-id/pasted-along') return 'clientId';
  return hasSecret ? undefined : 'secret';
}

/** A test has passed and there is no offer (Options were filled in or changed since): Mapsimise is asked. */
function useOfferForPass() {
  const isMissing = useStore(({ report, offer }) => report?.state === 'passed' && !offer);
  const wasRefused = useStore(
    ({ report, offer }) => report?.state === 'passed' && offer?.state === 'refused',
  );
  useEffect(() => {
    if (isMissing) askOffer();
  }, [isMissing]);
  useEffect(() => {
    if (wasRefused) askOffer();
  }, []);
}
