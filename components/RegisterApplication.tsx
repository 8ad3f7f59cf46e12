import { PERMISSIONS } from '../lib/domain/catalogue/application-words.ts';
import { redirectUriHere } from '../lib/ui/person-commands.ts';
import { CopyButton } from './CopyButton.tsx';

/** What an administrator registers once, so that people can sign in here. */
export function RegisterApplication() {
  const uri = redirectUriHere();
  return (
    <details class="register">
      <summary>To sign in, an application has to be registered in Entra once</summary>
      <ol class="todo">
        <li>
          Microsoft Entra admin center → App registrations → New registration. Supported account
          types: this tenant only, or any tenant.
        </li>
        <li>
          Its Authentication → Add a platform → <em>Mobile and desktop applications</em>, with this
          address:
          <dl class="facts">
            <div>
              <dt>Redirect URI</dt>
              <dd class="host">{uri}</dd>
            </div>
          </dl>
          <CopyButton name="Copy Redirect URI" text={() => uri} done="Copied." />
        </li>
        <li>
          API permissions → Add a permission → Delegated permissions:
          <ul>
            {PERMISSIONS.map(({ api, permission, why }) => (
              <li key={permission + api}>
                {api}: <strong>{permission}</strong>, {why}
              </li>
            ))}
          </ul>
        </li>
        <li>
          Enter its Application (client) ID in Options as <em>Entra application</em>.
        </li>
      </ol>
      <p class="message is-hint">
        Without it everything else works: paste the Organisation URL and the Client Id.
      </p>
    </details>
  );
}
