import { describe, expect, it } from 'vitest';
import {
  describeProvisionNote,
  describeRole,
  describeRun,
  describeWaiting,
  PROVISION_STEP_NAMES,
} from '../../../lib/domain/catalogue/provisioning-words.ts';
import { CLOUDS, cloudOf } from '../../../lib/domain/cloud.ts';
import { diagnoseGraph } from '../../../lib/domain/diagnose/graph.ts';
import { mayHaveHappened, pauseAfter } from '../../../lib/domain/diagnose/waiting.ts';
import type { Failure } from '../../../lib/domain/failure.ts';
import type { OrgUrl } from '../../../lib/domain/org-url.ts';
import { applicationUsersUrl, pacCommand, registrationsUrl } from '../../../lib/domain/portals.ts';
import {
  closeInterrupted,
  givesWay,
  isSecretLost,
  mayContinue,
  mayPutAway,
  mayUndo,
  type Provisioning,
  type ProvisionNote,
  type WaitReason,
  waitingSteps,
} from '../../../lib/domain/provisioning.ts';
import { findActingRole, judgeRole, suggestRole } from '../../../lib/domain/role-choice.ts';

const ORG = 'https://acme.crm4.dynamics.com' as OrgUrl;
const TENANT = '7c9e6679-7425-40de-944b-e07fc1f90ae7';
const RUN: Provisioning = {
  v: 1,
  runId: 'r1',
  workspace: ORG,
  place: { org: ORG, tenantId: TENANT, organisationId: TENANT, name: 'Acme', environmentId: 'e1' },
  ask: { name: 'Mapsimise – Acme', months: 12, role: { roleId: 'a', name: 'Reader' } },
  impersonates: false,
  startedAtMs: 0,
  state: 'running',
  steps: waitingSteps(),
  made: { roles: [] },
};
const MADE = { application: { state: 'asked', atMs: 0 } as const, roles: [] };

describe('what can be done with a run', () => {
  it.each<[string, Partial<Provisioning>, string]>([
    ['under way, with things made', { state: 'running', made: MADE }, ''],
    ['being undone', { state: 'undoing', made: MADE }, ''],
    ['stopped, with things made', { state: 'stopped', made: MADE }, 'continue undo'],
    ['stopped, with nothing made', { state: 'stopped' }, 'continue away anew'],
    ['done', { state: 'done', made: MADE }, 'undo away'],
    ['stopped in its undoing', { state: 'undo-stopped', made: MADE }, 'undo'],
    ['undone', { state: 'undone' }, 'away anew'],
  ])('%s', (_what, change, may) => {
    const run = { ...RUN, ...change };
    const can = [
      mayContinue(run, undefined) && 'continue',
      mayUndo(run) && 'undo',
      mayPutAway(run) && 'away',
      givesWay(run) && 'anew',
    ];
    expect(can.filter(Boolean).join(' ')).toBe(may);
  });

  it('one that is done goes on when its secret was lost before anybody used it', () => {
    const secret = { state: 'made', keyId: 'k', expiresAtMs: 1 } as const;
    const run: Provisioning = { ...RUN, state: 'done', made: { roles: [], secret } };
    const draft = {
      organisationUrl: ORG,
      scheme: 'dataverse' as const,
      clientId: 'c',
      username: '',
      impersonateUsers: false,
      handle: 'h',
      secretKeyId: 'k',
    };
    expect(isSecretLost(run, { ...draft, hasSecret: false })).toBe(true);
    expect(isSecretLost(run, { ...draft, hasSecret: true })).toBe(false);
    expect(isSecretLost(run, { ...draft, hasSecret: false, isSecretHandedOut: true })).toBe(false);
    expect(isSecretLost(run, { ...draft, hasSecret: false, secretKeyId: 'other' })).toBe(false);
    expect(isSecretLost(run, undefined)).toBe(false);
  });

  it('a dead worker leaves one that says where it was cut off, and can go on', () => {
    const steps = RUN.steps.map((step) =>
      step.id === 'user' ? { ...step, outcome: 'running' as const } : step,
    );
    const closed = closeInterrupted({ ...RUN, steps, made: MADE });
    expect(closed.state).toBe('stopped');
    expect(closed.steps.find(({ failure }) => failure)?.id).toBe('user');
    expect(closeInterrupted({ ...RUN, state: 'undoing', made: MADE }).state).toBe('undo-stopped');
    expect(closeInterrupted({ ...RUN, state: 'undoing' }).state).toBe('undone');
    expect(closeInterrupted({ ...RUN, state: 'done' })).toEqual({ ...RUN, state: 'done' });
  });
});

