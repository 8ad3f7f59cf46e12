import { deterministicGuid } from '../dataverse/guid.ts';
import { STAFF } from '../dataverse/staff-data.ts';
import type { World } from '../world.ts';
import { emailOf, nameOf } from './crowd-people.ts';
import { SMALL_COMPANY } from './small-company.ts';

/** As the contract shows a user of Mapsimise. */
export type MapsimiseUser = {
  UserId: string;
  Email: string;
  FullName: string;
  Active: boolean;
};
export type MapsimiseUsers = { count: number; at(index: number): MapsimiseUser };

/** Whom Mapsimise knows in a world. A great many are made as they are asked for. */
export function mapsimiseUsers({ coverage }: World): MapsimiseUsers {
  if (coverage?.users !== undefined) return { count: coverage.users, at: someone };
  const known = coverage ? fromSmallCompany() : fromStaff();
  return {
    count: known.length,
    at(index) {
      const user = known[index];
      if (!user) throw new Error(`there is no user ${index}`);
      return user;
    },
  };
}

const idOf = (name: string) => deterministicGuid(`mapsimise ${name}`);

function fromStaff(): MapsimiseUser[] {
  return STAFF.flatMap(({ email, userName, fullName, disabled }) =>
    email === null
      ? []
      : { UserId: idOf(userName), Email: email.trim(), FullName: fullName, Active: !disabled },
  );
}

function fromSmallCompany(): MapsimiseUser[] {
  return SMALL_COMPANY.map(({ email, inactive = false }) => ({
    UserId: idOf(email),
    Email: email,
    FullName: email.split('@')[0] ?? '',
    Active: !inactive,
  }));
}

function someone(index: number): MapsimiseUser {
  const { first, last } = nameOf(index);
  const head = index.toString(16).padStart(8, '0');
  return {
    UserId: `${head}-5b1d-4c3e-9f60-7a8e${head}`,
    Email: emailOf(index),
    FullName: `${first} ${last}`,
    Active: true,
  };
}
