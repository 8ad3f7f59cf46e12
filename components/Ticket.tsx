import { NEW_TICKET, writeTicket } from '../lib/domain/catalogue/mapping-words.ts';
import type { Column } from '../lib/domain/mapping.ts';
import { messages } from '../lib/language/messages.ts';
import { useStore } from '../lib/ui/use-store.ts';
import { CopyButton } from './CopyButton.tsx';

const words = messages('components.Ticket', {
  copy: 'Copy ticket',
  copied: 'Copied.',
  open: 'Open a new ticket at Mapsimise Support',
});

/** The ticket for Mapsimise Support, ready to copy: what it needs and no more. Without `org`: of the page. */
export function Ticket(props: { column: Column; org?: string; affectedUsers?: number }) {
  const t = words.get();
  const { column, org: about, affectedUsers } = props;
  const organisation = useStore((state) => state.settings?.organisation);
  const here = useStore(({ where }) => (where.at === 'organisation' ? where.org : ''));
  const org = about ?? here;
  const text = writeTicket(column, {
    organisation,
    org,
    ...(affectedUsers !== undefined && { affectedUsers }),
  });
  return (
    <div class="ticket">
      <pre>{text}</pre>
      <CopyButton name={t.copy} text={() => text} done={t.copied} />
      <a href={NEW_TICKET} target="_blank" rel="noreferrer">
        {t.open}
      </a>
    </div>
  );
}
