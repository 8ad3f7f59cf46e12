import { useEffect, useState } from 'preact/hooks';
import { inOrder, isOfPage } from '../lib/domain/connector-health.ts';
import type { Connector } from '../lib/domain/mapsimise.ts';
import { followConnectors, listConnectors } from '../lib/ui/connector-commands.ts';
import type { AppState } from '../lib/ui/store.ts';
import { useStore } from '../lib/ui/use-store.ts';
import type { Doors } from './App.tsx';
import { ConnectorItem } from './ConnectorItem.tsx';
import { FailureNotice, GrantFor } from './FailureNotice.tsx';
import { TextField } from './fields.tsx';
import { useLoaded } from './use-loaded.ts';

/** From so many on, a search helps. */
const MANY = 8;
/** So many are drawn at once: who has hundreds searches, or asks for more. */
const PAGE = 20;

/** Every connector of the Mapsimise organisation: how it fares, and what can be done. On a CRM page its own first. */
export function Connectors({ doors }: { doors: Doors }) {
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
          Refresh
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
              Open Options
            </button>
          </div>
        </>
      )}
      {list?.state === 'known' && here.org && connectors.length > 0 && !isAnyHere && (
        <p class="message is-hint">None of them reads the organisation of this page.</p>
      )}
      {connectors.length >= MANY && (
        <TextField label="Find a connector" value={search} onType={setSearch} />
      )}
      <ul class="connectors" aria-label="Connectors" aria-busy={list?.state === 'asking'}>
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
            Show more
          </button>
          <span class="message is-hint" role="status">
            {shown.length} of {found.length} are shown.
          </span>
        </div>
      )}
      {search !== '' && found.length === 0 && <p role="status">No connector is called so.</p>}
      <Several doors={doors} />
    </div>
  );
}

const reportedIdOf = ({ environment }: AppState) =>
  environment?.report?.organisation?.organisationId;

const isFound = ({ name, organisationUrl }: Connector, search: string) =>
  `${name} ${organisationUrl}`.toLowerCase().includes(search.trim().toLowerCase());

function sayCount(list: AppState['connectorList']): string {
  if (!list || list.state === 'asking') return 'Asking Mapsimise…';
  if (list.state === 'failed') return 'The connectors could not be read.';
  const count = list.connectors.length;
  if (count === 0) return 'No Microsoft Dynamics CRM connector yet.';
  return count === 1 ? '1 connector' : `${count} connectors`;
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
          Set up several environments
        </button>
      </div>
      {isOpen && Part && <Part doors={doors} />}
    </>
  );
}
