import { useEffect, useState } from 'preact/hooks';
import { inOrder, isOfPage } from '../lib/domain/connector-health.ts';
import type { Connector } from '../lib/domain/mapsimise.ts';
import { count, params } from '../lib/language/forms.ts';
import { messages } from '../lib/language/messages.ts';
import { followConnectors, listConnectors } from '../lib/ui/connector-commands.ts';
import type { AppState } from '../lib/ui/store.ts';
import { useStore } from '../lib/ui/use-store.ts';
import type { Doors } from './App.tsx';
import { ConnectorItem } from './ConnectorItem.tsx';
import { FailureNotice, GrantFor } from './FailureNotice.tsx';
import { TextField } from './fields.tsx';
import { useLoaded } from './use-loaded.ts';

const words = messages('components.Connectors', {
  refresh: 'Refresh',
  openOptions: 'Open Options',
  noneHere: 'None of them reads the organisation of this page.',
  find: 'Find a connector',
  connectors: 'Connectors',
  more: 'Show more',
  shown: params('{shown} of {all} are shown.'),
  noneFound: 'No connector is called so.',
  asking: 'Asking Mapsimise…',
  failed: 'The connectors could not be read.',
  none: 'No Microsoft Dynamics CRM connector yet.',
  amount: count({ one: '{count} connector', other: '{count} connectors' }),
  several: 'Set up several environments',
});

/** From so many on, a search helps. */
const MANY = 8;
/** So many are drawn at once: who has hundreds searches, or asks for more. */
const PAGE = 20;

/** Every connector of the Mapsimise organisation: how it fares, and what can be done. On a CRM page its own first. */
export function Connectors({ doors }: { doors: Doors }) {
  const t = words.get();
  const list = useStore((state) => state.connectorList);
  const where = useStore((state) => state.where);
  const reportedId = useStore(reportedIdOf);
  const known = useStore((state) => state.knownOrganisations);
  const [search, setSearch] = useState('');
  const [most, setMost] = useState(PAGE);
  useEffect(() => {
    void followConnectors().then(listConnectors);
  }, []);
  const here = {
    org: where.at === 'organisation' ? where.org : undefined,
    organisationId: reportedId,
  };
  const connectors = list?.connectors ?? [];
  const found = inOrder(connectors, here, known).filter((one) => isFound(one, search));
  const shown = found.slice(0, most);
  const isAnyHere = connectors.some((one) => isOfPage(one, here, known));
  return (
    <div class="set-up">
      <div class="buttons">
        <p role="status">{sayCount(list)}</p>
        <button type="button" class="quiet-text" onClick={listConnectors}>
          {t.refresh}
        </button>
      </div>
      {list?.state === 'failed' && list.failure && (
        <>
          <FailureNotice failure={list.failure} />
          <div class="buttons">
            <GrantFor
              failure={list.failure}
              retry={{ openTab: doors.openTab, again: listConnectors }}
            />
            <button type="button" onClick={doors.openOptions}>
              {t.openOptions}
            </button>
          </div>
        </>
      )}
      {list?.state === 'known' && here.org && connectors.length > 0 && !isAnyHere && (
        <p class="message is-hint">{t.noneHere}</p>
      )}
      {connectors.length >= MANY && <TextField label={t.find} value={search} onType={setSearch} />}
      <ul class="connectors" aria-label={t.connectors} aria-busy={list?.state === 'asking'}>
        {shown.map((connector) => (
          <ConnectorItem
            key={connector.id}
            connector={connector}
            isHere={isOfPage(connector, here, known)}
            openTab={doors.openTab}
          />
        ))}
      </ul>
      {found.length > shown.length && (
        <div class="buttons">
          <button type="button" onClick={() => setMost(most + PAGE)}>
            {t.more}
          </button>
          <span class="message is-hint" role="status">
            {t.shown({ shown: shown.length, all: found.length })}
          </span>
        </div>
      )}
      {search !== '' && found.length === 0 && <p role="status">{t.noneFound}</p>}
      <Several doors={doors} />
    </div>
  );
}

const reportedIdOf = ({ environment }: AppState) =>
  environment?.report?.organisation?.organisationId;

const isFound = ({ name, organisationUrl }: Connector, search: string) =>
  `${name} ${organisationUrl}`.toLowerCase().includes(search.trim().toLowerCase());

function sayCount(list: AppState['connectorList']): string {
  const t = words.get();
  if (!list || list.state === 'asking') return t.asking;
  if (list.state === 'failed') return t.failed;
  const amount = list.connectors.length;
  return amount === 0 ? t.none : t.amount(amount);
}

/** For who has more than one environment, behind a button of its own. */
function Several({ doors }: { doors: Doors }) {
  const isUnderWay = useStore((state) => state.severalEnvironments !== undefined);
  const [isWanted, setIsWanted] = useState(false);
  const isOpen = isWanted || isUnderWay;
  const Part = useLoaded(isOpen, () =>
    import('./SeveralEnvironments.tsx').then((part) => part.SeveralEnvironments),
  );
  return (
    <>
      <div class="buttons">
        <button type="button" aria-expanded={isOpen} onClick={() => setIsWanted(!isWanted)}>
          {words.get().several}
        </button>
      </div>
      {isOpen && Part && <Part doors={doors} />}
    </>
  );
}
