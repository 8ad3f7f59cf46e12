import { count, params } from '../../language/forms.ts';
import { messages } from '../../language/messages.ts';
import { sayInDays } from '../../language/say.ts';
import { daysLeft, type SecretDate } from '../connector-health.ts';
import type { PurchaseNews } from '../registration.ts';

/** What is said outside our pages, by the background. Its translations travel with it (flows/speak.ts): keep it short. */
const words = messages('catalogue.attention', {
  over: 'A client secret has expired',
  ends: params('A client secret expires {when}'),
  overText: params('{name}: Mapsimise cannot read this CRM until the secret is rotated.'),
  endsText: params('{name}: rotate the secret, and Mapsimise never notices.'),
  ready: params('Mapsimise Connect: the connector for {name} is ready'),
  look: params('Mapsimise Connect: somebody should look at the purchase for {name}'),
  button: count({
    one: 'Mapsimise Connect: {count} connector needs attention',
    other: 'Mapsimise Connect: {count} connectors need attention',
  }),
});

/** A notification: which connector, and how long it still works. */
export function describeWarning(date: SecretDate, nowMs: number): { title: string; text: string } {
  const t = words.get();
  if (date.expiresAtMs <= nowMs) return { title: t.over, text: t.overText(date) };
  const when = sayInDays(daysLeft(date.expiresAtMs, nowMs));
  return { title: t.ends({ when }), text: t.endsText(date) };
}

/**
 * The toolbar button: its few letters, and what it says when the pointer rests on it. What somebody must do comes before
 * what is well.
 */
export function describeAttention(
  connectors: number,
  purchase: PurchaseNews | undefined,
): { text: string; title: string } {
  const t = words.get();
  if (purchase?.news === 'look') return { text: '!', title: t.look(purchase) };
  if (connectors > 0) return { text: String(connectors), title: t.button(connectors) };
  if (purchase) return { text: '✓', title: t.ready(purchase) };
  return { text: '', title: 'Mapsimise Connect' };
}
