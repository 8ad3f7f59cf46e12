import { defineUnlistedScript } from 'wxt/utils/define-unlisted-script';
import { openFormLine } from '../lib/page/form/form-line.ts';
import { tellBackground } from '../lib/page/tell-background.ts';

export default defineUnlistedScript(() => {
  openFormLine((results) => tellBackground({ type: 'form.filled', ask: { results } }));
});
