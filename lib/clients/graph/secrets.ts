import * as v from 'valibot';
import type { KeyRow } from '../../domain/rotation.ts';
import { applicationAnswer } from './applications.ts';

const text = v.pipe(v.string(), v.maxLength(1_000));

/** Source: microsoft-graph-docs, resources/passwordcredential. The text of a secret is in no list. */
const keyRow = v.pipe(
  v.object({
    keyId: v.pipe(v.string(), v.uuid()),
    displayName: v.optional(v.nullable(text)),
    hint: v.optional(v.nullable(text)),
    endDateTime: v.pipe(v.string(), v.maxLength(40)),
  }),
  v.transform(
    (key): KeyRow => ({
      keyId: key.keyId,
      name: key.displayName ?? '',
      hint: key.hint ?? '',
      endsAtMs: Date.parse(key.endDateTime),
    }),
  ),
);

export const keyRowsAnswer = v.object({ passwordCredentials: v.optional(v.array(keyRow), []) });
export const applicationsWithKeysAnswer = v.object({
  value: v.array(
    v.pipe(
      v.intersect([applicationAnswer, keyRowsAnswer]),
      v.transform(({ id, appId, displayName, passwordCredentials: keys }) => ({
        application: { id, appId, name: displayName || appId },
        keys,
      })),
    ),
  ),
});

/** The application with this Client Id, and its secrets. Source: api/application-list; `appId` can be filtered. */
export const applicationWithKeys = (appId: string) =>
  `applications?$select=id,appId,displayName,tags,passwordCredentials&$filter=${encodeURIComponent(`appId eq '${appId}'`)}`;
export const keyRowsOf = (id: string) => `applications/${id}?$select=passwordCredentials`;
