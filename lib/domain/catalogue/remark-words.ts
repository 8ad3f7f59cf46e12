import { params } from '../../language/forms.ts';
import { messages } from '../../language/messages.ts';
import type { Remark } from '../report.ts';
import { sayApart, sayList, sayTables } from './phrases.ts';

const words = messages('catalogue.remarks', {
  tablesRefused: params(
    '{tables} cannot be read. To map them, add {privileges} to a role of the application user.',
  ),
  tablesRefusedPerson: params(
    '{tables} cannot be read. To map them, add {privileges} to a role of this user.',
  ),
  tablesEmpty: params('There is no row yet in {tables}.'),
  ownRowsOnly: params(
    'Of {tables}, only own rows can be read. To map all, raise Read to Organization in a role of the application user.',
  ),
  ownRowsOnlyPerson: params(
    'Of {tables}, only own rows can be read. To map all, raise Read to Organization in a role of this user.',
  ),
  tablesUnclear: params(
    'It is not known whether {tables} can be read. Press Test Connection again.',
  ),
  rolesUnreadable: 'The names of its roles may not be read.',
  organisationUnreadable: 'The name of the organisation could not be read.',
  tenantEntered:
    'The organisation did not name its tenant, so the one that you entered was used. Should Mapsimise itself not find it, give this id to Mapsimise Support.',
  otherAddress: params(
    'The organisation calls itself {actualUrl}. Enter that as Organisation URL.',
  ),
  userWithoutRole: 'The application user has no security role.',
  rolesThroughTeams: 'Its roles come through teams. Impersonate Users may need a role of its own.',
  personRefused: params(
    '{person} may not read {tables}. What can be read is what both may: the application and the person.',
  ),
  personRefusedMissing: params(
    '{person} may not read {tables} ({privileges} is missing). What can be read is what both may: the application and the person.',
  ),
  sameCounts:
    'The application and the person own equally many rows, so only the identity proves it here.',
  clockAhead: params(
    'The clock of this computer is {apart} ahead of that of {host}, so the time of {host} was used. Set the clock.',
  ),
  clockBehind: params(
    'The clock of this computer is {apart} behind that of {host}, so the time of {host} was used. Set the clock.',
  ),
});

/** What a step found out that is worth knowing, and does not stop anything. */
export function describeRemark(remark: Remark): string {
  const t = words.get();
  switch (remark.remark) {
    case 'tables-refused': {
      const say = remark.of ? t.tablesRefusedPerson : t.tablesRefused;
      return say({ tables: sayTables(remark.tables), privileges: sayList(remark.privileges) });
    }
    case 'tables-empty':
      return t.tablesEmpty({ tables: sayTables(remark.tables) });
    case 'tables-own-rows-only': {
      const say = remark.of ? t.ownRowsOnlyPerson : t.ownRowsOnly;
      return say({ tables: sayTables(remark.tables) });
    }
    case 'tables-unclear':
      return t.tablesUnclear({ tables: sayTables(remark.tables) });
    case 'roles-unreadable':
      return t.rolesUnreadable;
    case 'organisation-unreadable':
      return t.organisationUnreadable;
    case 'tenant-entered':
      return t.tenantEntered;
    case 'other-address':
      return t.otherAddress(remark);
    case 'user-without-role':
      return t.userWithoutRole;
    case 'roles-through-teams':
      return t.rolesThroughTeams;
    case 'person-refused': {
      const { person } = remark;
      const [tables, privileges] = [sayTables(remark.tables), sayList(remark.privileges)];
      return privileges
        ? t.personRefusedMissing({ person, tables, privileges })
        : t.personRefused({ person, tables });
    }
    case 'same-counts':
      return t.sameCounts;
    case 'clock-bridged': {
      const say = remark.aheadMinutes < 0 ? t.clockBehind : t.clockAhead;
      return say({ apart: sayApart(remark.aheadMinutes), host: remark.host });
    }
  }
}
