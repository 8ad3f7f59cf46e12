import type { Draft } from '../../../lib/domain/connection.ts';
import type { Failure } from '../../../lib/domain/failure.ts';
import type { JournalEntry } from '../../../lib/domain/registration.ts';
import { type StepId, type TestReport, waitingSteps } from '../../../lib/domain/report.ts';
import { CLIENT_ID, MAPSIMISE, ORGANISATIONS, SECRET, TENANTS } from '../../emulators/people.ts';
import { byRole, fill } from '../harness/controls.ts';
import { expectText } from '../harness/text.ts';
import { untilReady } from '../harness/toolbar.ts';
import { tabFor, tell, type Walk } from './walk.ts';

/** States of the set-up that take an unusual organisation, a policy, or an access that was taken back. */
const { contoso } = ORGANISATIONS;
const WORKSPACE = contoso.url;
const { host } = contoso;

const draft: Draft = {
  organisationUrl: WORKSPACE,
  scheme: 'dataverse',
  clientId: CLIENT_ID,
  username: '',
  impersonateUsers: false,
  hasSecret: true,
  handle: 'h1',
};

function failedAt(id: StepId, failure: Failure): Record<string, TestReport> {
  const steps = waitingSteps();
  const at = steps.findIndex((step) => step.id === id);
  const report: TestReport = {
    runId: 'r1',
    scheme: 'dataverse',
    handle: draft.handle,
    organisationUrl: WORKSPACE,
    clientId: CLIENT_ID,
    state: 'failed',
    startedAtMs: Date.now(),
    tookMs: 320,
    roundTrips: 1,
    steps: steps.map((step, place) => {
      if (place < at) return { ...step, outcome: 'passed', tookMs: 40 };
      if (place === at) return { ...step, outcome: 'failed', tookMs: 240, failure };
      return { ...step, outcome: 'skipped', skipped: { why: 'earlier-failure', step: id } };
    }),
  };
  return { [`report:${WORKSPACE}`]: report };
}

/** Bought, but the browser kept what it was bought with. */
const NOT_WIPED: JournalEntry = {
  v: 1,
  key: 'k1',
  workspace: WORKSPACE,
  accountId: 'a1',
  accountName: 'Contoso',
  org: WORKSPACE as JournalEntry['org'],
  organisationId: contoso.organizationId,
  clientId: CLIENT_ID,
  scheme: 'dataverse',
  name: 'Contoso',
  handle: draft.handle,
  state: 'verified',
  preparedAtMs: Date.now(),
  idsBefore: [],
  connectorId: '7d1f0a52-0004-4c3e-9b7a-5e8d2f6c1a04',
  openUrl: `https://${MAPSIMISE.organisation}.${MAPSIMISE.region}.mapsimise.com/`,
  countAfter: 1,
  failure: { code: 'storage/not-wiped', scheme: 'dataverse' },
};

export async function seeRefusals(walk: Walk): Promise<void> {
  const { stop } = walk;
  const tab = await tabFor(walk, { page: WORKSPACE });
  const tellDraft = async (more: Partial<Draft>) => {
    await tell(tab, 'local', { [`draft:${WORKSPACE}`]: { ...draft, ...more } });
    await tab.reload();
    await untilReady(tab);
  };
  // A draft whose secret is not there is put right by whatever wakes, so there is one.
  await fill(tab, 'Client Id', CLIENT_ID);
  await fill(tab, 'Client Secret', SECRET);
  await byRole(tab, 'button', 'Remove Client Secret');
  await tab.focus('input');
  await tellDraft({});
  await tell(
    tab,
    'session',
    failedAt('tenant', { code: 'org/no-challenge', host, asksTenant: true }),
  );
  await byRole(tab, 'textbox', 'Tenant');
  await byRole(tab, 'button', 'Remove Client Secret');
  await stop('tenant, asked for', tab);
  await fill(tab, 'Tenant', 'contoso');
  await tab.focus('input'); // That it is none is said when the field is left.
  await expectText(tab, 'This is neither an id');
  await stop('tenant, malformed', tab);
  await tellDraft({ tenant: TENANTS.fabrikam });
  const named = { entered: TENANTS.fabrikam, named: TENANTS.contoso };
  await tell(tab, 'session', failedAt('tenant', { code: 'org/other-tenant', host, ...named }));
  await expectText(tab, 'org/other-tenant');
  await stop('tenant, another one', tab);
  const blocked = { host, extensionId: new URL(tab.url()).host } as const;
  await tell(
    tab,
    'session',
    failedAt('reach', { code: 'permission/blocked-by-policy', ...blocked }),
  );
  await expectText(tab, 'permission/blocked-by-policy');
  await stop('test failed, closed by policy', tab);
  await tellDraft({ hasSecret: false, lostHost: host });
  await expectText(tab, 'was taken back in the browser');
  await stop('set-up, access taken back', tab);
  await tell(tab, 'local', { 'journal:v1': [NOT_WIPED] });
  await expectText(tab, 'storage/not-wiped');
  await stop('purchase, secret not wiped', tab);
}
