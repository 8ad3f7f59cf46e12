import type { Failure } from '../failure.ts';

/** Reads why the columns of the user table were not given: a privilege that is missing there is named as that. */
export const diagnoseColumns = (failure: Failure): Failure =>
  failure.code === 'org/privilege-missing'
    ? {
        code: 'mapping/columns-refused',
        privilege: failure.privilege,
        ...(failure.service && { service: failure.service }),
      }
    : failure;
