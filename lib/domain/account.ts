import type { Failure } from './failure.ts';
import type { Account } from './mapsimise.ts';

/** Who the API key belongs to: asked, told, or why not. */
export type AccountLook =
  | { state: 'asking' }
  | { state: 'known'; account: Account }
  | { state: 'failed'; failure: Failure; account?: Account };

/** How a person is named where several may be meant. */
export const nameOf = ({ fullName, email }: Account) =>
  fullName ? `${fullName} (${email})` : email;
