import type { MapsimiseApi } from '../clients/mapsimise/api.ts';
import type { Failure } from '../domain/failure.ts';
import { parseOrgUrl } from '../domain/org-url.ts';
import { refusalOf } from '../domain/policy.ts';
import { readPolicy } from '../facts/policy.ts';
import { connectorNamed } from './list-connectors.ts';

/**
 * Why the company does not let this connector be changed; undefined where it does. Which organisation a connector reads
 * Mapsimise says: in the list, or asked now. What cannot be read, or leads to no organisation, is on nobody's list.
 */
export async function refuseChange(
  api: MapsimiseApi,
  connectorId: string,
): Promise<Failure | undefined> {
  const policy = await readPolicy();
  if (!policy.allowedEnvironments) return undefined;
  const listed = await connectorNamed(connectorId);
  const read = listed ? { ok: true as const, value: listed } : await api.read(connectorId);
  if (!read.ok) return read.failure;
  const { organisationUrl, name } = read.value;
  const place = parseOrgUrl(organisationUrl);
  if (!place.ok || place.value.kind === 'maker')
    return { code: 'policy/environment-not-allowed', host: organisationUrl || name };
  return refusalOf(policy, { organisationUrl });
}
