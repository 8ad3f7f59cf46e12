import type { Database } from '../dataverse/database.ts';
import { deterministicGuid } from '../dataverse/guid.ts';
import { ROLES, type RoleName } from '../dataverse/roles.ts';
import type { Row } from '../dataverse/row.ts';
import { TABLES, type Table } from '../dataverse/tables.ts';

/** The tables between others, which have no page of their own. */
// Source: Microsoft Learn, entity reference: systemuserroles and roleprivileges
export const BETWEEN: Readonly<Record<string, Table>> = Object.fromEntries(
  [
    ['systemuserroles', 'systemuserid', 'roleid'],
    ['roleprivileges', 'roleid', 'privilegeid'],
  ].map(([name = '', one = '', other = '']): [string, Table] => [
    name,
    {
      name: name as Table['name'],
      set: name,
      key: `${name.slice(0, -1)}id`,
      primaryName: one,
      typeCode: 15,
      label: name,
      readPrivilege: 'prvReadRole',
      columns: {
        [`${name.slice(0, -1)}id`]: 'Edm.Guid',
        [one]: 'Edm.Guid',
        [other]: 'Edm.Guid',
        ...(name === 'roleprivileges' ? { privilegedepthmask: 'Edm.Int32' } : {}),
      },
      navigations: {},
    },
  ]),
);

/** Source: AccessRights depth masks: Basic 1, Local 2, Deep 4, Global 8. */
const MASKS = { Basic: 1, Local: 2, Deep: 4, Global: 8 } as const;

/** Who has which role, and which role has which privilege. */
export function betweenRows(database: Database, name: string): Row[] {
  const { rows, users, related } = database;
  if (name === 'systemuserroles') {
    return users.flatMap(({ id, row }) =>
      related(TABLES.systemuser, row, 'systemuserroles_association').map(({ roleid = null }) => ({
        systemuserroleid: deterministicGuid(`${id} ${roleid}`),
        systemuserid: id,
        roleid,
      })),
    );
  }
  return rows.role.flatMap((role) =>
    related(TABLES.role, role, 'roleprivileges_association').map((privilege) => {
      const held = ROLES[role.name as RoleName]?.[String(privilege.name)] ?? 'Global';
      return {
        roleprivilegeid: deterministicGuid(`${role.roleid} ${privilege.privilegeid}`),
        roleid: role.roleid ?? null,
        privilegeid: privilege.privilegeid ?? null,
        privilegedepthmask: MASKS[held],
      };
    }),
  );
}
