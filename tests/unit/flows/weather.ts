import type { Ask } from '../../../lib/clients/egress.ts';
import type { Reply } from '../../../lib/domain/reply.ts';
import { answerOf } from './simulated-server.ts';

/** What becomes of one request, read or write, whatever server it goes to. */
export const GUSTS = [
  'calm',
  'lost on the way',
  'answer lost',
  '503 before it was done',
  '500 after it was done',
  'answered late',
] as const;
export type Gust = (typeof GUSTS)[number];
export type Weather = (ask: Ask, deliver: () => Promise<Reply>) => Promise<Reply>;

const LATE_MS = 15_000;

/** Each gust meets one request, in the order in which they leave; after the last it is calm. */
export function createWeather(gusts: readonly Gust[], clock: { nowMs: number }): Weather {
  const coming = [...gusts];
  return async (ask, deliver) => {
    const { host } = new URL(ask.url);
    const gust = coming.shift() ?? 'calm';
    if (gust === 'lost on the way') return { kind: 'unreachable', host };
    if (gust === '503 before it was done') return answerOf(ask, 503, '');
    const reply = await deliver();
    if (gust === 'answered late') clock.nowMs += LATE_MS;
    if (gust === 'answer lost') return { kind: 'unreachable', host };
    return gust === '500 after it was done' ? answerOf(ask, 500, '') : reply;
  };
}
