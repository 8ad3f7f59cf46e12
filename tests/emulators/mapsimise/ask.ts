import type { Incoming } from '../exchange.ts';
import type { Scene } from '../scene.ts';
import type { Account } from './account.ts';

/** One call, its key already looked at. */
export type Ask = {
  scene: Scene;
  request: Incoming;
  account: Account;
  region: string;
  nowMs: number;
};
