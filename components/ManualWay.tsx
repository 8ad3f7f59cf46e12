import { cloudOf } from '../lib/domain/cloud.ts';
import { applicationUsersUrl, pacCommand, registrationsUrl } from '../lib/domain/portals.ts';
import type { Place } from '../lib/domain/provisioning.ts';
import { params } from '../lib/language/forms.ts';
import { messages } from '../lib/language/messages.ts';
import { CopyButton } from './CopyButton.tsx';
import { Sentence } from './Sentence.tsx';

const words = messages('components.ManualWay', {
  title: 'The manual way',
  register:
    '{link}: New registration, then Certificates & secrets → New client secret. Copy the Application (client) ID and the Value of the secret.',
  registrations: 'App registrations',
  addUser:
    '{link}: New app user, choose that application and the root business unit, and give it a security role.',
  users: params('Application users of {environment}'),
  paste: 'Paste the Client Id and the Client Secret above.',
  orCommand: 'Or with the Power Platform CLI:',
  copy: 'Copy command',
  copied: 'Copied.',
});

type Props = {
  place: Partial<Place> & Pick<Place, 'org'>;
  name?: string;
  role?: string | undefined;
  isOpen?: boolean;
};

/** The same by hand: the two portals, with their ids filled in, or one command to hand to somebody who may. */
export function ManualWay({ place, name = 'Mapsimise', role, isOpen = false }: Props) {
  const cloud = cloudOf(new URL(place.org).host);
  if (!cloud) return null;
  const t = words.get();
  const registrations = (
    <a href={registrationsUrl(cloud, place)} target="_blank" rel="noreferrer">
      {t.registrations}
    </a>
  );
  const users = (
    <a href={applicationUsersUrl(cloud, place)} target="_blank" rel="noreferrer">
      {t.users({ environment: place.name ?? new URL(place.org).host })}
    </a>
  );
  const command = pacCommand(place, { name, role });
  return (
    <details open={isOpen}>
      <summary>{t.title}</summary>
      <ol class="manual">
        <li>
          <Sentence text={t.register} parts={{ link: registrations }} />
        </li>
        <li>
          <Sentence text={t.addUser} parts={{ link: users }} />
        </li>
        <li>{t.paste}</li>
      </ol>
      <p>{t.orCommand}</p>
      <code class="command">{command}</code>
      <CopyButton name={t.copy} text={() => command} done={t.copied} />
    </details>
  );
}
