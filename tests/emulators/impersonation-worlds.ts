import { ADELE, SERVICE_PRINCIPAL_ID } from './people.ts';
import type { World } from './world.ts';

/** What can go wrong when the application acts as a person. */
export const IMPERSONATION_WORLDS = {
  'no-act-on-behalf': {
    does: 'the application user has no prvActOnBehalfOfAnotherUser: 403 0x8004A110',
    organisation: { applicationRole: 'without-delegation' },
  },
  'act-on-behalf-by-team': {
    does: 'it has the privilege through a team only: listed, and still 403 0x8004A110',
    organisation: { applicationRole: 'delegation-by-team' },
  },
  'impersonation-target-unknown': {
    does: 'the server finds no target: 403 0x80072560 by object id, 404 0x80040217 by user id',
    organisation: { impersonation: 'target-unknown' },
  },
  'impersonation-target-disabled': {
    does: 'the target counts as disabled, though its row does not say so yet: 403 0x80040225',
    organisation: { impersonation: 'target-disabled' },
  },
  'impersonation-without-entra-id': {
    does: 'Adele has no Entra object id: only MSCRMCallerID reaches her',
    organisation: { people: { [ADELE.fullName]: { entraId: null } } },
  },
  'impersonation-same-user': {
    does: "Adele's row carries the application's own object id: nobody is impersonated",
    organisation: { people: { [ADELE.fullName]: { entraId: SERVICE_PRINCIPAL_ID } } },
  },
  'impersonation-intersection': {
    does: 'Adele may not read contacts: 403 0x80040220 with her id, for both headers',
    organisation: { people: { [ADELE.fullName]: { roles: ['Salesperson without contacts'] } } },
  },
  'impersonation-ignored': {
    does: 'the server ignores both headers: WhoAmI answers the application',
    organisation: { impersonation: 'ignored' },
  },
  'translated-roles': {
    does: 'roles have German names; Delegate is Stellvertretung, with the same privilege',
    organisation: { roleNames: 'german' },
  },
} as const satisfies Record<string, World>;
