import * as v from 'valibot';

/** A list of T whose damaged members are left out; the others are believed, as far as `member` looks. */
export const believed = <T>(member: v.GenericSchema<unknown, object>) =>
  v.pipe(
    v.array(v.unknown()),
    v.transform((all) =>
      all.flatMap((one) => {
        const read = v.safeParse(member, one);
        return read.success ? [read.output as T] : [];
      }),
    ),
  );
