import { defineUnlistedScript } from 'wxt/utils/define-unlisted-script';
import { readPage } from '../lib/page/read-page.ts';
import { tellBackground } from '../lib/page/tell-background.ts';

export default defineUnlistedScript(async () => {
  await tellBackground({ type: 'org.seen', ask: await readPage(location) });
});
