import { privilegesAnswer } from '../clients/dataverse/answers.ts';
import {
  businessUnitsAnswer,
  privilegesOfRole,
  ROOT_BUSINESS_UNIT,
  rolesAnswer,
  rolesOf,
} from '../clients/dataverse/provisioning.ts';
import type { Failure } from '../domain/failure.ts';
import { bad, good, type Result } from '../domain/result.ts';
import type { RolePowers } from '../domain/role-choice.ts';
import type { Lines } from './provision-run.ts';

/** So many roles are looked into at once: an organisation lets nobody ask more than 52 things at a time. */
const AT_ONCE = 8;
/** Of an organisation with more roles than this, those whose names come later are neither looked into nor offered, and the screen says so. */
const MOST_ROLES = 200;

export async function rootBusinessUnit({
  lines,
}: {
  lines: Lines;
}): Promise<Result<string, Failure>> {
  const units = await lines.crm(ROOT_BUSINESS_UNIT, businessUnitsAnswer);
  if (!units.ok) return units;
  const [unit] = units.value.value;
  return unit ? good(unit.businessunitid) : bad({ code: 'org/unexpected', host: '' });
}

/** The roles that can be given to the application user, what each may do, and how many were left out. */
export async function readRoles(asking: {
  lines: Lines;
}): Promise<Result<{ roles: RolePowers[]; leftOut: number }, Failure>> {
  const unit = await rootBusinessUnit(asking);
  if (!unit.ok) return unit;
  const { lines } = asking;
  const list = await lines.crm(rolesOf(unit.value), rolesAnswer);
  if (!list.ok) return list;
  const roles = list.value.value.slice(0, MOST_ROLES);
  const found: RolePowers[] = [];
  for (let at = 0; at < roles.length; at += AT_ONCE) {
    const some = await Promise.all(
      roles.slice(at, at + AT_ONCE).map(async ({ roleid: roleId, name }) => {
        const powers = await lines.crm(privilegesOfRole(roleId), privilegesAnswer);
        if (powers.ok) return good<RolePowers>({ roleId, name, depths: depthsIn(powers.value) });
        if (powers.failure.code !== 'net/too-large') return powers;
        return good<RolePowers>({ roleId, name, depths: new Map(), isEndless: true });
      }),
    );
    for (const role of some) {
      if (!role.ok) return role;
      found.push(role.value);
    }
  }
  return good({ roles: found, leftOut: list.value.value.length - roles.length });
}

const depthsIn = ({
  RolePrivileges,
}: {
  RolePrivileges: { PrivilegeName?: string | null | undefined; Depth?: string | undefined }[];
}) =>
  new Map(
    RolePrivileges.flatMap(({ PrivilegeName, Depth }) =>
      PrivilegeName && Depth ? [[PrivilegeName, Depth] as const] : [],
    ),
  );
