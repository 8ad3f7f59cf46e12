import type { Provisioning } from '../lib/domain/provisioning.ts';
import { undoProvisioning } from '../lib/ui/provisioning-commands.ts';
import { useStore } from '../lib/ui/use-store.ts';

/** Asks before anything is taken away, and names what. */
export function UndoProvisioning({ run, close }: { run: Provisioning; close: () => void }) {
  const { made, ask, place } = run;
  const clientId = made.application?.state !== 'asked' ? made.application?.appId : undefined;
  const isUsed = useStore(({ journal }) =>
    journal?.some((entry) => entry.clientId === clientId && entry.state === 'verified'),
  );
  const isOwn = ask.reuse === undefined;
  const roles = made.roles.filter(({ state }) => state !== 'found');
  return (
    <fieldset class="ask">
      <legend>Remove what was created for {place.name}?</legend>
      <ul>
        {isOwn && <li>the application {ask.name} and its service principal</li>}
        {isOwn && made.user?.state !== 'found' && <li>its application user in {place.name}</li>}
        <li>the new client secret</li>
        {roles.map(({ roleId, name }) => (
          <li key={roleId}>the role {name} of the application user</li>
        ))}
      </ul>
      {!isOwn && <p>The application {ask.reuse?.name} was there before, and stays.</p>}
      {isUsed && (
        <p class="message is-advice">
          A connector was created with this Client Id. Without it, that connector stops working.
        </p>
      )}
      <div class="buttons">
        <button
          type="button"
          class="danger"
          onClick={() => {
            close();
            undoProvisioning(place.org);
          }}
        >
          Remove them
        </button>
        <button type="button" onClick={close}>
          Cancel
        </button>
      </div>
    </fieldset>
  );
}
