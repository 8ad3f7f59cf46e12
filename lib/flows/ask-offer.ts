import { openMapsimiseApi } from '../clients/mapsimise/api.ts';
import type { Failure } from '../domain/failure.ts';
import {
  type Account,
  apiBaseOf,
  isSiteLabel,
  type MapsimiseSite,
  parseMapsimiseOrganisation,
  siteUrlOf,
} from '../domain/mapsimise.ts';
import type { OrgUrl } from '../domain/org-url.ts';
import type { Offer } from '../domain/purchase.ts';
import { connectorsOf } from '../domain/registration.ts';
import { bad, good, type Result } from '../domain/result.ts';
import { settings } from '../facts/facts.ts';
import { readApiKey } from '../facts/secrets.ts';
import type { World } from './world.ts';

/**
 * Opens Mapsimise as Options say it; a failure when there is no organisation, region or key yet, or when the person took
 * back what the browser granted on installing.
 */
export async function openMapsimise(world: World) {
  const kept = await settings.read();
  const apiKey = await readApiKey();
  const organisation = kept && parseMapsimiseOrganisation(kept.organisation)?.organisation;
  if (!kept || !organisation || !isSiteLabel(kept.region) || !apiKey)
    return bad<Failure>({ code: 'mapsimise/not-set-up' });
  const site: MapsimiseSite = { organisation, region: kept.region };
  const { origin, host } = new URL(apiBaseOf(site));
  if (!(await world.hasAccess(origin)))
    return bad<Failure>({ code: 'permission/not-granted', origin, host });
  const { send, nowMs } = world;
  return good({ site, api: openMapsimiseApi(send, site, apiKey, { nowMs }) });
}

/** Is this the organisation of Options, and may this account create a connector there? */
export function judgeAccount(account: Account, site: MapsimiseSite): Result<Account, Failure> {
  const actual = parseMapsimiseOrganisation(account.organisation.url)?.organisation;
  if (actual && actual !== site.organisation)
    return bad({ code: 'mapsimise/other-organisation', expected: site.organisation, actual });
  if (!account.mayCreateConnectors)
    return bad({
      code: 'mapsimise/right-missing',
      right: 'Create on Connectors',
      role: account.role,
    });
  return good(account);
}

/**
 * Asks Mapsimise who we are there, what is registered already and what a connector costs, all at once.
 * Gives an offer, or the first reason why there is none.
 */
export async function askOffer(world: World, org: OrgUrl): Promise<Offer> {
  const opened = await openMapsimise(world);
  if (!opened.ok) return { state: 'refused', failure: opened.failure };
  const { api, site } = opened.value;
  const [me, list, quote] = await Promise.all([api.me(), api.listConnectors(), api.quote(org)]);
  if (!me.ok) return { state: 'refused', failure: me.failure };
  const account = judgeAccount(me.value, site);
  const firstFailure = [account, list, quote].find((answer) => !answer.ok);
  if (!account.ok || !list.ok || !quote.ok) {
    const failure = firstFailure && !firstFailure.ok ? firstFailure.failure : undefined;
    const known = { account: me.value };
    return { state: 'refused', failure: failure ?? { code: 'mapsimise/not-set-up' }, ...known };
  }
  const existing = connectorsOf(org, list.value);
  const siteUrl = siteUrlOf(site);
  return { state: 'offered', org, account: account.value, quote: quote.value, existing, siteUrl };
}
