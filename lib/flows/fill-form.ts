import type { Workspace } from '../domain/connection.ts';
import type { Failure } from '../domain/failure.ts';
import { type FormFill, LONGEST_FILL_MS, valuesOf } from '../domain/form/form-fill.ts';
import { siteOfSettings, siteOriginOf } from '../domain/mapsimise.ts';
import { namesKept } from '../facts/fact.ts';
import { accountLook, draftOf, formFillOf, hasApiKey, settings } from '../facts/facts.ts';
import { askAccount } from './ask-account.ts';
import { refusalNow } from './obey-policy.ts';
import type { World } from './world.ts';

/** How long Mapsimise may take to say whose the API key is, before the form is filled all the same. */
const ACCOUNT_MS = 3_000;

/**
 * Fill the form: everything of one draft but its secret, into the tab that the person clicked on. Only the pages of the
 * organisation that Options name are filled, by the browser's own record of where the tab is.
 */
export async function fillForm(world: World, tabId: number, workspace: Workspace): Promise<void> {
  await sayWhoseKeyItIs(world);
  const [draft, at] = await Promise.all([draftOf(workspace).read(), placeOf(world, tabId)]);
  const begun: FormFill = {
    origin: at.origin,
    workspace,
    scheme: draft?.scheme ?? 'dataverse',
    handle: draft?.handle ?? '',
    nonce: world.newId(),
    startedAtMs: world.nowMs(),
    state: 'filling',
    results: [],
  };
  const fail = (failure: Failure) =>
    formFillOf(tabId).write({ ...begun, state: 'failed', failure });
  if (at.failure) return fail(at.failure);
  if (!draft) return fail({ code: 'form/no-draft' });
  const { organisationUrl } = draft;
  const refusal = await refusalNow({ feature: 'formFill', organisationUrl });
  if (refusal) return fail(refusal);
  const host = new URL(at.origin).host;
  const { values, empty } = valuesOf(draft);
  await formFillOf(tabId).write({ ...begun, results: empty });
  const form = await world.openForm(tabId);
  if (!form) return fail({ code: 'form/unreachable', host });
  const { documentId } = form;
  await formFillOf(tabId).write({
    ...begun,
    results: empty,
    ...(documentId !== undefined && { documentId }),
  });
  const { origin, nonce } = begun;
  const answer = await world.askForm(form, { deed: 'fill', origin, nonce, values });
  await changeFill(world, tabId, nonce, (fill) =>
    answer?.is === 'done' || fill.state !== 'filling'
      ? fill
      : { ...fill, state: 'failed', failure: { code: 'form/interrupted', host } },
  );
}

/** Mapsimise says whose the API key is before anything is filled, where there is a key. */
async function sayWhoseKeyItIs(world: World): Promise<void> {
  const [isKept, look] = await Promise.all([hasApiKey.read(), accountLook.read()]);
  if (!isKept || (look && look.state !== 'asking')) return;
  await Promise.race([askAccount(world), world.wait(ACCOUNT_MS)]);
}

/** Where a tab is, and why nothing may be filled in there. */
export async function placeOf(
  world: World,
  tabId: number,
): Promise<{ origin: string; failure?: Failure }> {
  const site = siteOfSettings(await settings.read());
  if (!site) return { origin: '', failure: { code: 'form/no-site' } };
  const origin = siteOriginOf(site);
  const url = await world.urlOfTab(tabId);
  const isThere = url !== undefined && URL.canParse(url) && new URL(url).origin === origin;
  if (isThere) return { origin };
  return { origin, failure: { code: 'form/other-page', expected: new URL(origin).host } };
}

/** Changes what is known of one filling, if it is still the last one of its tab. */
export function changeFill(
  world: World,
  tabId: number,
  nonce: string,
  make: (fill: FormFill) => FormFill,
): Promise<void> {
  return world.inTurn(`form-fill|${tabId}`, async () => {
    const fill = await formFillOf(tabId).read();
    if (fill?.nonce === nonce) await formFillOf(tabId).write(make(fill));
  });
}

/** A worker died while a form was being filled, and nobody reported since. */
export async function mendFormFills(world: World): Promise<void> {
  for (const name of await namesKept('session', 'form-fill:')) {
    const tabId = Number(name);
    const fill = await formFillOf(tabId).read();
    if (!fill) continue;
    const failure: Failure = { code: 'form/interrupted', host: hostOf(fill) };
    const isOver = (startedAtMs: number) => world.nowMs() - startedAtMs >= LONGEST_FILL_MS;
    if (fill.state === 'filling' && isOver(fill.startedAtMs))
      await formFillOf(tabId).write({ ...fill, state: 'failed', failure });
    if (fill.secret?.state === 'filling' && isOver(fill.secret.startedAtMs))
      await formFillOf(tabId).write({ ...fill, secret: { state: 'failed', failure } });
  }
}

const hostOf = ({ origin }: FormFill) => (URL.canParse(origin) ? new URL(origin).host : '');
