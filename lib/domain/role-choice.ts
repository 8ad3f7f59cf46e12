import { ACT_ON_BEHALF } from './diagnose/impersonation.ts';
import type { RoleOffer, RoleRef } from './provisioning.ts';
import { CUSTOMER_TABLES, MAPPED_TABLES, TABLES } from './tables.ts';

/** What a security role may do: each privilege by name, with how far it reaches. */
export type RolePowers = RoleRef & {
  depths: ReadonlyMap<string, string>;
  /** It may do so much that the list was too long to be read: an administrator's. */
  isEndless?: true;
};

/** The least that Mapsimise needs: read on the mapped tables, in the whole organisation. */
export const LEAST_PRIVILEGES: readonly string[] = MAPPED_TABLES.map(
  (table) => TABLES[table].privilege,
);
const TABLE_READS: readonly string[] = CUSTOMER_TABLES.map((table) => TABLES[table].privilege);
/** Who holds one of these can give rights to others: an administrator, whatever the role is called. */
const POWERS = ['prvAssignRole', 'prvCreateRole', 'prvWriteRole', 'prvCreateUser'];
const EVERYWHERE = 'Global';

export function judgeRole({ roleId, name, depths, isEndless }: RolePowers): RoleOffer {
  if (isEndless) return { roleId, name, lacks: [], isPowerful: true, privilegeCount: 100_000 };
  return {
    roleId,
    name,
    lacks: LEAST_PRIVILEGES.filter((privilege) => depths.get(privilege) !== EVERYWHERE),
    isPowerful: POWERS.some((privilege) => depths.has(privilege)),
    privilegeCount: depths.size,
  };
}

/**
 * The role that stands chosen at first: the smallest that has the least that is needed. One that can hand out rights
 * never does, however few others there are: then the person must choose.
 */
export function suggestRole(roles: readonly RoleOffer[]): RoleOffer | undefined {
  return roles
    .filter(({ lacks, isPowerful }) => lacks.length === 0 && !isPowerful)
    .toSorted((a, b) => a.privilegeCount - b.privilegeCount)[0];
}

/** Can anything be mapped with it? Without a table to read the test fails. */
export const readsNothing = ({ lacks }: RoleOffer) =>
  TABLE_READS.every((privilege) => lacks.includes(privilege));

/** The smallest role by which one may act on behalf of others. Found by its privilege: names are translated. */
export function findActingRole(roles: readonly RolePowers[]): RoleRef | undefined {
  const [smallest] = roles
    .filter(({ depths }) => depths.has(ACT_ON_BEHALF))
    .toSorted((a, b) => a.depths.size - b.depths.size);
  return smallest && { roleId: smallest.roleId, name: smallest.name };
}
