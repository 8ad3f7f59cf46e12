import { addressOf } from '../domain/history.ts';
import type { Connector } from '../domain/mapsimise.ts';
import type { Months } from '../domain/provisioning.ts';
import {
  connectorDeeds,
  connectorList,
  knownOrganisations,
  secretDates,
  testHistory,
} from '../facts/connector-facts.ts';
import { draftOf } from '../facts/facts.ts';
import { severalEnvironments } from '../facts/many.ts';
import { rotationPlans, rotations } from '../facts/rotation-facts.ts';
import { switches } from '../facts/switches.ts';
import { ask } from '../messages/ask.ts';
import type { AskOf } from '../messages/contract.ts';
import { openOurPage } from '../platform/tabs.ts';
import { store } from './store.ts';

const FACTS = {
  connectorList,
  connectorDeeds,
  testHistory,
  knownOrganisations,
  secretDates,
  rotations,
  rotationPlans,
  switches,
  severalEnvironments,
};
type Name = keyof typeof FACTS;

/** Reads and follows what is known of connectors; once, when the list is first opened. */
let following: Promise<void> | undefined;
export function followConnectors(): Promise<void> {
  following ??= start();
  return following;
}

async function start(): Promise<void> {
  const names = Object.keys(FACTS) as Name[];
  for (const name of names) FACTS[name].follow((value) => store.setState({ [name]: value }));
  const values = await Promise.all(names.map((name) => FACTS[name].read()));
  store.setState(Object.fromEntries(names.map((name, at) => [name, values[at]])));
}

export const listConnectors = () => void ask('connectors.list', {});
export const forgetConnector = (connectorId: string) => ask('connector.forget', { connectorId });
export const changeImpersonation = (connectorId: string, isOn: boolean, field: string) =>
  void ask('connector.impersonate', { connectorId, isOn, ...(field && { field }) });
export const keepSecretDate = (connectorId: string, day: string) =>
  ask('secret-date.keep', { connectorId, day });
export const forgetSecretDate = (connectorId: string) => ask('secret-date.forget', { connectorId });

/** `Test again`: the set-up of its organisation with its values, here or in a tab of its own. */
export async function retest({ id, organisationUrl }: Connector): Promise<void> {
  await ask('connector.retest', { connectorId: id });
  const org = addressOf(organisationUrl);
  if (!org) return;
  const { workspace } = store.getState();
  if (org !== workspace) return openOurPage(`setup.html?page=${encodeURIComponent(org)}`);
  const draft = await draftOf(workspace).read();
  store.setState(({ fields, formTurn }) => ({
    draft,
    fields: draft ?? fields,
    formTurn: formTurn + 1,
    job: 'set-up',
  }));
}

/** Notifications were turned on: what is due is told now. */
export const watchExpiry = () => void ask('expiry.watch', {});

export const planRotation = (connectorId: string) => void ask('rotation.plan', { connectorId });
export const rotateSecret = (given: { connectorId: string; months: Months; oldKeyIds: string[] }) =>
  void ask('rotation.start', given);
export const continueRotation = (connectorId: string) =>
  void ask('rotation.continue', { connectorId });
export const dismissRotation = (connectorId: string) =>
  void ask('rotation.dismiss', { connectorId });

/** The values that stand in the set-up, as they were kept last, go to the connector. */
export function switchToDataverse(connectorId: string): void {
  const { workspace, draft } = store.getState();
  if (draft) void ask('connector.switch', { connectorId, workspace, handle: draft.handle });
}
export const checkSwitch = (connectorId: string) => void ask('switch.check', { connectorId });
export const dismissSwitch = (connectorId: string) => void ask('switch.dismiss', { connectorId });

/** A secret goes up in one message; the background gives it to each environment's draft. */
export const testMany = (given: AskOf<'many.test'>) => void ask('many.test', given);
export const buyMany = () => void ask('many.buy', {});
export const dismissMany = () => void ask('many.dismiss', {});
