import { describe, expect, it } from 'vitest';
import {
  type ActingProof,
  diagnoseActing,
  judgeActing,
  type Target,
} from '../../../../lib/domain/diagnose/impersonation.ts';
import type { Failure } from '../../../../lib/domain/failure.ts';
import { bad, good } from '../../../../lib/domain/result.ts';

const APP = '00000000-0000-4000-8000-000000000001';
const APP_OBJECT = '00000000-0000-4000-8000-0000000000aa';
const ADELE = '00000000-0000-4000-8000-000000000002';
const target: Target = { userId: ADELE, name: 'Adele Vance', isDisabled: false };
const APPLICATION = { clientId: 'c', objectId: APP_OBJECT, hasPrivilege: true };
const said = (code: string): Failure => ({ code: 'org/unexpected', host: 'h', service: { code } });

describe('a refusal to act for somebody', () => {
  it.each<[string, Failure, boolean | undefined, Failure['code']]>([
    ['lacks the privilege', said('0x8004A110'), false, 'impersonation/not-allowed'],
    [
      'lacks the privilege, which could not be read',
      said('0x8004a110'),
      undefined,
      'impersonation/not-allowed',
    ],
    ['has it only through a team', said('0x8004A110'), true, 'impersonation/by-team-only'],
    [
      'names the privilege itself',
      { code: 'org/privilege-missing', privilege: 'prvActOnBehalfOfAnotherUser' },
      false,
      'impersonation/not-allowed',
    ],
    ['does not know the object id', said('0x80072560'), true, 'impersonation/person-unknown'],
    ['does not know the systemuserid', said('0x80040217'), true, 'impersonation/person-unknown'],
    [
      'finds the person disabled',
      { code: 'org/user-disabled', host: 'h' },
      true,
      'impersonation/person-disabled',
    ],
    [
      'finds the person without a role',
      { code: 'org/no-role', clientId: 'c', host: 'h' },
      true,
      'impersonation/person-unknown',
    ],
    ['is about something else', { code: 'net/unreachable', host: 'h' }, true, 'net/unreachable'],
  ])('that %s', (_what, failure, hasPrivilege, code) => {
    expect(diagnoseActing(failure, target, { clientId: 'c', hasPrivilege }).code).toBe(code);
  });

  it('keeps what the service said', () => {
    expect(
      diagnoseActing(said('0x8004A110'), target, { clientId: 'c', hasPrivilege: false }).service
        ?.code,
    ).toBe('0x8004A110');
  });
});

const proof = (more: Partial<ActingProof> = {}): ActingProof => ({
  applicationUserId: APP,
  target,
  whoAmI: good({ UserId: ADELE }),
  counts: [{ table: 'account', application: good(0), person: good(4) }],
  ...more,
});

describe('the proof', () => {
  it('holds when the organisation answers as the person, and shows both counts', () => {
    expect(judgeActing(proof(), APPLICATION)).toEqual({
      notes: [
        {
          note: 'impersonated',
          person: 'Adele Vance',
          own: [{ table: 'account', application: 0, person: 4 }],
        },
      ],
      remarks: [],
    });
  });

  it('fails when the header was ignored', () => {
    expect(judgeActing(proof({ whoAmI: good({ UserId: APP }) }), APPLICATION)).toMatchObject({
      failure: { code: 'impersonation/ignored' },
    });
  });

  it('fails when the person is the application itself, whatever was answered', () => {
    const same = proof({ target: { ...target, userId: APP }, whoAmI: good({ UserId: APP }) });
    expect(judgeActing(same, APPLICATION)).toMatchObject({
      failure: { code: 'impersonation/same-user' },
    });
  });

  it('fails when the person has the object id of the application: nobody is impersonated', () => {
    const same = proof({
      target: { ...target, objectId: APP_OBJECT },
      whoAmI: good({ UserId: APP }),
    });
    expect(judgeActing(same, APPLICATION)).toMatchObject({
      failure: { code: 'impersonation/same-user' },
    });
  });

  it('says it when both own equally many, for then only the identity proves it', () => {
    const same = proof({ counts: [{ table: 'account', application: good(2), person: good(2) }] });
    expect(judgeActing(same, APPLICATION)).toMatchObject({ remarks: [{ remark: 'same-counts' }] });
  });

  it('says which tables the person may not read: effective rights are the intersection', () => {
    const refused = bad<Failure>({ code: 'org/privilege-missing', privilege: 'prvReadContact' });
    const given = proof({ counts: [{ table: 'contact', application: good(0), person: refused }] });
    expect(judgeActing(given, APPLICATION)).toMatchObject({
      remarks: [{ remark: 'person-refused', tables: ['contact'], privileges: ['prvReadContact'] }],
    });
  });
});
