import type { INetworkModule, NetworkResponse } from '@azure/msal-browser';
import type { Send } from '../clients/egress.ts';
import { parseJson, type Reply } from '../domain/reply.ts';

/**
 * MSAL's way to the network, which is ours: the gate, the bounds and the one fetch hold for it too. Each reply is kept
 * by the id of its request, because what MSAL makes of a refusal loses half of what Microsoft said.
 *
 * Source  msal-common Token.mjs: the address carries `client-request-id`, the id that the request was given
 */
export function createMsalNetwork(
  send: Send,
  told: (correlationId: string, reply: Reply) => void,
): INetworkModule {
  return {
    // The addresses of every cloud's sign-in are built into MSAL; it has nothing to fetch from elsewhere.
    sendGetRequestAsync: () =>
      Promise.reject(new TypeError('Nothing is to be fetched for a sign-in')),
    async sendPostRequestAsync<T>(
      url: string,
      options?: { headers?: Record<string, string>; body?: string },
    ): Promise<NetworkResponse<T>> {
      const reply = await send({
        purpose: { for: 'token' },
        url,
        method: 'POST',
        headers: { ...options?.headers, Accept: 'application/json' },
        ...(options?.body !== undefined && { body: options.body }),
      });
      told(new URL(url).searchParams.get('client-request-id') ?? '', reply);
      const body = reply.kind === 'answer' ? parseJson(reply.text) : undefined;
      if (reply.kind !== 'answer' || typeof body !== 'object' || body === null)
        throw new TypeError('No answer to read');
      return { status: reply.status, headers: {}, body: body as T };
    },
  };
}
