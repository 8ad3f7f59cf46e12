import { count, params } from '../../language/forms.ts';
import { messages } from '../../language/messages.ts';
import { sayInDays } from '../../language/say.ts';
import { daysLeft, type SecretDate } from '../connector-health.ts';

/** What is said outside our pages, by the background. Its translations travel with it (flows/speak.ts): keep it short. */
const words = messages('catalogue.attention', {
  over: 'A client secret has expired',
  ends: params('A client secret expires {when}'),
  overText: params('{name}: Mapsimise cannot read this CRM until the secret is rotated.'),
  endsText: params('{name}: rotate the secret, and Mapsimise never notices.'),
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

/** What the toolbar button says when the pointer rests on it. */
export const describeAttention = (connectors: number) =>
  connectors === 0 ? 'Mapsimise Connect' : words.get().button(connectors);
