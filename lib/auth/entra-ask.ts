import type { Send } from '../clients/egress.ts';
import type { Cloud } from '../domain/cloud.ts';
import type { Failure } from '../domain/failure.ts';
import type { Result } from '../domain/result.ts';
import type { MicrosoftAccount, ResourceName, SignInWindow } from '../domain/sign-in.ts';
import type { Keeper } from './msal-environment.ts';
import type { UserToken } from './user-token.ts';

/** Everything outside that a sign-in touches. */
export type EntraPorts = {
  send: Send;
  keeper: Keeper;
  redirectUri: () => string;
  openWindow: (url: string, interactive: boolean) => Promise<SignInWindow>;
  allowWithoutOrigin: () => Promise<void>;
  newId: () => string;
  nowMs: () => number;
};

export type EntraAsk = {
  clientId: string;
  cloud: Cloud;
  resource: ResourceName;
  /** The organisation whose Dataverse is meant. */
  org?: string | undefined;
  /** Absent: whatever tenant the account is of. */
  tenantId?: string | undefined;
  /** Whom to ask for. */
  username?: string | undefined;
};

/** `person`: a window, and whatever Microsoft asks there. `switch`: the account is chosen anew. `unseen`: no window. */
export type SignInAsk = EntraAsk & { how: 'person' | 'switch' | 'unseen' };

export type Entered = { account: MicrosoftAccount; token: UserToken };

export type EntraUser = {
  signIn: (ask: SignInAsk) => Promise<Result<Entered, Failure>>;
  token: (ask: EntraAsk) => Promise<Result<Entered, Failure>>;
  forget: () => Promise<void>;
  /** Forgets the tokens for hosts of which this is true, and nothing else. */
  forgetFor: (isMeant: (host: string) => boolean) => Promise<void>;
};
