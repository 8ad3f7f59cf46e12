import { useEffect, useState } from 'preact/hooks';
import { askToNotify, mayNotify, stopNotifying } from '../lib/platform/attention.ts';
import { watchExpiry } from '../lib/ui/connector-commands.ts';
import { Switch } from './fields.tsx';
import type { Say } from './Options.tsx';

/** Warnings by the browser's own notifications: off until somebody wants them, and then the browser asks. */
export function Notifications({ say }: Say) {
  const [isOn, setIsOn] = useState(false);
  useEffect(() => {
    void mayNotify().then(setIsOn);
  }, []);
  const turn = async (wanted: boolean) => {
    if (!wanted) await stopNotifying();
    const isGiven = wanted && (await askToNotify());
    setIsOn(isGiven);
    if (isGiven) watchExpiry();
    if (!wanted) say('Notifications are off. The toolbar button still shows a number.');
    else say(isGiven ? 'Notifications are on.' : 'The browser did not allow notifications.');
  };
  return (
    <section class="card" aria-label="Warnings">
      <h2>Warnings</h2>
      <Switch
        label="Notify me before a secret expires"
        hint="30, 14 and 3 days before, and on the day itself, once each. The toolbar button shows a number in any case."
        isOn={isOn}
        onChange={(wanted) => void turn(wanted)}
      />
    </section>
  );
}
