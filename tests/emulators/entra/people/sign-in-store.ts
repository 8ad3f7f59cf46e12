import type { Adapter, AdapterPayload } from 'oidc-provider';

/** Where `oidc-provider` keeps its sessions, codes and tokens: thrown away with the world. */
export class SignInStore {
  readonly #entries = new Map<string, AdapterPayload>();

  adapterFor(model: string): Adapter {
    const entries = this.#entries;
    const key = (id: string) => `${model} ${id}`;
    return {
      upsert: async (id, payload) => {
        entries.set(key(id), payload);
      },
      find: async (id) => entries.get(key(id)),
      findByUid: async (uid) => this.#payloads(model).find((one) => one.uid === uid),
      findByUserCode: async () => undefined,
      consume: async (id) => {
        // Source: Microsoft Learn, refresh-tokens: Entra does not revoke an old refresh token when
        // it is used; a code is good for one redemption
        const entry = entries.get(key(id));
        if (entry && model !== 'RefreshToken') entry.consumed = Math.floor(Date.now() / 1000);
      },
      destroy: async (id) => {
        entries.delete(key(id));
      },
      revokeByGrantId: async (grantId) => {
        for (const [name, payload] of entries) {
          if (payload.grantId === grantId) entries.delete(name);
        }
      },
    };
  }

  /** All sessions of all browsers, or the one with this id. */
  endSessions(id?: string): void {
    for (const name of [...this.#entries.keys()]) {
      if (id === undefined ? name.startsWith('Session ') : name === `Session ${id}`) {
        this.#entries.delete(name);
      }
    }
  }

  /** Refresh tokens stay known, and are past their time. */
  expireRefreshTokens(): void {
    for (const payload of this.#payloads('RefreshToken')) payload.exp = 1;
  }

  #payloads(model: string): AdapterPayload[] {
    return [...this.#entries]
      .filter(([name]) => name.startsWith(`${model} `))
      .map(([, one]) => one);
  }
}
