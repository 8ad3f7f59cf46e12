import { saveEmail2 } from '../clients/dataverse/user-columns.ts';
import type { Failure } from '../domain/failure.ts';
import { EMAIL_2, isAlike, type Mapping, type SavedEmail } from '../domain/mapping.ts';
import type { OrgUrl } from '../domain/org-url.ts';
import { diagnoseLine } from '../domain/reply.ts';
import { personIn } from '../domain/user-row.ts';
import { columnsOf, type KnownColumns, mappingOf } from '../facts/facts.ts';
import { findMyMapping } from './find-my-mapping.ts';
import { refusalNow } from './obey-policy.ts';
import { readOwnRow } from './own-row.ts';
import { openPageAsking, type PageAsking } from './page-asking.ts';
import type { World } from './world.ts';

/** Source: powerapps-docs, reference web-service-error-codes: column security refused a write. */
const COLUMN_SECURED = '0x8004f507';

/**
 * Writes the Mapsimise email into the person's own Email 2, reads it back, and looks at the mapping anew. The person
 * was shown the old and the new value and has pressed Save; nobody else's row is ever written.
 */
export async function saveMyEmail(world: World, org: OrgUrl): Promise<void> {
  await world.alone(`save-email|${org}`, () => saveAlone(world, org));
}

async function saveAlone(world: World, org: OrgUrl): Promise<void> {
  const fact = mappingOf(org);
  const mapping = await fact.read();
  const known = await columnsOf(org).read();
  if (mapping?.state !== 'done' || !known || mapping.person.userId !== known.userId) return;
  const say = (saved: SavedEmail) => fact.write({ ...mapping, saved } satisfies Mapping);
  const refusal = await refusalNow({ organisationUrl: org });
  if (refusal) return say({ state: 'refused', failure: refusal });
  await say({ state: 'saving' });
  const asking = await openPageAsking(world, org);
  if (!asking)
    return say({ state: 'refused', failure: { code: 'page/none', host: new URL(org).host } });
  const column = known.columns.find(({ logicalName }) => logicalName === EMAIL_2);
  const label = column?.label ?? 'Email 2';
  const failure = await write(asking, known.userId, mapping.email, label);
  if (failure) return say({ state: 'refused', failure });
  const held = await readBack(asking, known);
  if (held !== undefined && !isAlike(held, mapping.email))
    return say({ state: 'refused', failure: { code: 'mapping/not-confirmed', value: held } });
  await findMyMapping(world, org, mapping.email);
  const now = await fact.read();
  if (now?.state === 'done') await fact.write({ ...now, saved: { state: 'saved' } });
}

async function write(
  asking: PageAsking,
  userId: string,
  email: string,
  column: string,
): Promise<Failure | undefined> {
  const reply = await asking.send({ method: 'PATCH', ...saveEmail2(userId, email) });
  if (reply.kind !== 'answer') return diagnoseLine(reply);
  if (reply.status === 204 || reply.status === 200) return undefined;
  const failure = asking.diagnose(reply);
  const service = failure.service && { service: failure.service };
  if (failure.service?.code?.toLowerCase() === COLUMN_SECURED)
    return { code: 'mapping/column-secured', column, ...service };
  if (failure.code === 'org/privilege-missing')
    return { code: 'mapping/write-refused', privilege: failure.privilege, ...service };
  return failure;
}

/** What Email 2 holds now; undefined where it cannot be read. */
async function readBack(
  asking: PageAsking,
  { userId, columns, absent }: KnownColumns,
): Promise<string | undefined> {
  const only = columns.filter(({ logicalName }) => logicalName === EMAIL_2);
  const row = await readOwnRow(asking, userId, only, absent);
  return row.ok ? personIn(row.value.row, only).values[EMAIL_2] : undefined;
}
