import * as v from 'valibot';
import { isGuid } from '../../domain/guid.ts';
import { secretNameOf, TAG, tagOfOrganisation, tagOfRun } from '../../domain/provisioning.ts';

const guid = v.pipe(
  v.string(),
  v.check((text) => isGuid(text)),
  v.toLowerCase(),
);
const text = v.pipe(v.string(), v.maxLength(1_000));

const application = v.object({
  id: guid,
  appId: guid,
  displayName: v.optional(v.nullable(text), ''),
  tags: v.optional(v.array(text), []),
});
const key = v.object({ keyId: guid, displayName: v.optional(v.nullable(text)) });

/** Source: microsoft-graph-docs, resources/application, resources/passwordcredential. Of a secret no text is read here. */
export const applicationAnswer = application;
export type ApplicationRow = v.InferOutput<typeof applicationAnswer>;
export const applicationsAnswer = v.object({ value: v.array(application) });
export const keysAnswer = v.object({ passwordCredentials: v.optional(v.array(key), []) });

/** The only answer that ever holds the secret; it is given once. Source: api/application-addpassword. */
export const newKeyAnswer = v.object({
  keyId: guid,
  secretText: v.pipe(v.string(), v.nonEmpty(), v.maxLength(1_000)),
  endDateTime: v.pipe(
    v.string(),
    v.transform((time) => Date.parse(time)),
    v.number(),
    v.integer(),
  ),
});

export const servicePrincipalAnswer = v.object({ id: guid });
export const servicePrincipalsAnswer = v.object({ value: v.array(servicePrincipalAnswer) });

const ROW = '$select=id,appId,displayName,tags';

/**
 * The applications of ours for one organisation: by tag, never by name. The other tag is looked at in the answer.
 * Source: resources/application, `tags` can be filtered with eq.
 */
export const applicationsOf = (organisationId: string) =>
  `applications?${ROW}&$filter=${encodeURIComponent(`tags/any(t:t eq '${tagOfOrganisation(organisationId)}')`)}`;
export const isOurs = ({ tags }: ApplicationRow) => tags.includes(TAG);
export const isOfRun = ({ tags }: ApplicationRow, runId: string) => tags.includes(tagOfRun(runId));

export const applicationById = (id: string) => `applications/${id}?${ROW}`;
export const keysOf = (id: string) => `applications/${id}?$select=passwordCredentials`;

/** A single-tenant application that can do nothing by itself: no permission, no redirect. Source: api/application-post-applications. */
export const newApplication = (ask: { name: string; organisationId: string; runId: string }) => ({
  displayName: ask.name,
  signInAudience: 'AzureADMyOrg',
  tags: [TAG, tagOfOrganisation(ask.organisationId), tagOfRun(ask.runId)],
});

export const addPasswordTo = (id: string) => `applications/${id}/addPassword`;
export const newPassword = (runId: string, endsAtMs: number) => ({
  passwordCredential: {
    displayName: secretNameOf(runId),
    endDateTime: `${new Date(endsAtMs).toISOString().slice(0, 19)}Z`,
  },
});
export const removePasswordFrom = (id: string) => `applications/${id}/removePassword`;

export const servicePrincipalsOf = (appId: string) =>
  `servicePrincipals?$select=id,appId&$filter=${encodeURIComponent(`appId eq '${appId}'`)}`;
