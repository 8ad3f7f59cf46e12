import * as v from 'valibot';
import { type Cloud, cloudOf, regionOf } from '../../domain/cloud.ts';
import { diagnoseDirectory } from '../../domain/diagnose/directory.ts';
import { environmentKindOf } from '../../domain/environment.ts';
import type { ListedEnvironment } from '../../domain/environment-list.ts';
import type { Failure } from '../../domain/failure.ts';
import { parseOrgUrl } from '../../domain/org-url.ts';
import { scrub } from '../../domain/redact.ts';
import { good, type Result } from '../../domain/result.ts';
import type { Send } from '../egress.ts';
import { readAnswer } from '../read-answer.ts';

const text = v.fallback(v.string(), '');
const instance = v.object({
  Url: v.string(),
  FriendlyName: text,
  UniqueName: text,
  State: v.fallback(v.number(), 0),
  OrganizationType: v.fallback(v.number(), -1),
  EnvironmentId: text,
  TenantId: text,
  Id: text,
  Version: text,
});
// A row that cannot be read is left out: the others are worth having.
const instances = v.object({ value: v.array(v.fallback(v.nullable(instance), null)) });

const COLUMNS = Object.keys(instance.entries).join(',');

/** By their numbers. Source: Web API reference, OrganizationType EnumType. */
const TYPES: Record<number, string> = {
  0: 'Customer',
  4: 'Secondary',
  5: 'CustomerTest',
  6: 'CustomerFreeTest',
  7: 'CustomerPreview',
  9: 'TestDrive',
  11: 'EmailTrial',
  12: 'Default',
  13: 'Developer',
  14: 'Trial',
  15: 'Teams',
};

/**
 * Lists, from Global Discovery, the environments of one cloud in which the person is an enabled user; with an
 * `environmentId` only that one.
 *
 * Gives   [] when there is none, or none that the person may see
 * Fails   'sign-in/needed' · 'environment/refused' · 'net/…'   never throws
 * Source  powerapps-docs discover-url-organization-web-api.md; State 0 is enabled, 1 disabled
 */
export async function listInstances(
  ask: { send: Send; nowMs: () => number; cloud: Cloud; token: string },
  environmentId?: string,
): Promise<Result<ListedEnvironment[], Failure>> {
  const host = ask.cloud.discoveryHost;
  const query = new URLSearchParams({ $select: COLUMNS });
  if (environmentId) query.set('$filter', `EnvironmentId eq '${environmentId}'`);
  const reply = await ask.send({
    purpose: { for: 'discovery', host },
    url: `https://${host}/api/discovery/v2.0/Instances?${spell(query)}`,
    headers: { Authorization: `Bearer ${ask.token}`, Accept: 'application/json' },
    secrets: [ask.token],
  });
  const read = readAnswer(reply, instances, (answer) => diagnoseDirectory(answer, ask.nowMs()));
  if (!read.ok) return read;
  return good(
    read.value.value.flatMap((row) => (row ? (environmentIn(row, ask.cloud) ?? []) : [])),
  );
}

/** OData wants `%20`, not `+`, for a blank; `$` and `,` are left as they are for whoever reads the log. */
const spell = (query: URLSearchParams) =>
  query.toString().replaceAll('+', '%20').replaceAll('%24', '$').replaceAll('%2C', ',');

/** Undefined for what is no organisation of the cloud that was asked: a person's token is of that cloud alone. */
function environmentIn(
  row: v.InferOutput<typeof instance>,
  cloud: Cloud,
): ListedEnvironment | undefined {
  const place = parseOrgUrl(row.Url);
  if (!place.ok || place.value.kind !== 'dataverse') return undefined;
  const { url: org, host } = place.value;
  if (cloudOf(host)?.name !== cloud.name) return undefined;
  const kind = environmentKindOf(TYPES[row.OrganizationType]);
  return {
    org,
    name: scrub(row.FriendlyName) || (host.split('.')[0] ?? host),
    uniqueName: scrub(row.UniqueName),
    isDisabled: row.State !== 0,
    region: regionOf(host),
    ...(kind && { kind }),
    ...(row.EnvironmentId && { environmentId: scrub(row.EnvironmentId) }),
    ...(row.TenantId && { tenantId: scrub(row.TenantId) }),
    ...(row.Id && { organisationId: scrub(row.Id) }),
    ...(row.Version && { version: scrub(row.Version) }),
  };
}
