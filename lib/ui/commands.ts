import { type DraftFields, fieldsOf } from '../domain/connection.ts';
import { draftOf } from '../facts/facts.ts';
import { ask } from '../messages/ask.ts';
import { emptyForm } from './follow-facts.ts';
import { type Job, store } from './store.ts';

/** Commands go up as messages. What comes of them arrives as facts. */
const workspaceNow = () => {
  const { workspace, fields } = store.getState();
  // A draft that was read as a fact has more members than the message allows.
  return { workspace, fields: fieldsOf(fields) };
};

export const openJob = (job: Job) => store.setState({ job });

export function typeInto(change: Partial<DraftFields>): void {
  store.setState(({ fields }) => ({ fields: { ...fields, ...change } }));
  void ask('draft.keep', workspaceNow());
}

/**
 * One way only: the secret goes up, and nothing shows it again. '' takes the kept one away; or, in a stay in the field in
 * which that was typed over, leaves it what it was.
 */
export async function typeSecret(newSecret: string, over?: string): Promise<void> {
  store.setState({ isSecretOnItsWay: true });
  const { workspace } = store.getState();
  await ask('draft.keep', { ...workspaceNow(), newSecret, ...(over && { over }) });
  // Read, not waited for: who types and presses at once must not be told that the secret is missing.
  store.setState({ draft: await draftOf(workspace).read(), isSecretOnItsWay: false });
}

/** The field was left: what was typed over a kept secret stands. */
export const settleSecret = () => void ask('draft.keep', workspaceNow());

export const testConnection = () => void ask('connection.test', workspaceNow());
/** Allows the AD FS that the test named, then tests anew: the same press goes on. */
export async function confirmSts(origin: string): Promise<void> {
  await ask('sts.confirm', { workspace: store.getState().workspace, origin });
  testConnection();
}
export const cancelTest = () => void ask('test.cancel', { workspace: store.getState().workspace });
export const askOffer = () => void ask('offer.ask', { workspace: store.getState().workspace });

export function confirmPurchase(): void {
  const { workspace, draft } = store.getState();
  if (draft) void ask('connector.register', { workspace, handle: draft.handle });
}

/** Gives whether it was forgotten: what the browser did not let go stays on the screen. */
export async function disconnect(): Promise<boolean> {
  const { workspace } = store.getState();
  const receipt = await ask('draft.forget', { workspace });
  if (receipt?.taken) emptyForm();
  return receipt?.taken === true;
}

export const checkRegistration = (key: string) => void ask('registration.check', { key });
export async function dismissRegistration(key: string): Promise<void> {
  await ask('registration.dismiss', { key });
  if (!store.getState().draft) emptyForm();
}

export const setSharedCredentials = (connectorId: string, isShared: boolean) =>
  void ask('shared-credentials.set', { connectorId, isShared });
export const lookAtSharedCredentials = (connectorId: string) =>
  void ask('shared-credentials.look', { connectorId });

/** The organisation of the page; the mapping is a question about that alone. */
const orgNow = () => {
  const { where } = store.getState();
  return where.at === 'organisation' ? where.org : undefined;
};
export function findMyMapping(email: string): void {
  const org = orgNow();
  if (org) void ask('mapping.find', { org, email });
}
export function saveMyEmail(): void {
  const org = orgNow();
  if (org) void ask('mapping.save', { org });
}
export const suggestEmail = () => void ask('mapping.suggest', {});

export const keepSettings = (kept: { organisation: string; region: string }) =>
  ask('settings.keep', kept);
export const keepApiKey = (newKey: string, over?: string) =>
  ask('api-key.keep', { newKey, ...(over && { over }) });
export const placeApiKey = (onDevice: boolean) => ask('api-key.place', { onDevice });
export const askAccount = () => void ask('account.ask', {});
export const forgetEverything = () => ask('everything.forget', {});
