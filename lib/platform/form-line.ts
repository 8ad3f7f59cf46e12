import { browser } from 'wxt/browser';
import type { FormAnswer, FormAsk } from '../domain/form/form-field.ts';

type OpenForm = { tabId: number; documentId?: string };
type Injected = { documentId?: string; frameId: number; result?: unknown } | undefined;

/** Puts our script into a tab's top frame, and gives the browser's name of the document it is in. */
export async function openFormLine(tabId: number): Promise<OpenForm | undefined> {
  try {
    const [injected] = (await browser.scripting.executeScript({
      target: { tabId, frameIds: [0] },
      files: ['/mapsimise-form.js'],
    })) as Injected[];
    if (!injected) return undefined;
    return { tabId, ...(injected.documentId && { documentId: injected.documentId }) };
  } catch {
    return undefined;
  }
}

/**
 * Asks our script in one document, through its isolated world: a secret goes as an argument there, and the page never
 * sees it but in the one field. Undefined where that document has gone, or never had our script.
 *
 * Source  measured: an old document's id may still run in the new document, so whoever answers names its own again
 */
export async function askForm(form: OpenForm, ask: FormAsk): Promise<FormAnswer | undefined> {
  const { tabId, documentId } = form;
  try {
    const [injected] = (await browser.scripting.executeScript({
      target: documentId ? { tabId, documentIds: [documentId] } : { tabId, frameIds: [0] },
      func: (question: FormAsk) => {
        const line: unknown = (globalThis as { mapsimiseFillLine?: unknown }).mapsimiseFillLine;
        return typeof line === 'function' ? line(question) : undefined;
      },
      args: [ask],
    })) as Injected[];
    if (injected?.documentId !== documentId) return undefined;
    return injected?.result as FormAnswer | undefined;
  } catch {
    return undefined;
  }
}
