import { useEffect, useState } from 'preact/hooks';
import { params } from '../lib/language/forms.ts';
import { messages } from '../lib/language/messages.ts';

const words = messages('components.Countdown', {
  again: params('{reason} Trying again in {seconds} s.'),
  againAtMost: params('{reason} Trying again in {seconds} s, for {most} s at most.'),
});

/** Why something is waited for, when the next try starts by itself, and for how long at most. */
export function Countdown(props: { reason: string; untilMs: number; giveUpAtMs?: number }) {
  const { reason, untilMs, giveUpAtMs } = props;
  const [nowMs, setNowMs] = useState(Date.now());
  useEffect(() => {
    const timer = setInterval(() => setNowMs(Date.now()), 500);
    return () => clearInterval(timer);
  }, []);
  const secondsTo = (atMs: number) => Math.max(0, Math.ceil((atMs - nowMs) / 1000));
  const t = words.get();
  const seconds = secondsTo(untilMs);
  return (
    <p class="remark">
      {giveUpAtMs === undefined
        ? t.again({ reason, seconds })
        : t.againAtMost({ reason, seconds, most: secondsTo(giveUpAtMs) })}
    </p>
  );
}
