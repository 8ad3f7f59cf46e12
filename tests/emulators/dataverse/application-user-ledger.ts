import type { Databases } from './database.ts';
import type { RoleName } from './roles.ts';

/** An application user as tests look at it from outside. */
export type ApplicationUser = {
  organisation: string;
  id: string;
  applicationId: string;
  fullName: string;
  isDisabled: boolean;
  isDeleted: boolean;
  roles: readonly RoleName[];
};

export function listApplicationUsers(databases: Databases): ApplicationUser[] {
  return databases.all().flatMap(({ organisation, users }) =>
    users.flatMap(({ id, person }) => {
      const { application, fullName, disabled = false, deleted = false, roles } = person;
      if (!application) return [];
      return {
        organisation: organisation.name,
        id,
        applicationId: application.clientId,
        fullName,
        isDisabled: disabled,
        isDeleted: deleted,
        roles,
      };
    }),
  );
}
