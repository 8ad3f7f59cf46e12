import { cloudOf } from '../lib/domain/cloud.ts';
import { applicationUsersUrl, pacCommand, registrationsUrl } from '../lib/domain/portals.ts';
import type { Place } from '../lib/domain/provisioning.ts';
import { CopyButton } from './CopyButton.tsx';

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
  const command = pacCommand(place, { name, role });
  return (
    <details open={isOpen}>
      <summary>The manual way</summary>
      <ol class="manual">
        <li>
          <a href={registrationsUrl(cloud, place)} target="_blank" rel="noreferrer">
            App registrations
          </a>
          : New registration, then Certificates & secrets → New client secret. Copy the Application
          (client) ID and the Value of the secret.
        </li>
        <li>
          <a href={applicationUsersUrl(cloud, place)} target="_blank" rel="noreferrer">
            Application users of {place.name ?? new URL(place.org).host}
          </a>
          : New app user, choose that application and the root business unit, and give it a security
          role.
        </li>
        <li>Paste the Client Id and the Client Secret above.</li>
      </ol>
      <p>Or with the Power Platform CLI:</p>
      <code class="command">{command}</code>
      <CopyButton name="Copy command" text={() => command} done="Copied." />
    </details>
  );
}
