import { useEffect } from 'preact/hooks';
import { nameOf } from '../lib/domain/account.ts';
import type { Account } from '../lib/domain/mapsimise.ts';
import { isSiteLabel, parseMapsimiseOrganisation } from '../lib/domain/mapsimise.ts';
import { params } from '../lib/language/forms.ts';
import { messages } from '../lib/language/messages.ts';
import { askAccount } from '../lib/ui/commands.ts';
import { useStore } from '../lib/ui/use-store.ts';
import { FailureNotice, GrantFor } from './FailureNotice.tsx';

const words = messages('components.WhoAmI', {
  title: 'Who am I in Mapsimise',
  notReady: 'Give the organisation, its region and an API key to see it here.',
  asking: 'Asking Mapsimise…',
  askAgain: 'Ask Mapsimise again',
  signedIn: params('Signed in at Mapsimise as {name}.'),
  name: 'Name',
  organisation: 'Organisation',
  role: 'Role',
  rights: 'Rights on Connectors',
  none: 'none',
  mayNotCreate:
    'Without the right Create on Connectors this account can test, but not buy a connector. An administrator of Mapsimise gives it.',
});

/** So long must nothing be typed before Mapsimise is asked: half a region is no address. */
const TYPED_MS = 500;

/** Who the API key belongs to in Mapsimise, with role and rights; asked by itself when what it takes is there. */
export function WhoAmI() {
  const t = words.get();
  const hasKey = useStore((state) => state.hasApiKey === true);
  const look = useStore((state) => state.accountLook);
  const settings = useStore((state) => state.settings);
  const isReady =
    hasKey &&
    settings !== undefined &&
    parseMapsimiseOrganisation(settings.organisation) !== undefined &&
    isSiteLabel(settings.region);
  const isWanted = isReady && look === undefined;
  useEffect(() => {
    if (!isWanted) return undefined;
    const timer = setTimeout(askAccount, TYPED_MS);
    return () => clearTimeout(timer);
  }, [isWanted, settings]);
  useEffect(() => {
    if (isReady && look?.state !== 'known') askAccount(); // Asked before in vain, or by a worker that died.
  }, []);
  return (
    <section class="card" aria-label={t.title}>
      <h2>{t.title}</h2>
      {!isReady && <p>{t.notReady}</p>}
      {isReady && (!look || look.state === 'asking') && <p role="status">{t.asking}</p>}
      {look?.state === 'known' && <Known account={look.account} />}
      {look?.state === 'failed' && isReady && (
        <>
          <FailureNotice failure={look.failure} />
          <GrantFor failure={look.failure} retry={{ openTab: () => {}, again: askAccount }} />
          <button type="button" onClick={askAccount}>
            {t.askAgain}
          </button>
        </>
      )}
    </section>
  );
}

function Known({ account }: { account: Account }) {
  const t = words.get();
  const { role, organisation, connectorRights, mayCreateConnectors } = account;
  const rows = [
    [t.name, nameOf(account)],
    [t.organisation, organisation.name],
    [t.role, role],
    [t.rights, connectorRights.join(', ') || t.none],
  ];
  return (
    <>
      <p class="unseen" role="status">
        {t.signedIn({ name: nameOf(account) })}
      </p>
      <dl class="facts">
        {rows.map(([name, value]) => (
          <div key={name}>
            <dt>{name}</dt>
            <dd>{value}</dd>
          </div>
        ))}
      </dl>
      {!mayCreateConnectors && <p class="message is-advice">{t.mayNotCreate}</p>}
    </>
  );
}
