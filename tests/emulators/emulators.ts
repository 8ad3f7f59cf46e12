import { createCertificate } from './certificate.ts';
import { openControlServer } from './control-server.ts';
import { openFrontDoor, type Stage } from './front-door.ts';
import { Holds } from './holds.ts';
import { RequestLog } from './request-log.ts';
import { openScene } from './scene.ts';
import type { WorldName } from './worlds.ts';

export type Running = {
  port: number;
  controlPort: number;
  spki: string;
  close: () => Promise<void>;
};

/** Starts both servers in this process. */
export async function openEmulators(ask: {
  world: WorldName;
  port: number;
  controlPort: number;
  rttMs: number;
}): Promise<Running> {
  const stage: Stage = {
    scene: openScene(ask.world),
    rttMs: ask.rttMs,
    log: new RequestLog(),
    holds: new Holds(),
  };
  const [certificate, stranger] = await Promise.all([createCertificate(), createCertificate()]);
  const door = await openFrontDoor(stage, certificate, stranger, ask.port);
  const control = await openControlServer(stage, ask.controlPort);
  return {
    port: door.port,
    controlPort: control.port,
    spki: certificate.spki,
    async close() {
      stage.holds.clear();
      await Promise.all([door.close(), control.close()]);
    },
  };
}
