import type { FailureCode, FailureOf } from '../failure.ts';

/** A page of the vendor that helps on. */
export type Docs = { href: `https://${string}`; label: string };

/** Fixed words, or words that need the failure's facts. */
type Words<C extends FailureCode> = string | ((failure: FailureOf<C>) => string);

/**
 * What is said of one kind of failure. `title` is what happened, at most 70 characters; `cause` is why; `remedy` is one
 * action, with names in it. `retriable`: the same again, with nothing changed, may succeed.
 */
export type Entry<C extends FailureCode> = {
  title: Words<C>;
  cause: Words<C>;
  remedy: Words<C>;
  docs: Docs | ((failure: FailureOf<C>) => Docs);
  retriable?: true;
};

/** One entry per code of a room: a code without an entry does not compile. */
export type Entries<C extends FailureCode> = { [K in C]: Entry<K> };

/** The codes of a room, by the part before the slash. */
export type CodesOf<Room extends string> = Extract<FailureCode, `${Room}/${string}`>;
