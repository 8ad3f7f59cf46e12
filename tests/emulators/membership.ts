import type { PersonClaims } from './access-token.ts';
import type { User } from './dataverse/users.ts';
import type { Environment } from './environments.ts';
import { ORGANISATIONS } from './people.ts';
import type { Scene } from './scene.ts';

/**
 * Who somebody is in an environment. One that is only listed has the members of contoso, and so
 * has the one without Dataverse its administrators.
 */
export function memberOf(
  scene: Scene,
  { oid, tid }: PersonClaims,
  environment: Environment,
): User | undefined {
  if (environment.tenantId !== tid) return undefined;
  const host = environment.organisation?.host ?? '';
  const database = scene.databases.get(host) ?? scene.databases.get(ORGANISATIONS.contoso.host);
  const user = database?.users.find(
    ({ person, row }) => !person.application && row.azureactivedirectoryobjectid === oid,
  );
  return user && !user.person.disabled ? user : undefined;
}

export function isAdministrator({ person }: User): boolean {
  return person.roles.includes('System Administrator');
}
