import * as answers from '../clients/dataverse/answers.ts';
import { CURRENT_ORGANISATION, WHO_AM_I } from '../clients/dataverse/questions.ts';
import {
  bearersOf,
  columnsFrom,
  MOST_BEARERS,
  USER_COLUMNS,
  userColumnsAnswer,
  userRows,
} from '../clients/dataverse/user-columns.ts';
import { diagnoseColumns } from '../domain/diagnose/columns.ts';
import type { Failure } from '../domain/failure.ts';
import { isEmailAddress, judgeMapping, type MappingResult } from '../domain/mapping.ts';
import type { OrgUrl } from '../domain/org-url.ts';
import { connectorsOf } from '../domain/registration.ts';
import { bad, good, type Result } from '../domain/result.ts';
import { bearerIn, personIn } from '../domain/user-row.ts';
import { columnsOf, type KnownColumns, mappingOf, mapsimiseEmail } from '../facts/facts.ts';
import { openMapsimise } from './ask-offer.ts';
import { refusalNow } from './obey-policy.ts';
import { readOwnRow } from './own-row.ts';
import { openPageAsking, type PageAsking } from './page-asking.ts';
import type { World } from './world.ts';

/**
 * My mapping: which column makes Mapsimise act as the person who is signed in on this page. With the page's own
 * session and nothing else; the answers are the page's and decide nothing but what is shown.
 *
 * Round trips: two when the columns are not known yet, one when they are; on one's own server one more, once, for each
 * column of Entra that it turns out not to have.
 */
export async function findMyMapping(world: World, org: OrgUrl, typed: string): Promise<void> {
  const email = typed.trim();
  await mapsimiseEmail.write(email);
  await world.inTurn(`mapping|${org}`, async () => {
    const fact = mappingOf(org);
    await fact.write({ email, state: 'looking' });
    const refusal = await refusalNow({ organisationUrl: org });
    if (refusal) return fact.write({ email, tookMs: 0, state: 'failed', failure: refusal });
    const startedAtMs = world.nowMs();
    const [found, configured] = await Promise.all([
      look(world, org, email),
      configuredColumn(world, org),
    ]);
    const tookMs = Math.round(world.nowMs() - startedAtMs);
    if (!found.ok) return fact.write({ email, tookMs, state: 'failed', failure: found.failure });
    const { given, roundTrips } = found.value;
    const result: MappingResult = judgeMapping({ ...given, email, configured });
    await fact.write({ email, tookMs, roundTrips, state: 'done', ...result });
  });
}

type Found = {
  given: Omit<Parameters<typeof judgeMapping>[0], 'email' | 'configured'>;
  roundTrips: number;
};

async function look(world: World, org: OrgUrl, email: string): Promise<Result<Found, Failure>> {
  if (!isEmailAddress(email)) return bad({ code: 'mapping/email-shape' });
  const asking = await openPageAsking(world, org);
  if (!asking) return bad({ code: 'page/none', host: new URL(org).host });
  const known = await columnsOf(org).read();
  if (!known) return lookCold(org, email, asking, 0);
  const [who, current, rows] = await Promise.all([
    asking(WHO_AM_I, answers.whoAmIAnswer),
    asking(CURRENT_ORGANISATION, answers.currentOrganisationAnswer),
    askRows(asking, known, email),
  ]);
  if (!who.ok) return who;
  const detail = current.ok ? current.value.Detail : undefined;
  const isStale =
    who.value.UserId !== known.userId ||
    detail?.OrganizationId !== known.organisationId ||
    detail.OrganizationVersion !== known.version;
  // A column may also have gone without a new version: then the organisation refuses the whole question.
  if (isStale || !rows.ok) {
    await columnsOf(org).forget();
    return lookCold(org, email, asking, 1);
  }
  const { absent: _known, ...given } = rows.value;
  return good({ given, roundTrips: 1 });
}

async function lookCold(
  org: OrgUrl,
  email: string,
  asking: PageAsking,
  spentTrips: number,
): Promise<Result<Found, Failure>> {
  const [who, current, metadata] = await Promise.all([
    asking(WHO_AM_I, answers.whoAmIAnswer),
    asking(CURRENT_ORGANISATION, answers.currentOrganisationAnswer),
    asking(USER_COLUMNS, userColumnsAnswer),
  ]);
  if (!who.ok) return who;
  if (!metadata.ok) return bad(diagnoseColumns(metadata.failure));
  const columns = columnsFrom(metadata.value);
  if (columns.length === 0) return bad({ code: 'mapping/no-columns' });
  const known: KnownColumns = {
    organisationId: who.value.OrganizationId,
    version: current.ok ? current.value.Detail.OrganizationVersion : '',
    userId: who.value.UserId,
    columns,
  };
  const rows = await askRows(asking, known, email);
  if (!rows.ok) return rows;
  const { absent, ...given } = rows.value;
  if (known.version !== '')
    await columnsOf(org).write({ ...known, ...(absent.length > 0 && { absent }) });
  return good({ given, roundTrips: spentTrips + 2 + absent.length });
}

/** The own row, and whoever else carries the address: two questions, one round trip. */
async function askRows(
  asking: PageAsking,
  { userId, columns, absent: knownAbsent }: KnownColumns,
  email: string,
): Promise<Result<Found['given'] & { absent: string[] }, Failure>> {
  const [own, all] = await Promise.all([
    readOwnRow(asking, userId, columns, knownAbsent),
    asking(bearersOf(email, columns), userRows),
  ]);
  if (!own.ok) return own;
  if (!all.ok) return all;
  const others = all.value.value.filter((row) => row.systemuserid !== userId);
  return good({
    columns,
    person: personIn(own.value.row, columns),
    others: others.map((row) => bearerIn(row, columns, email)),
    isCut: all.value.value.length >= MOST_BEARERS,
    absent: own.value.absent,
  });
}

/** The column that this organisation's connector maps by; undefined without an API key or a connector. */
async function configuredColumn(world: World, org: OrgUrl): Promise<string | undefined> {
  const opened = await openMapsimise(world);
  if (!opened.ok) return undefined;
  const list = await opened.value.api.listConnectors();
  const own = list.ok ? connectorsOf(org, list.value) : [];
  return own.find(({ impersonateUsers }) => impersonateUsers)?.impersonationField;
}
