import type { OrgUrl } from '../domain/org-url.ts';
import type { Months } from '../domain/provisioning.ts';
import { preparationOf, provisioningOf } from '../facts/provisioning.ts';
import { ask } from '../messages/ask.ts';
import { store } from './store.ts';

/** Mirrors what is known of creating the application for one organisation. Gives the way to stop. */
export function followProvisioning(org: OrgUrl): () => void {
  store.setState({ provisioning: undefined, preparation: undefined });
  let isFollowed = true;
  const [run, prepared] = [provisioningOf(org), preparationOf(org)];
  const stops = [
    run.follow((provisioning) => store.setState({ provisioning })),
    prepared.follow((preparation) => store.setState({ preparation })),
  ];
  void Promise.all([run.read(), prepared.read()]).then(([provisioning, preparation]) => {
    if (isFollowed) store.setState({ provisioning, preparation });
  });
  return () => {
    isFollowed = false;
    for (const stop of stops) stop();
  };
}

export const prepareProvisioning = (org: OrgUrl) => void ask('provisioning.prepare', { org });
/** While a run is shown as under way its worker is asked for, now and then: a dead one is found out, a living one stays. */
const ASK_AGAIN_MS = 5_000;
export function watchProvisioning(org: OrgUrl): () => void {
  const look = () => void ask('provisioning.look', { org });
  look();
  const timer = setInterval(look, ASK_AGAIN_MS);
  return () => clearInterval(timer);
}

export const continueProvisioning = (org: OrgUrl) => void ask('provisioning.continue', { org });
export const cancelProvisioning = (org: OrgUrl) => void ask('provisioning.cancel', { org });
export const undoProvisioning = (org: OrgUrl) => void ask('provisioning.undo', { org });
export const putProvisioningAway = (org: OrgUrl) => void ask('provisioning.dismiss', { org });

export type Chosen = { name: string; months: Months; roleId: string; applicationId?: string };
export function startProvisioning(org: OrgUrl, chosen: Chosen): void {
  const { workspace } = store.getState();
  void ask('provisioning.start', { workspace, org, ...chosen });
}
