import { params } from '../../language/forms.ts';
import { messages } from '../../language/messages.ts';
import { sayPrice } from '../../language/say.ts';
import { wordsById } from '../../language/words-by-id.ts';
import type { Many, ManyLine } from '../many.ts';
import { sayList } from './phrases.ts';

export const LINE_STATES: Readonly<Record<ManyLine['state'], string>> = wordsById(
  messages('catalogue.line-states', {
    waiting: 'waiting',
    testing: 'running',
    passed: 'passed',
    failed: 'failed',
    buying: 'running',
    bought: 'passed',
    open: 'passed with a remark',
  }),
);

const words = messages('catalogue.many-words', {
  waiting: params('{host} is to be tested.'),
  testing: params('{host} is being tested.'),
  passed: params('{host} can be bought.'),
  passedPrice: params('{host} can be bought: {price} / {period}.'),
  failed: params('{host} has no connector from here.'),
  buying: params('The connector of {host} is being created.'),
  bought: params('{host} has its connector.'),
  open: params('It is not known whether the connector of {host} was created.'),
  done: params('Done: {names}.'),
  repeat: params('To be repeated: {names}. The others are not touched by that.'),
  check: params('To be checked: {names}.'),
});

/** How far one environment is. */
export function describeLine({ state, org, price }: ManyLine): string {
  const t = words.get();
  const { host } = new URL(org);
  if (state !== 'passed' || !price) return t[state]({ host });
  const { amount, currency, period } = price;
  return t.passedPrice({ host, price: sayPrice(amount, currency), period });
}

/** What is done, and what is to be repeated. */
export function sayRepeat({ lines }: Many): string {
  const t = words.get();
  const named = (state: ManyLine['state']) =>
    sayList(lines.filter((line) => line.state === state).map(({ name }) => name));
  const [bought, failed, open] = [named('bought'), named('failed'), named('open')];
  return [
    bought && t.done({ names: bought }),
    failed && t.repeat({ names: failed }),
    open && t.check({ names: open }),
  ]
    .filter(Boolean)
    .join(' ');
}
