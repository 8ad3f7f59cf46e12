import { deterministicGuid } from './guid.ts';

/** The same in every world, whatever it changes about the person. */
export const userIdOf = (organisation: string, fullName: string) =>
  deterministicGuid(`${organisation} user ${fullName}`);

export const entraIdOf = (fullName: string) => deterministicGuid(`entra ${fullName}`);
