import { type Incoming, type Reply, reply } from '../../exchange.ts';
import { HONEST_BUILDS } from './honest.ts';
import { HOSTILE_BUILDS, RESTLESS_BUILDS } from './hostile.ts';
import { type Build, formPage } from './page.ts';

const BUILDS: Readonly<Record<string, Build>> = {
  ...HONEST_BUILDS,
  ...HOSTILE_BUILDS,
  ...RESTLESS_BUILDS,
};

/**
 * `/connectors/add?form=<build>`: the Add a Connector page, and where its watch reports to. Path and page are assumed:
 * Mapsimise's own are behind its sign-in.
 */
export function answerForms({ method, pathname, query }: Incoming): Reply | undefined {
  if (method === 'POST' && pathname === '/form-report') return reply(204);
  if (pathname !== '/connectors/add') return undefined;
  const name = new URLSearchParams(query).get('form') ?? 'plain';
  const build = Object.hasOwn(BUILDS, name) ? BUILDS[name] : undefined;
  return build && formPage(build);
}
