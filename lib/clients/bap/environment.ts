import * as v from 'valibot';
import { type Cloud, cloudOf, regionOf } from '../../domain/cloud.ts';
import { diagnoseDirectory } from '../../domain/diagnose/directory.ts';
import { environmentKindOf } from '../../domain/environment.ts';
import type { ListedEnvironment } from '../../domain/environment-list.ts';
import type { Failure } from '../../domain/failure.ts';
import { parseOrgUrl } from '../../domain/org-url.ts';
import { scrub } from '../../domain/redact.ts';
import { bad, good, type Result } from '../../domain/result.ts';
import type { Send } from '../egress.ts';
import { readAnswer } from '../read-answer.ts';

const text = v.fallback(v.optional(v.string(), ''), '');
const environment = v.object({
  properties: v.object({
    displayName: text,
    environmentSku: text,
    linkedEnvironmentMetadata: v.exactOptional(
      v.object({
        instanceUrl: v.string(),
        friendlyName: text,
        uniqueName: text,
        version: text,
        resourceId: text,
        instanceState: text,
      }),
    ),
  }),
});

/** What an environment is sold as, as OrganizationType says it. Source: BAP answers in the public samples. */
const SKUS: Record<string, string> = {
  Production: 'Customer',
  Default: 'Default',
  Sandbox: 'CustomerTest',
  Developer: 'Developer',
  Trial: 'Trial',
  Teams: 'Teams',
};

/**
 * Asks the Power Platform which organisation an environment has: it knows also environments in which the person is no
 * user of the organisation, and those that have none.
 *
 * Fails   'environment/no-dataverse' · 'environment/not-visible' · 'sign-in/needed' · 'net/…'   never throws
 * Source  pnp/cli-microsoft365 powerPlatform.ts; terraform-provider-power-platform (answers, api-version)
 */
export async function readEnvironment(
  ask: { send: Send; nowMs: () => number; cloud: Cloud; token: string; username: string },
  environmentId: string,
): Promise<Result<ListedEnvironment, Failure>> {
  const host = ask.cloud.bapHost;
  const path = `providers/Microsoft.BusinessAppPlatform/environments/${encodeURIComponent(environmentId)}`;
  const reply = await ask.send({
    purpose: { for: 'bap', host },
    url: `https://${host}/${path}?api-version=2020-10-01`,
    headers: { Authorization: `Bearer ${ask.token}`, Accept: 'application/json' },
    secrets: [ask.token],
  });
  const read = readAnswer(reply, environment, (answer) =>
    answer.status === 403 || answer.status === 404
      ? { code: 'environment/not-visible', environmentId, username: ask.username }
      : diagnoseDirectory(answer, ask.nowMs()),
  );
  if (!read.ok) return read;
  const { linkedEnvironmentMetadata: linked, displayName, environmentSku } = read.value.properties;
  const place = linked && parseOrgUrl(linked.instanceUrl);
  if (!place) return bad({ code: 'environment/no-dataverse', environmentId });
  if (
    !place.ok ||
    place.value.kind !== 'dataverse' ||
    cloudOf(place.value.host)?.name !== ask.cloud.name
  )
    return bad({ code: 'net/not-understood', host });
  const kind = environmentKindOf(SKUS[environmentSku]);
  return good({
    org: place.value.url,
    name: scrub(linked.friendlyName || displayName) || place.value.host,
    uniqueName: scrub(linked.uniqueName),
    isDisabled: linked.instanceState !== '' && linked.instanceState !== 'Ready',
    region: regionOf(place.value.host),
    environmentId,
    ...(kind && { kind }),
    ...(linked.resourceId && { organisationId: scrub(linked.resourceId) }),
    ...(linked.version && { version: scrub(linked.version) }),
  });
}
