import { browser } from 'wxt/browser';
import { defineBackground } from 'wxt/utils/define-background';
import { createFlows } from '../lib/flows/create-flows.ts';
import { realWorld } from '../lib/flows/real-world.ts';
import type { AlarmName } from '../lib/flows/world.ts';
import { serve } from '../lib/messages/serve.ts';
import { logBug } from '../lib/platform/log.ts';

export default defineBackground(() => {
  const flows = createFlows(realWorld());
  serve(flows.handlers, logBug);
  browser.runtime.onStartup.addListener(() => void flows.onAlarm('expiry-watch'));
  browser.alarms.onAlarm.addListener(({ name }) => void flows.onAlarm(name as AlarmName));
});
