import type { OrgUrl } from '../domain/org-url.ts';
import { mayPutAway } from '../domain/provisioning.ts';
import { isSettled } from '../domain/registration.ts';
import { mayPutAway as isRotationOver } from '../domain/rotation.ts';
import { namesKept } from '../facts/fact.ts';
import { journal } from '../facts/facts.ts';
import { PROVISIONING, provisioningOf } from '../facts/provisioning.ts';
import { rotations } from '../facts/rotation-facts.ts';
import { switches } from '../facts/switches.ts';
import { countUnread } from '../facts/unread-purchases.ts';

/** What is begun at a server and not known to be finished: once it is forgotten, nobody can go on with it or undo it. */
export type OpenWork =
  | { work: 'purchase' | 'creating' | 'rotation' | 'switch'; where: string }
  | { work: 'unread'; where: '' };

/** Reads it from the journals that are kept on the device. */
export async function readOpenWork(): Promise<OpenWork[]> {
  const orgs = (await namesKept('local', PROVISIONING)) as OrgUrl[];
  const [bought, unread, rotated, switched, ...created] = await Promise.all([
    journal.read(),
    countUnread(),
    rotations.read(),
    switches.read(),
    ...orgs.map((org) => provisioningOf(org).read()),
  ]);
  return [
    ...(bought ?? [])
      .filter((entry) => !isSettled(entry))
      .map(({ org }) => ({ work: 'purchase' as const, where: hostOf(org) })),
    ...(unread > 0 ? [{ work: 'unread' as const, where: '' as const }] : []),
    ...created.flatMap((run) =>
      run && !mayPutAway(run) ? [{ work: 'creating' as const, where: hostOf(run.place.org) }] : [],
    ),
    ...Object.values(rotated ?? {})
      .filter((rotation) => !isRotationOver(rotation))
      .map(({ org }) => ({ work: 'rotation' as const, where: hostOf(org) })),
    ...Object.values(switched ?? {})
      .filter(({ state }) => state === 'sending' || state === 'unclear')
      .map(({ org }) => ({ work: 'switch' as const, where: hostOf(org) })),
  ];
}

const hostOf = (org: string) => (URL.canParse(org) ? new URL(org).host : org);
