import { useMemo } from 'preact/hooks';
import { healthOf, inOrder, isOfPage, needsAttention } from '../lib/domain/connector-health.ts';
import { openHistory } from '../lib/domain/history.ts';
import type { Connector } from '../lib/domain/mapsimise.ts';
import type { AppState } from '../lib/ui/store.ts';
import { useStore } from '../lib/ui/use-store.ts';

/** The connectors as they are drawn: what is worked out from hundreds of them is so once for each change of the facts. */
export function useConnectors() {
  const connectors = useStore((state) => state.connectorList?.connectors);
  const org = useStore(({ where }) => (where.at === 'organisation' ? where.org : undefined));
  const organisationId = useStore(reportedIdOf);
  const known = useStore((state) => state.knownOrganisations);
  const history = useStore((state) => state.testHistory);
  const dates = useStore((state) => state.secretDates);
  const recordsOf = useMemo(() => openHistory(history, known), [history, known]);
  const placed = useMemo(() => {
    const here = { org, organisationId };
    const all = connectors ?? [];
    const own = new Set(all.filter((one) => isOfPage(one, here, known)));
    return { here, own, ordered: inOrder(all, here, known) };
  }, [connectors, org, organisationId, known]);
  const inNeed = useMemo(() => {
    const dateOf = new Map(dates?.map((date) => [date.connectorId, date]));
    const isInNeed = (connector: Connector) =>
      needsAttention(healthOf({ connector, date: dateOf.get(connector.id) }, Date.now()));
    return new Set((connectors ?? []).filter(isInNeed));
  }, [connectors, dates]);
  return { ...placed, recordsOf, inNeed };
}

const reportedIdOf = ({ environment }: AppState) =>
  environment?.report?.organisation?.organisationId;