describe('the roles', () => {
  const role = (name: string, depths: Record<string, string>) => ({
    roleId: name,
    name,
    depths: new Map(Object.entries(depths)),
  });
  const reads = (depth: string) => ({
    prvReadAccount: depth,
    prvReadContact: depth,
    prvReadLead: depth,
    prvReadUser: depth,
  });
  const small = role('small', reads('Global'));
  const large = role('large', { ...reads('Global'), prvReadTask: 'Global' });
  const own = role('own', reads('Basic'));
  const admin = role('admin', { ...reads('Global'), prvAssignRole: 'Global' });
  const endless = { ...role('endless', {}), isEndless: true as const };
  const acts = role('acts', { prvActOnBehalfOfAnotherUser: 'Global' });

  it('the smallest that is enough is suggested, and none that can give rights', () => {
    expect(suggestRole([admin, own, large, small].map(judgeRole))?.name).toBe('small');
    expect(suggestRole([admin, own, endless].map(judgeRole))).toBeUndefined();
  });
  it('the one to act by is the smallest that holds the privilege', () => {
    const twin = role('twin', { prvActOnBehalfOfAnotherUser: 'Global', prvReadAccount: 'Basic' });
    expect(findActingRole([admin, twin, acts])?.name).toBe('acts');
    expect(findActingRole([small, own])).toBeUndefined();
  });
  it('each is told: enough, too little, too much', () => {
    expect(describeRole(judgeRole(small))).toEqual({
      kind: 'hint',
      text: 'small has all that Mapsimise needs.',
    });
    expect(describeRole(judgeRole(own)).text).toContain('prvReadLead');
    expect(describeRole(judgeRole(admin)).text).toContain('give rights to others');
  });
});

describe('what may pass by itself', () => {
  const at = { turn: 0, faults: 0, nowMs: 1_000 };
  it.each<[Failure, WaitReason | undefined]>([
    [{ code: 'entra/secret-wrong', clientId: 'c', looksLikeSecretId: false }, 'secret-unknown'],
    [{ code: 'entra/app-unknown', clientId: 'c', tenantId: 't' }, 'application-unknown'],
    [
      { code: 'entra/no-service-principal', clientId: 'c', tenantId: 't' },
      'service-principal-unknown',
    ],
    [{ code: 'org/user-unknown', clientId: 'c', host: 'h' }, 'user-unknown'],
    [{ code: 'graph/not-found', what: 'application' }, 'object-unknown'],
    [{ code: 'graph/busy', retryAtMs: 8_000 }, 'busy'],
    [{ code: 'net/unreachable', host: 'h' }, 'busy'],
    [{ code: 'entra/secret-expired', clientId: 'c' }, undefined],
    [{ code: 'graph/role-missing', username: 'u', needs: 'create' }, undefined],
  ])('%o', (failure, reason) => {
    expect(pauseAfter(failure, at)?.reason).toBe(reason);
  });
  it('a busy service is waited for exactly as long as it asks', () => {
    expect(pauseAfter({ code: 'graph/busy', retryAtMs: 8_000 }, at)?.ms).toBe(7_000);
  });
  it('a fault of the line is tried again three times', () => {
    expect(
      pauseAfter({ code: 'net/unreachable', host: 'h' }, { ...at, faults: 3 }),
    ).toBeUndefined();
  });
  it.each<[string, Failure, boolean]>([
    ['silence', { code: 'net/no-reply', host: 'h', waitedMs: 1 }, true],
    [
      'a fault of the server',
      { code: 'graph/unavailable', host: 'h', service: { status: 503 } },
      true,
    ],
    [
      'a conflict, maybe with ourselves',
      { code: 'graph/refused', host: 'h', service: { status: 409 } },
      true,
    ],
    [
      'an answer that nobody can read',
      { code: 'net/not-understood', host: 'h', service: { status: 200 } },
      true,
    ],
    ['a refusal', { code: 'graph/refused', host: 'h', service: { status: 400 } }, false],
    ['a closed gate', { code: 'net/not-allowed', host: 'h' }, false],
  ])('was it carried out: %s', (_what, failure, may) => {
    expect(mayHaveHappened(failure)).toBe(may);
  });
});

