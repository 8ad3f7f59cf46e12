import type { Browser, ConsoleMessage, Page, Target, WebWorker } from 'puppeteer-core';
import { isOurs, isWorker } from './targets.ts';

export type LogEntry = {
  from: 'worker' | 'page of ours' | 'page of the web';
  level: string;
  text: string;
  url: string;
};
/** Everything that any console of the browser was told since it started. */
export type Logs = { entries: LogEntry[]; ours: () => LogEntry[]; print: () => string };

export function createLogs(): Logs {
  const entries: LogEntry[] = [];
  return {
    entries,
    ours: () => entries.filter(({ from }) => from !== 'page of the web'),
    print: () =>
      entries.map(({ from, level, text, url }) => `${from} ${level} ${url}\n  ${text}`).join('\n'),
  };
}

/** Listens to the consoles of every worker, popup and tab from the moment that each appears. */
export function collectLogs(browser: Browser, { entries }: Logs): void {
  const heard = new WeakSet<object>();
  const listen = async (target: Target) => {
    const source = await openConsole(target);
    if (!source || heard.has(source)) return;
    heard.add(source);
    const from = sourceOf(target);
    const add = (level: string, text: string) =>
      entries.push({ from, level, text, url: target.url() });
    source.on('console', (message: ConsoleMessage) => add(message.type(), readMessage(message)));
    if ('frames' in source) source.on('pageerror', (error) => add('uncaught', String(error)));
    else source.client.on('Runtime.exceptionThrown', (event) => add('uncaught', toJson(event)));
  };
  const hear = (target: Target) => {
    void listen(target).catch(() => heard.delete(target)); // gone before it could be listened to
  };
  browser.targets().forEach(hear);
  browser.on('targetcreated', hear);
  browser.on('targetchanged', hear);
}

async function openConsole(target: Target): Promise<Page | WebWorker | null> {
  if (isWorker(target)) return target.worker();
  if (target.type() === 'page') return isOurs(target) ? target.asPage() : target.page();
  return null;
}

function sourceOf(target: Target): LogEntry['from'] {
  if (isWorker(target)) return 'worker';
  return isOurs(target) ? 'page of ours' : 'page of the web';
}

/** `text()` shows an object as "JSHandle@object"; what it held is in its remote object's preview. */
function readMessage(message: ConsoleMessage): string {
  const details = message.args().map((arg) => toJson(arg.remoteObject()));
  return `${message.text()} ${details.join(' ')}`.trim();
}

function toJson(value: unknown): string {
  return JSON.stringify(value);
}
