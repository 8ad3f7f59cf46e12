import { useEffect, useState } from 'preact/hooks';

/** Why something is waited for, when the next try starts by itself, and for how long at most. */
export function Countdown(props: { reason: string; untilMs: number; giveUpAtMs?: number }) {
  const { reason, untilMs, giveUpAtMs } = props;
  const [nowMs, setNowMs] = useState(Date.now());
  useEffect(() => {
    const timer = setInterval(() => setNowMs(Date.now()), 500);
    return () => clearInterval(timer);
  }, []);
  const secondsTo = (atMs: number) => Math.max(0, Math.ceil((atMs - nowMs) / 1000));
  return (
    <p class="remark">
      {reason} Trying again in {secondsTo(untilMs)} s
      {giveUpAtMs !== undefined && `, for ${secondsTo(giveUpAtMs)} s at most`}.
    </p>
  );
}
