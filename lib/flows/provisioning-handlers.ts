import type { Workspace } from '../domain/connection.ts';
import { type OrgUrl, parseOrgUrl } from '../domain/org-url.ts';
import { closeInterrupted, mayPutAway } from '../domain/provisioning.ts';
import { namesKept } from '../facts/fact.ts';
import { PREPARATION, PROVISIONING, preparationOf, provisioningOf } from '../facts/provisioning.ts';
import type { Handlers, MessageType } from '../messages/contract.ts';
import type { Once } from './once.ts';
import { prepareProvisioning } from './prepare-provisioning.ts';
import { continueProvisioning, startProvisioning } from './provision-application.ts';
import { cancelProvisioning } from './provision-control.ts';
import { undoProvisioning } from './undo-provisioning.ts';
import type { World } from './world.ts';

type Deeds = Pick<Handlers, Extract<MessageType, `provisioning.${string}`>>;

/** The deeds of "Create these for me", as messages ask for them. A text becomes an organisation by the parser only. */
export function provisioningHandlers(world: World, once: Once): Deeds {
  const at = (deed: (org: OrgUrl) => Promise<void> | void) =>
    once(async ({ org }: { org: string }) => {
      const place = parseOrgUrl(org);
      if (place.ok && place.value.kind === 'dataverse') await deed(place.value.url);
    });
  return {
    'provisioning.prepare': at((org) => prepareProvisioning(world, org)),
    'provisioning.look': at(() => {}),
    'provisioning.start': (ask) =>
      at((org) => startProvisioning(world, { ...ask, org, workspace: ask.workspace as Workspace }))(
        ask,
      ),
    'provisioning.continue': at((org) => continueProvisioning(world, org)),
    'provisioning.cancel': at(cancelProvisioning),
    'provisioning.undo': at((org) => undoProvisioning(world, org)),
    'provisioning.dismiss': at(async (org) => {
      const entry = await provisioningOf(org).read();
      if (entry && mayPutAway(entry)) await provisioningOf(org).forget();
    }),
  };
}

/** What a worker finds that has just woken: runs that its predecessor was cut off from. They go on when asked to. */
export async function mendProvisioning(): Promise<void> {
  for (const org of (await namesKept('local', PROVISIONING)) as OrgUrl[]) {
    const entry = await provisioningOf(org).read();
    const closed = entry && closeInterrupted(entry);
    if (closed && closed !== entry) await provisioningOf(org).write(closed);
  }
  for (const org of (await namesKept('session', PREPARATION)) as OrgUrl[])
    if ((await preparationOf(org).read())?.state === 'looking') await preparationOf(org).forget();
}
