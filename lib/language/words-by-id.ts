/**
 * Words that are chosen by an id, as a record: each is in the language of the moment in which it is read, so the record
 * may be kept in a constant.
 */
/* @__NO_SIDE_EFFECTS__ */
export function wordsById<Words extends object>(words: { get: () => Words }): Readonly<Words> {
  const record: PropertyDescriptorMap = {};
  for (const id of Object.keys(words.get())) {
    record[id] = { enumerable: true, get: () => words.get()[id as keyof Words] };
  }
  return Object.defineProperties({} as Words, record);
}
