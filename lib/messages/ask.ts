import { browser } from 'wxt/browser';
import type { AskOf, MessageType, Receipt } from './contract.ts';

/**
 * Asks the background for a deed. What comes of it is read from the facts, never from the receipt.
 * The background may die before it answers: then the receipt is missing, and the facts tell what is known.
 */
export async function ask<T extends MessageType>(
  type: T,
  question: AskOf<T>,
): Promise<Receipt | undefined> {
  try {
    return await browser.runtime.sendMessage({ type, ask: question });
  } catch {
    return undefined;
  }
}
