import type { Many, ManyLine } from '../many.ts';
import { sayList } from './phrases.ts';

export const LINE_STATES: Record<ManyLine['state'], string> = {
  waiting: 'waiting',
  testing: 'running',
  passed: 'passed',
  failed: 'failed',
  buying: 'running',
  bought: 'passed',
  open: 'passed with a remark',
};

/** How far one environment is. */
export function describeLine({ state, org, price }: ManyLine): string {
  const { host } = new URL(org);
  switch (state) {
    case 'waiting':
      return `${host} is to be tested.`;
    case 'testing':
      return `${host} is being tested.`;
    case 'passed':
      return price
        ? `${host} can be bought: ${price.amount} ${price.currency} / ${price.period}.`
        : `${host} can be bought.`;
    case 'failed':
      return `${host} has no connector from here.`;
    case 'buying':
      return `The connector of ${host} is being created.`;
    case 'bought':
      return `${host} has its connector.`;
    case 'open':
      return `It is not known whether the connector of ${host} was created.`;
  }
}

/** What is done, and what is to be repeated. */
export function sayRepeat({ lines }: Many): string {
  const named = (state: ManyLine['state']) =>
    lines.filter((line) => line.state === state).map(({ name }) => name);
  const [bought, failed, open] = [named('bought'), named('failed'), named('open')];
  return [
    bought.length > 0 && `Done: ${sayList(bought)}.`,
    failed.length > 0 && `To be repeated: ${sayList(failed)}. The others are not touched by that.`,
    open.length > 0 && `To be checked: ${sayList(open)}.`,
  ]
    .filter(Boolean)
    .join(' ');
}
