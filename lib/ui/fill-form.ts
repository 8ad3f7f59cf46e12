import { useEffect, useState } from 'preact/hooks';
import type { Draft, Workspace } from '../domain/connection.ts';
import { type DraftChoice, type FormFill, LONGEST_FILL_MS } from '../domain/form/form-fill.ts';
import { siteOfSettings, siteUrlOf } from '../domain/mapsimise.ts';
import { parseOrgUrl } from '../domain/org-url.ts';
import { namesKept } from '../facts/fact.ts';
import { accountLook, draftOf, environmentOf, formFillOf } from '../facts/facts.ts';
import { ask } from '../messages/ask.ts';
import { clickedTab, openSite } from '../platform/tabs.ts';
import { store } from './store.ts';

/** What is drawn beside the form in Mapsimise: the clicked tab, what was filled there, and what can be. */
export type FormView = { tabId?: number; fill?: FormFill; drafts?: DraftChoice[] };

/** Follows the filling of the clicked tab. It is read here and not with the other facts: it is needed on one site only. */
export function useFormView(): FormView {
  const [view, setView] = useState<FormView>({});
  useEffect(() => {
    let stop = () => {};
    void (async () => {
      const [tab, drafts] = await Promise.all([clickedTab(), readDrafts()]);
      setView((now) => ({ ...now, drafts }));
      if (!tab) return;
      const fact = formFillOf(tab.tabId);
      const show = (fill: FormFill | undefined) =>
        setView((now) => ({ drafts: now.drafts ?? [], tabId: tab.tabId, ...(fill && { fill }) }));
      stop = fact.follow(show);
      show(await fact.read());
    })();
    return () => stop();
  }, []);
  return view;
}

/** The drafts that are kept, the one edited last first. */
async function readDrafts(): Promise<DraftChoice[]> {
  const workspaces = (await namesKept('local', 'draft:')) as Workspace[];
  const kept = await Promise.all(
    workspaces.map(async (workspace) => ({ workspace, draft: await draftOf(workspace).read() })),
  );
  const newestFirst = kept
    .flatMap(({ workspace, draft }) => (draft ? { workspace, draft } : []))
    .sort((one, other) => (other.draft.editedAtMs ?? 0) - (one.draft.editedAtMs ?? 0));
  return Promise.all(newestFirst.map(({ workspace, draft }) => choiceOf(workspace, draft)));
}

async function choiceOf(workspace: Workspace, draft: Draft): Promise<DraftChoice> {
  const place = parseOrgUrl(draft.organisationUrl);
  const host =
    place.ok && place.value.kind !== 'maker'
      ? place.value.url.slice('https://'.length)
      : draft.organisationUrl.slice(0, 100);
  const environment = workspace === 'elsewhere' ? undefined : await environmentOf(workspace).read();
  const name = environment?.report?.organisation?.friendlyName ?? '';
  return { workspace, name, host, hasSecret: draft.hasSecret };
}

export const fillForm = (tabId: number, workspace: Workspace) =>
  void ask('form.fill', { tabId, workspace });
export const fillSecret = (tabId: number) => void ask('form-secret.fill', { tabId });

/** Did something that began then take so long that nobody will tell of it any more? */
export function useIsOver(startedAtMs: number | undefined): boolean {
  const [isOver, setIsOver] = useState(false);
  useEffect(() => {
    setIsOver(false);
    if (startedAtMs === undefined) return undefined;
    const leftMs = startedAtMs + LONGEST_FILL_MS - Date.now();
    const timer = setTimeout(() => setIsOver(true), Math.max(0, leftMs));
    return () => clearTimeout(timer);
  }, [startedAtMs]);
  return isOver;
}

/** How long Mapsimise may take to say whose the API key is. */
const ACCOUNT_MS = 3_000;

/**
 * Opens the organisation's own site in a new tab. Where the API key turns out to be of another organisation, that is
 * said first, and the next press opens the tab: the popup closes with it and could say nothing afterwards.
 */
export async function openMapsimise(): Promise<void> {
  const site = siteOfSettings(store.getState().settings);
  if (!site) return;
  const { hasApiKey, accountLook: known } = store.getState();
  if (hasApiKey && (!known || known.state === 'asking')) {
    const late = new Promise((resolve) => setTimeout(resolve, ACCOUNT_MS));
    await Promise.race([ask('account.ask', {}), late]);
    const look = await accountLook.read();
    if (look?.state === 'failed' && look.failure.code === 'mapsimise/other-organisation') return;
  }
  await openSite(siteUrlOf(site));
}
