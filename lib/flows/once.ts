/** Makes a handler of a deed: it waits until what an earlier worker left half done is put right. */
export type Once = <A extends unknown[]>(
  deed: (...args: A) => Promise<void> | void,
) => (...args: A) => Promise<void>;
