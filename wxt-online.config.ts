import { defineConfig } from 'wxt';
import { configOf } from './wxt.config.ts';

/** For online organisations only: no scheme Dynamics CRM / IFD, and nothing can be sent to a host that is not named. */
export default defineConfig({
  ...configOf({ isOnlineOnly: true }),
  outDirTemplate: '{{browser}}-mv{{manifestVersion}}{{modeSuffix}}-online',
});
