import { PERMISSIONS } from '../lib/domain/catalogue/application-words.ts';
import { messages } from '../lib/language/messages.ts';
import { redirectUriHere } from '../lib/ui/person-commands.ts';
import { CopyButton } from './CopyButton.tsx';
import { Sentence } from './Sentence.tsx';

const words = messages('components.RegisterApplication', {
  title: 'To sign in, an application has to be registered in Entra once',
  register:
    'Microsoft Entra admin center → App registrations → New registration. Supported account types: this tenant only, or any tenant.',
  authentication: 'Its Authentication → Add a platform → {platform}, with this address:',
  platform: 'Mobile and desktop applications',
  redirectUri: 'Redirect URI',
  copy: 'Copy Redirect URI',
  copied: 'Copied.',
  permissions: 'API permissions → Add a permission → Delegated permissions:',
  permission: '{api}: {permission}, {why}',
  enter: 'Enter its Application (client) ID in Options as {field}.',
  field: 'Entra application',
  without: 'Without it everything else works: paste the Organisation URL and the Client Id.',
});

/** What an administrator registers once, so that people can sign in here. */
export function RegisterApplication() {
  const t = words.get();
  const uri = redirectUriHere();
  return (
    <details class="register">
      <summary>{t.title}</summary>
      <ol class="todo">
        <li>{t.register}</li>
        <li>
          <Sentence text={t.authentication} parts={{ platform: <em>{t.platform}</em> }} />
          <dl class="facts">
            <div>
              <dt>{t.redirectUri}</dt>
              <dd class="host">{uri}</dd>
            </div>
          </dl>
          <CopyButton name={t.copy} text={() => uri} done={t.copied} />
        </li>
        <li>
          {t.permissions}
          <ul>
            {PERMISSIONS.map(({ api, permission, why }) => (
              <li key={permission + api}>
                <Sentence
                  text={t.permission}
                  parts={{ api, permission: <strong>{permission}</strong>, why }}
                />
              </li>
            ))}
          </ul>
        </li>
        <li>
          <Sentence text={t.enter} parts={{ field: <em>{t.field}</em> }} />
        </li>
      </ol>
      <p class="message is-hint">{t.without}</p>
    </details>
  );
}
