import { useEffect, useRef, useState } from 'preact/hooks';
import { addressOf } from '../lib/domain/history.ts';
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
import { Pages } from './Pages.tsx';
import { useConnectors } from './use-connectors.ts';
import { useLoaded } from './use-loaded.ts';

const words = messages('components.Connectors', {
  refresh: 'Refresh',
  openOptions: 'Open Options',
  noneHere: 'None of them reads the organisation of this page.',
  find: 'Find a connector',
  connectors: 'Connectors',
  inNeed: params('Only those that need attention ({count})'),
  noneFound: 'No connector is called so.',
  noneInNeed: 'None needs attention any more.',
  noneInNeedFound: 'None of those that need attention is called so.',
  asking: 'Asking Mapsimise…',
  failed: 'The connectors could not be read.',
  none: 'No Microsoft Dynamics CRM connector yet.',
  amount: count({ one: '{count} connector', other: '{count} connectors' }),
  several: 'Set up several environments',
});

/** From so many on, a search helps. */
const MANY = 8;
/** So many are drawn at once: who has hundreds searches, or turns the page. */
const PAGE = 20;

/** Every connector of the Mapsimise organisation: how it fares, and what can be done. On a CRM page its own first. */
export function Connectors({ doors }: { doors: Doors }) {
  const t = words.get();
  const list = useStore((state) => state.connectorList);
  const { here, ordered, own, recordsOf, inNeed } = useConnectors();
  const [search, setSearch] = useState('');
  const [isInNeedOnly, setIsInNeedOnly] = useState(false);
  const [page, setPage] = useState(0);
  const top = useRef<HTMLUListElement>(null);
  useEffect(() => {
    void followConnectors().then(listConnectors);
  }, []);
  // Whose secret is being rotated stays until that is put away: its outcome is news.
  const rotations = useStore((state) => state.rotations);
  const asked = isInNeedOnly
    ? ordered.filter((one) => inNeed.has(one) || rotations?.[one.id] !== undefined)
    : ordered;
  const isLong = ordered.length >= MANY;
  const found = isLong ? asked.filter((one) => isFound(one, search)) : asked;
  const from = Math.min(page, Math.max(0, Math.ceil(found.length / PAGE) - 1)) * PAGE;
  const shown = found.slice(from, from + PAGE);
  const turnTo = (next: number) => {
    setPage(next);
    top.current?.focus(); // Who turned the page reads on at its top.
  };
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
      {list?.state === 'known' && here.org && ordered.length > 0 && own.size === 0 && (
        <p class="message is-hint">{t.noneHere}</p>
      )}
      {(isLong || isInNeedOnly) && (
        <div class="fields">
          {isLong && (
            <TextField
              label={t.find}
              value={search}
              onType={(text) => {
                setSearch(text);
                setPage(0);
              }}
            />
          )}
          {(isInNeedOnly || inNeed.size > 0) && (
            <div class="choice">
              <label>
                <input
                  type="checkbox"
                  checked={isInNeedOnly}
                  onChange={() => {
                    setIsInNeedOnly(!isInNeedOnly);
                    setPage(0);
                  }}
                />{' '}
                {t.inNeed({ count: inNeed.size })}
              </label>
            </div>
          )}
        </div>
      )}
      <ul
        class="connectors"
        aria-label={t.connectors}
        aria-busy={list?.state === 'asking'}
        tabIndex={-1}
        ref={top}
      >
        {shown.map((connector) => (
          <ConnectorItem
            key={connector.id}
            connector={connector}
            records={recordsOf(addressOf(connector.organisationUrl) ?? '')}
            isHere={own.has(connector)}
            openTab={doors.openTab}
          />
        ))}
      </ul>
      {found.length > PAGE && (
        <Pages from={from} shown={shown.length} all={found.length} perPage={PAGE} turnTo={turnTo} />
      )}
      <div role="status">
        {found.length === 0 && ordered.length > 0 && (
          <p>
            {isInNeedOnly ? (asked.length > 0 ? t.noneInNeedFound : t.noneInNeed) : t.noneFound}
          </p>
        )}
      </div>
      <Several doors={doors} />
    </div>
  );
}

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
