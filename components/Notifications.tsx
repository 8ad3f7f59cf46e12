import { useEffect, useState } from 'preact/hooks';
import { messages } from '../lib/language/messages.ts';
import { askToNotify, mayNotify, stopNotifying } from '../lib/platform/attention.ts';
import { watchExpiry } from '../lib/ui/connector-commands.ts';
import { Switch } from './fields.tsx';
import type { Say } from './Options.tsx';

const words = messages('components.Notifications', {
  title: 'Warnings',
  notify: 'Notify me before a secret expires',
  hint: '30, 14 and 3 days before, and on the day itself, once each. The toolbar button shows a number in any case.',
  areOff: 'Notifications are off. The toolbar button still shows a number.',
  areOn: 'Notifications are on.',
  notAllowed: 'The browser did not allow notifications.',
});

/** Warnings by the browser's own notifications: off until somebody wants them, and then the browser asks. */
export function Notifications({ say }: Say) {
  const t = words.get();
  const [isOn, setIsOn] = useState(false);
  useEffect(() => {
    void mayNotify().then(setIsOn);
  }, []);
  const turn = async (wanted: boolean) => {
    if (!wanted) await stopNotifying();
    const isGiven = wanted && (await askToNotify());
    setIsOn(isGiven);
    if (isGiven) watchExpiry();
    if (!wanted) say(t.areOff);
    else say(isGiven ? t.areOn : t.notAllowed);
  };
  return (
    <section class="card" aria-label={t.title}>
      <h2>{t.title}</h2>
      <Switch label={t.notify} hint={t.hint} isOn={isOn} onChange={(wanted) => void turn(wanted)} />
    </section>
  );
}
