import { defineBackground } from 'wxt/utils/define-background';
import { createFlows } from '../lib/flows/create-flows.ts';
import { realWorld } from '../lib/flows/real-world.ts';
import type { AlarmName } from '../lib/flows/world.ts';
import { serve } from '../lib/messages/serve.ts';
import { followBrowser } from '../lib/platform/browser-events.ts';
import { logBug } from '../lib/platform/log.ts';

export default defineBackground(() => {
  const { handlers, onAlarm, onAccessLost } = createFlows(realWorld());
  serve(handlers, logBug);
  const ring = (name: string) => onAlarm(name as AlarmName);
  followBrowser({ atStart: 'expiry-watch', onAlarm: ring, onAccessLost });
});
