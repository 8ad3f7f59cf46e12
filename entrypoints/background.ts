import { defineBackground } from 'wxt/utils/define-background';
import { createFlows } from '../lib/flows/create-flows.ts';
import { realWorld } from '../lib/flows/real-world.ts';
import type { AlarmName } from '../lib/flows/world.ts';
import { serve } from '../lib/messages/serve.ts';
import { followAlarms } from '../lib/platform/alarms.ts';
import { followNotifications } from '../lib/platform/attention.ts';
import { logBug } from '../lib/platform/log.ts';

export default defineBackground(() => {
  const flows = createFlows(realWorld());
  serve(flows.handlers, logBug);
  followAlarms('expiry-watch', (name) => flows.onAlarm(name as AlarmName));
  followNotifications();
});
