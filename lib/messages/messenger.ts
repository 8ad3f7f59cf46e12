import * as v from 'valibot';
import {
  CONTRACT,
  type Handlers,
  type MessageType,
  type Receipt,
  type Sender,
} from './contract.ts';

/** Who is this, by the browser's own record? A page of ours has our origin even in a tab; a script in a site has the site's. */
export function askerOf(sender: Sender, home: { id: string; origin: string }) {
  if (sender.id !== home.id) return 'stranger';
  const origin = sender.origin ?? originOf(sender.url);
  if (origin === home.origin) return 'page';
  return sender.tabId !== undefined && sender.frameId === 0 ? 'content' : 'stranger';
}

function originOf(url: string | undefined): string | undefined {
  const text = String(url); // Nothing is no URL either.
  return URL.canParse(text) ? new URL(text).origin : undefined;
}

/**
 * The door of the background. Every message passes here once: known type, right asker, exact shape; else it is
 * turned away before any handler or state is touched.
 *
 * Takes   message  whatever arrived
 *         report   is told of a handler that threw (a bug), without the message's body
 * Gives   a receipt   never throws
 */
export async function receive(
  message: unknown,
  sender: Sender,
  home: { id: string; origin: string },
  handlers: Handlers,
  report: (type: MessageType, bug: unknown) => void,
): Promise<Receipt> {
  const opened = openMessage(message);
  if (!opened) return { taken: false, why: 'malformed' };
  const { type, ask } = opened;
  if (askerOf(sender, home) !== CONTRACT[type].from) return { taken: false, why: 'stranger' };
  if (!ask.success) return { taken: false, why: 'malformed' };
  try {
    await (handlers[type] as (ask: unknown, sender: Sender) => Promise<void>)(ask.output, sender);
    return { taken: true };
  } catch (bug) {
    report(type, bug);
    return { taken: false, why: 'bug' };
  }
}

/** Undefined for what is no message of ours, even where looking at it throws. */
function openMessage(message: unknown) {
  try {
    const type = typeOf(message);
    return (
      type && { type, ask: v.safeParse(CONTRACT[type].ask, (message as { ask?: unknown }).ask) }
    );
  } catch {
    return undefined;
  }
}

function typeOf(message: unknown): MessageType | undefined {
  if (typeof message !== 'object' || message === null) return undefined;
  if (Object.keys(message).some((key) => key !== 'type' && key !== 'ask')) return undefined;
  const { type, ask } = message as { type?: unknown; ask?: unknown };
  if (Array.isArray(ask)) return undefined; // An empty list would pass for a question that has no members.
  return typeof type === 'string' && Object.hasOwn(CONTRACT, type)
    ? (type as MessageType)
    : undefined;
}
