import { params } from '../../language/forms.ts';
import { messages } from '../../language/messages.ts';
import type { Scheme } from '../connection.ts';
import type { Verdict } from '../mapping.ts';

const words = messages('catalogue.purchase-mapping', {
  ownServer: 'domainname, which is DOMAIN\\user on your own server',
  you: params('Impersonate Users is on. Users are mapped by Username ({username}). That maps you.'),
  byTicket: params(
    'Impersonate Users is on. Users are mapped by Username ({username}). You are only found in {column}: a ticket to Mapsimise Support is needed after the purchase.',
  ),
  notKnown: params(
    'Impersonate Users is on. Users are mapped by Username ({username}). Where that is not the Mapsimise email, a ticket is needed after the purchase: see My mapping.',
  ),
  notYou: params(
    'Impersonate Users is on. Users are mapped by Username ({username}). That does not map you: see My mapping for what to do.',
  ),
});

/** Beside the purchase with Impersonate Users on: which field maps, and whether a ticket must follow. */
export function describePurchaseMapping(
  verdict: Verdict | undefined,
  scheme: Scheme = 'dataverse',
): string {
  const t = words.get();
  const username = scheme === 'ifd' ? t.ownServer : 'domainname';
  switch (verdict?.verdict) {
    case 'by-username':
      return t.you({ username });
    case 'in-column': {
      const { label, logicalName } = verdict.column;
      return t.byTicket({ username, column: `${label} (${logicalName})` });
    }
    case undefined:
      return t.notKnown({ username });
    default:
      return t.notYou({ username });
  }
}
