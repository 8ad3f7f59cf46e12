import type { Fault } from './wire.ts';

type Doing = NonNullable<Fault['does']>;

/** An answer that the service did not give. */
export const says =
  (status: number, body: unknown, headers: Record<string, string> = {}): Doing =>
  (response) => {
    const text = typeof body === 'string' || Buffer.isBuffer(body) ? body : JSON.stringify(body);
    response.writeHead(status, { 'content-type': 'application/json', ...headers }).end(text);
  };

/** The connection ends before a byte of the answer. */
export const hangsUp: Doing = (response) => response.socket?.destroy();

/** More is announced than comes. */
export const breaksOff: Doing = (response) => {
  response.writeHead(200, { 'content-type': 'application/json', 'content-length': '5000' });
  response.write('{"token_type":"Bearer","expires_in":3599,"access_token":"eyJ0eX', () =>
    response.socket?.destroy(),
  );
};

export const staysSilent: Doing = () => {};

/** A byte now and then, for ever. */
export const trickles: Doing = (response) => {
  response.writeHead(200, { 'content-type': 'application/json' });
  const timer = setInterval(() => response.write(' '), 10);
  response.once('close', () => clearInterval(timer));
};

/** Only our own clock ends these. */
export const ENDLESS: readonly Doing[] = [staysSilent, trickles];

export const redirects: Doing = (response) => {
  response.writeHead(302, { location: 'https://login.evil.test/' }).end();
};

/** The service's own answer, changed. */
export const changes =
  (change: (text: string) => string, status?: number): Doing =>
  (response, said) => {
    response.writeHead(status ?? said.status, { 'content-type': 'application/json' });
    response.end(change(said.text));
  };

export const WIFI_PAGE = '<!doctype html><title>Hotel Wi-Fi: sign in</title>';
export const asPage = { 'content-type': 'text/html' };