describe('Graph', () => {
  it.each<[number, string, Failure['code']]>([
    [403, 'Authorization_RequestDenied', 'graph/role-missing'],
    [404, 'Request_ResourceNotFound', 'graph/not-found'],
    [401, 'InvalidAuthenticationToken', 'graph/token-refused'],
    [400, 'CredentialInvalidLifetimeAsPerAppPolicy', 'graph/lifetime-capped'],
    [400, 'CredentialTypeNotAllowedAsPerAppPolicy', 'graph/secrets-forbidden'],
    [429, 'TooManyRequests', 'graph/busy'],
    [503, 'ServiceUnavailable', 'graph/unavailable'],
    [400, 'Request_BadRequest', 'graph/refused'],
  ])('%i %s', (status, code, expected) => {
    const failure = diagnoseGraph(
      { username: 'megan@acme.com', needs: 'create', what: 'application', months: 24 },
      {
        kind: 'answer',
        host: 'graph.microsoft.com',
        status,
        headers: { requestId: 'req-1', retryAfter: '7' },
        text: JSON.stringify({ error: { code, message: 'No.' } }),
      },
      1_000,
    );
    expect(failure.code).toBe(expected);
    expect(failure.service).toMatchObject({ status, code, requestId: 'req-1' });
    if (failure.code === 'graph/busy') expect(failure.retryAtMs).toBe(8_000);
  });
});

describe('the manual way', () => {
  const cloud = cloudOf(new URL(ORG).host) ?? CLOUDS[0];
  it('leads to the tenant and the environment themselves', () => {
    if (!cloud) throw new Error('no cloud');
    expect(registrationsUrl(cloud, RUN.place)).toContain(`entra.microsoft.com/${TENANT}/`);
    expect(applicationUsersUrl(cloud, RUN.place)).toBe(
      'https://admin.powerplatform.microsoft.com/environments/e1/appusers',
    );
    expect(applicationUsersUrl(cloud, {})).toBe(
      'https://admin.powerplatform.microsoft.com/environments',
    );
  });
  it('is one command, which names a role and cannot be broken out of', () => {
    expect(pacCommand(RUN.place, { name: 'Mapsimise – Acme', role: 'Reader' })).toBe(
      'pac admin create-service-principal --environment e1 --name "Mapsimise – Acme" --role "Reader"',
    );
    expect(pacCommand(RUN.place, { name: 'a"; rm -rf $HOME `x`', role: 'R' })).not.toMatch(
      /[$`]|"; rm/,
    );
    expect(pacCommand({ org: ORG }, { name: 'M' })).toContain('--role "<security role>"');
  });
});

it('every note, wait and state is a sentence', () => {
  const notes: ProvisionNote[] = [
    { note: 'application-made', name: 'M', clientId: 'c' },
    { note: 'application-found', name: 'M', clientId: 'c' },
    { note: 'secret-made', expiresAtMs: 0 },
    { note: 'secret-in-use' },
    { note: 'signs-in' },
    { note: 'made' },
    { note: 'found' },
    { note: 'enabled' },
    { note: 'removed' },
    { note: 'kept' },
    { note: 'role-made', name: 'R' },
    { note: 'role-found', name: 'R' },
  ];
  const waits: WaitReason[] = [
    'application-unknown',
    'secret-unknown',
    'service-principal-unknown',
    'user-unknown',
    'object-unknown',
    'answer-lost',
    'busy',
  ];
  const states = ['running', 'stopped', 'done', 'undoing', 'undo-stopped', 'undone'] as const;
  const all = [
    ...notes.map(describeProvisionNote),
    ...waits.map(describeWaiting),
    ...states.map((state) => describeRun({ ...RUN, state })),
  ];
  for (const text of all) expect(text).toMatch(/^[A-Z].{5,}\.$/);
  expect(Object.values(PROVISION_STEP_NAMES)).toEqual([
    'Application',
    'Client secret',
    'Service principal',
    'Application user',
    'Security role',
    'Act on behalf privilege',
  ]);
});
