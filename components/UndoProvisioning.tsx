import type { Provisioning } from '../lib/domain/provisioning.ts';
import { params } from '../lib/language/forms.ts';
import { messages } from '../lib/language/messages.ts';
import { undoProvisioning } from '../lib/ui/provisioning-commands.ts';
import { useStore } from '../lib/ui/use-store.ts';

const words = messages('components.UndoProvisioning', {
  ask: params('Remove what was created for {environment}?'),
  application: params('the application {name} and its service principal'),
  user: params('its application user in {environment}'),
  secret: 'the new client secret',
  role: params('the role {name} of the application user'),
  stays: params('The application {name} was there before, and stays.'),
  used: 'A connector was created with this Client Id. Without it, that connector stops working.',
  remove: 'Remove them',
  cancel: 'Cancel',
});

/** Asks before anything is taken away, and names what. */
export function UndoProvisioning({ run, close }: { run: Provisioning; close: () => void }) {
  const t = words.get();
  const { made, ask, place } = run;
  const clientId = made.application?.state !== 'asked' ? made.application?.appId : undefined;
  const isUsed = useStore(({ journal }) =>
    journal?.some((entry) => entry.clientId === clientId && entry.state === 'verified'),
  );
  const isOwn = ask.reuse === undefined;
  const roles = made.roles.filter(({ state }) => state !== 'found');
  return (
    <fieldset class="ask">
      <legend>{t.ask({ environment: place.name })}</legend>
      <ul>
        {isOwn && <li>{t.application({ name: ask.name })}</li>}
        {isOwn && made.user?.state !== 'found' && <li>{t.user({ environment: place.name })}</li>}
        <li>{t.secret}</li>
        {roles.map(({ roleId, name }) => (
          <li key={roleId}>{t.role({ name })}</li>
        ))}
      </ul>
      {ask.reuse && <p>{t.stays({ name: ask.reuse.name })}</p>}
      {isUsed && <p class="message is-advice">{t.used}</p>}
      <div class="buttons">
        <button
          type="button"
          class="danger"
          onClick={() => {
            close();
            undoProvisioning(place.org);
          }}
        >
          {t.remove}
        </button>
        <button type="button" onClick={close}>
          {t.cancel}
        </button>
      </div>
    </fieldset>
  );
}
