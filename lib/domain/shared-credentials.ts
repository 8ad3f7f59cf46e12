import type { Failure } from './failure.ts';

/**
 * What is known of a connector's Shared Credentials: whether its own account reads and writes for everybody. Where that
 * is not so, each person gives a user name and password of their own when a map loads.
 */
export type SharedCredentials =
  | { state: 'asking' }
  | { state: 'known'; isShared: boolean }
  | { state: 'refused'; failure: Failure; isShared?: boolean };

/** By the id of the connector. */
export type SharedByConnector = Record<string, SharedCredentials>;
